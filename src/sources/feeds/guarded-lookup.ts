import { lookup as systemLookup } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP, type LookupFunction } from 'node:net';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** A host's addresses; rejects with an error that has a code of DNS when it has none. Replaced in tests. */
export type ResolveHost = (hostname: string) => Promise<readonly HostAddress[]>;

export interface HostResolverOptions {
  /**
   * Names that DNS does not know are asked of the system as well, which also knows search domains and its own network's
   * names. For operators who allow feeds there.
   */
  readonly asksSystem: boolean;
  /** Name servers as `address` or `address:port`. Default: the system's. Example: `['127.0.0.1:5353']`. */
  readonly servers?: readonly string[];
  /** How long one try of a name server may take, in ms; there are two. Default: 2,500. Example: `500`. */
  readonly tryMs?: number;
  /** Default: `/etc/hosts`. Example: a file of a test's own. */
  readonly hostsFile?: string;
}

const TRIES = 2;
const NOT_KNOWN = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Finds the addresses of hosts without the system's own look-up: that one holds a thread of the process for as long as a
 * name server is silent, and four such feeds would keep every file and database waiting. What the hosts file says comes
 * first, as everywhere.
 */
export function createHostResolver(options: HostResolverOptions): ResolveHost {
  return async (hostname) => {
    const family = isIP(hostname);
    if (family !== 0) return [{ address: hostname, family }];
    const listed = await inHostsFile(hostname, options.hostsFile ?? '/etc/hosts');
    if (listed.length > 0) return listed;
    try {
      return await byNameServer(hostname, options);
    } catch (error) {
      if (!options.asksSystem || !NOT_KNOWN.has(codeOf(error))) throw error;
      return bySystem(hostname);
    }
  };
}

/** Both families, the older first. A new resolver each time, since the system's name servers change as networks do. */
async function byNameServer(hostname: string, options: HostResolverOptions): Promise<readonly HostAddress[]> {
  const resolver = new Resolver({ timeout: options.tryMs ?? 2_500, tries: TRIES });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  const [older, newer] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [
    ...(older.status === 'fulfilled' ? older.value.map((address) => ({ address, family: 4 })) : []),
    ...(newer.status === 'fulfilled' ? newer.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length > 0) return found;
  // One family may simply not be there; what kept the other from being found says more.
  const reasons = [older, newer].flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  throw reasons.find((reason) => !NOT_KNOWN.has(codeOf(reason))) ?? reasons[0] ?? noAddress(hostname);
}

async function inHostsFile(hostname: string, path: string): Promise<readonly HostAddress[]> {
  const wanted = hostname.toLowerCase().replace(/\.$/, '');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // Not every system has one.
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const family = isIP(address);
    return family !== 0 && names.some((name) => name.toLowerCase() === wanted) ? { address, family } : [];
  });
}

function bySystem(hostname: string): Promise<readonly HostAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A name answered with an address where feeds may not be. */
class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  readonly code = 'ERR_REFUSED_ADDRESS';

  constructor(hostname: string) {
    super(`"${hostname.slice(0, 100)}" does not lead to a public address only`);
  }
}

/**
 * A lookup for sockets that answers only when *every* address of the name is allowed, so that a name with one public
 * and one private answer is refused too. The socket connects to what was checked: there is no second look-up.
 */
export function guardedLookup(resolve: ResolveHost, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return done(noAddress(hostname), '', 0);
        if (!addresses.every(({ address }) => isAllowed(address)))
          return done(new RefusedAddressError(hostname), '', 0);
        if (options.all) return done(null, [...addresses]);
        return done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`"${hostname.slice(0, 100)}" has no address`), { code: 'ENOTFOUND' });
}
