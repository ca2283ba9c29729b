/**
 * Why a feed could not be read.
 *
 * - `http-status`: the server answered with a status other than success; 404 is no proof that a feed is gone.
 * - `not-a-feed`: a whole document came, but of no feed format (an error page, a consent page).
 * - `truncated`: the body or the document stops in the middle of an entry.
 * - `too-large`, `too-slow`: beyond the limits, see GuardedFetchOptions.
 * - `refused-address`: the address, a redirect or a DNS answer leads where feeds may not be: another scheme or port,
 *   credentials in the address, or a host that is not public. Nothing was connected to.
 * - `dns`, `connection`: the host has no address, or cannot be reached.
 * - `redirects`: too many, in a circle, without a target, or from https down to http.
 * - `hostile`: the document is built to exhaust a reader (nesting, attributes, headers, time, memory).
 * - `encoding`: the body's compression is unknown or broken.
 * - `unknown`: reading it threw something that no rule knows; the log has it.
 */
export type FeedFailureReason =
  | 'http-status'
  | 'not-a-feed'
  | 'truncated'
  | 'too-large'
  | 'too-slow'
  | 'refused-address'
  | 'dns'
  | 'connection'
  | 'redirects'
  | 'hostile'
  | 'encoding'
  | 'unknown';

export interface FeedFailure {
  readonly reason: FeedFailureReason;
  /** The address that was being read when it failed: after redirects, the last one. */
  readonly url: string;
  /** The server's status, if it got that far. */
  readonly status?: number;
  /** How long the server asked to be left alone. */
  readonly retryAfterSeconds?: number;
  /** One sentence of detail for the log; may quote the address, never the document. */
  readonly detail: string;
}
