import { FetchFault } from './fetch-fault.ts';

/**
 * Where a redirect leads. Throws a FetchFault for one that leads nowhere, and for one from https down to http: what was
 * asked for in confidence is not asked again in the open. Whether the target may be read is checked like any address.
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
