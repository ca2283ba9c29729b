/**
 * Why a feed could not be read.
 * - `http-status`: the server answered with a status other than success; 404 does not prove that a feed is gone.
 * - `not-a-feed`: a complete document came, but not of a feed format (an error page, a consent page).
 * - `truncated`: the body or the document stops in the middle of an entry.
 * - `too-large`, `too-slow`: beyond the limits, see GuardedFetchOptions.
 * - `refused-address`: the address, a redirect or a DNS answer leads where feeds may not be: another scheme or port,
 * credentials in the address, or a host that is not public. Nothing was connected to.
 * - `dns`, `connection`: the host has no address, or cannot be reached.
 * - `redirects`: too many, in a circle, without a target, or from https down to http.
 * - `hostile`: the document is built to exhaust a reader (nesting, attributes, headers, time, memory).
 * - `encoding`: the body's compression is unknown or broken.
 * - `unknown`: reading it threw an error that no rule covers; the log has it.
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
  /** The address that was being read when it failed: the last one after redirects. */
  readonly url: string;
  /** The server's status, if it got that far. */
  readonly status?: number;
  /** How long the server asked to wait. */
  readonly retryAfterSeconds?: number;
  /** One sentence of detail for the log; it may contain the address, never the document. */
  readonly detail: string;
}
