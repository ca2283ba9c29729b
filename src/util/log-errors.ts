/** At most this many nested causes and gathered errors are logged. */
const MOST = 5;

/**
 * The token in an address of a webhook or interaction:
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
const TOKEN_IN_PATH = /(\/(?:webhooks|interactions)\/\d+\/)[^/?\s"\\]+/g;
/** The id of a person in an address. */
const PERSON_IN_PATH = /(\/(?:reactions\/[^/\s"\\]+|members|users)\/)\d+/g;
/** The address of a private feed, or of a store, may contain a password. */
const PASSWORD_IN_ADDRESS = /(\b[a-z][a-z+]{1,15}:\/\/)[^\s"\\/@]{1,200}@/gi;
const SECRET_IN_QUERY = /([?&][\w-]{0,40}?(?:key|token|secret|pass|password|auth|sig|signature)=)[^&\s"\\]+/gi;

/** A line of the log without tokens and passwords in addresses. */
export function withoutSecretsInAddresses(line: string): string {
  return line.replace(TOKEN_IN_PATH, '$1…').replace(PASSWORD_IN_ADDRESS, '$1…@').replace(SECRET_IN_QUERY, '$1…');
}

/**
 * What the log contains of an error: its type, where it was thrown and why. Other properties are left out: an error of
 * Discord's carries the request with whole messages.
 */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? String(error) : error;
  const { code, status, method, url, errno, syscall, errors } = error as Error & Readonly<Record<string, unknown>>;
  const facts = { code, status, method, url: typeof url === 'string' ? withoutPeople(url) : undefined, errno, syscall };
  const told = Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  const deeper = (inner: unknown) => errorForLog(inner, depth + 1);
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(told),
    ...(error.cause === undefined || depth >= MOST ? {} : { cause: deeper(error.cause) }),
    ...(Array.isArray(errors) && depth < MOST ? { errors: errors.slice(0, MOST).map(deeper) } : {}),
  };
}

function withoutPeople(url: string): string {
  return url.replace(PERSON_IN_PATH, '$1…');
}
