import { createHash } from 'node:crypto';

/** What an id looks like that nobody wrote anything into: `yt:video:…`, a number, a UUID. */
const PLAIN = /^[\w.:-]{1,64}$/;

/**
 * What an entry is called in the log: its key where that is a plain id, else a hash of it, since many feeds give an address
 * or a title as an id.
 */
export function entryIdForLog(key: string): string {
  return PLAIN.test(key) ? key : `#${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}
