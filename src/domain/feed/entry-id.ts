import { createHash } from 'node:crypto';

/** Ids that contain no text written by a person: `yt:video:…`, a number, a UUID. */
const PLAIN = /^[\w.:-]{1,64}$/;

/**
 * How the log names an entry: its key where that is a plain id, otherwise a hash of it, because many feeds use an
 * address or a title as id.
 */
export function entryIdForLog(key: string): string {
  return PLAIN.test(key) ? key : `#${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}
