import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A host's addresses, as the system knows them. Replaced in tests. */
export type ResolveHost = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

export const resolveBySystem: ResolveHost = (hostname, done) => {
  // Node leaves the addresses out when it fails, whatever its types say.
  systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses ?? []));
};

/** A name answered with an address where feeds may not be. */
export class RefusedAddressError extends Error {
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
    resolve(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error || !first) return done(error ?? noAddress(hostname), '', 0);
      if (!addresses.every(({ address }) => isAllowed(address))) return done(new RefusedAddressError(hostname), '', 0);
      if (options.all) return done(null, [...addresses]);
      return done(null, first.address, first.family);
    });
  };
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`"${hostname.slice(0, 100)}" has no address`), { code: 'ENOTFOUND' });
}
