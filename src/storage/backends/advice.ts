/** What to know about a password in a database URL. */
export const ENCODED = 'of a password, @ : / # ? % are written percent-encoded';

/** Messages of servers, drivers and the network, each with its remedy. The first that matches is used. */
const ADVICE: readonly (readonly [said: RegExp, mend: string])[] = [
  [
    /password authentication failed|role "[^"]*" does not exist|no PostgreSQL user name|WRONGPASS|NOAUTH/,
    `Correct user and password in the address; ${ENCODED}`,
  ],
  [
    /no pg_hba\.conf entry/,
    'Add a line for this machine, user and database to the server’s pg_hba.conf, and reload it',
  ],
  [
    /database "[^"]*" does not exist|its encoding is/,
    "Make one: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0",
  ],
  [/permission denied for (?:schema|database)/, 'Make the database the user’s own: ALTER DATABASE name OWNER TO user'],
  [/permission denied for/, 'Let the user of the address own the tables: ALTER TABLE … OWNER TO user'],
  [/NOPERM/, 'Let the user run scripts on its keys: ACL SETUSER user ~{clematis}* +@all'],
  [/DB index is out of range/, 'Take a smaller number, or raise `databases` in redis.conf (16 unless set)'],
  [
    /too many clients|too many connections|remaining connection slots|max number of clients/,
    'Raise the server’s or the role’s limit: each process of the bot uses up to six',
  ],
  [/does not support SSL/, 'Leave sslmode out of the address, or switch `ssl` on in the server'],
  [/certificate/, 'docs/scaling.md tells which sslmode fits which certificate'],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|timeout|timed out|ETIMEDOUT|terminated/i,
    'Look whether the server runs, and at address, port, TLS (rediss://, sslmode) and firewall',
  ],
];

/**
 * What an operator can do about a server that cannot be used, as a sentence without a full stop; undefined when no
 * remedy is known.
 */
export function adviceOn(error: unknown): string | undefined {
  const said = error instanceof Error ? error.message : String(error);
  return ADVICE.find(([words]) => words.test(said))?.[1];
}

/**
 * Whether a URL contains characters that should have been percent-encoded. Then what was read as host or database may
 * be part of the password, and must not be shown.
 */
export function isMisread({ pathname, search, hash }: URL): boolean {
  return hash !== '' || /[@:]|\/./.test(pathname.slice(1)) || /^\?[^=]*@/.test(search);
}
