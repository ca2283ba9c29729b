import { FetchFault } from './fetch-fault.ts';

/**
 * The target of a redirect. Whether it may be read is checked like any address.
 *
 * @throws FetchFault for a redirect without a target, and for one from https down to http
 */
export function redirectTarget(location: string | undefined, from: URL): URL {
  if (!location || !URL.canParse(location, from.href)) {
    throw new FetchFault('redirects', `Redirected to no address by ${from.host}`);
  }
  const target = new URL(location, from);
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new FetchFault('redirects', `Redirected from https down to http by ${from.host}`);
  }
  return target;
}
