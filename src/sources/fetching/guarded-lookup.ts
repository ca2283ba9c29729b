import { lookup as systemLookup } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP, type LookupFunction } from 'node:net';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** A host's addresses; rejects with a DNS error code when it has none. Tests replace it. */
export type ResolveHost = (hostname: string) => Promise<readonly HostAddress[]>;

export interface HostResolverOptions {
  /**
   * Also asks the system for names that DNS does not know; it knows search domains and names of the local network. For
   * operators who allow private feeds.
   */
  readonly asksSystem: boolean;
  /** Name servers as `address` or `address:port`. Default: the system's. Example: `['127.0.0.1:5353']`. */
  readonly servers?: readonly string[];
  /** Timeout of one try with a name server, in ms; there are two tries. Default: 2,500. Example: `500`. */
  readonly tryMs?: number;
  /** Default: `/etc/hosts`. Example: a file made by a test. */
  readonly hostsFile?: string;
}

const TRIES = 2;
const NOT_KNOWN = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Finds the addresses of hosts without the system's own look-up, which occupies a thread of the process's pool while a
 * name server is silent: four such feeds would hold up every file and database access. The hosts file is read first.
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

/**
 * Asks for IPv4 and IPv6 addresses, IPv4 first in the result. The resolver is new each time, because the system's name
 * servers change with the network.
 */
async function byNameServer(hostname: string, options: HostResolverOptions): Promise<readonly HostAddress[]> {
  const resolver = new Resolver({ timeout: options.tryMs ?? 2_500, tries: TRIES });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  const [older, newer] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [
    ...(older.status === 'fulfilled' ? older.value.map((address) => ({ address, family: 4 })) : []),
    ...(newer.status === 'fulfilled' ? newer.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length > 0) return found;
  // One family is often missing; the error of the other says more.
  const reasons = [older, newer].flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  throw reasons.find((reason) => !NOT_KNOWN.has(codeOf(reason))) ?? reasons[0] ?? noAddress(hostname);
}

async function inHostsFile(hostname: string, path: string): Promise<readonly HostAddress[]> {
  const wanted = hostname.toLowerCase().replace(/\.$/, '');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // Not every system has a hosts file.
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

/** A name whose address is one where feeds may not be. */
class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  readonly code = 'ERR_REFUSED_ADDRESS';

  constructor(hostname: string) {
    super(`"${hostname.slice(0, 100)}" does not lead to a public address only`);
  }
}

/**
 * A lookup function for sockets that succeeds only when *every* address of the name is allowed, so that a name with one
 * public and one private address is refused too. The socket connects to the checked addresses: there is no second
 * look-up.
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
