/** YouTube's feeds fail for hours for everyone and come back; other sites may be gone for good. */
export type FeedHost = 'youtube' | 'other' | 'local';

const MINUTE_MS = 60_000;
/** Nobody's server is asked more often than this; only a feed on this machine may be. */
const SHORTEST_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_BACKOFF_MS: Readonly<Record<FeedHost, number>> = {
  youtube: 120 * MINUTE_MS,
  other: 720 * MINUTE_MS,
  local: 120 * MINUTE_MS,
};
/** A Retry-After beyond this would be a way to switch a feed off. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * MINUTE_MS;
/** How far from the exact time a read may be moved, so that not everything falls on the same second. */
const SPREAD = 0.1;

/**
 * When to read a feed next.
 *
 * After a success: after the interval, or sooner if the copy that was served goes stale sooner. After failures: the
 * interval, doubled for each further failure, at most two hours for YouTube and twelve for others; `retryAfterSeconds`
 * is a floor. Never within five minutes, except for a feed on this machine. `jitter` in [0, 1) spreads it by a tenth
 * either way, except that a copy is never asked for again before it is stale.
 */
export function nextReadAt(input: {
  readonly lastReadAtMs: number;
  readonly failuresInARow: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly freshForSeconds?: number | undefined;
  readonly intervalSeconds: number;
  readonly host: FeedHost;
  readonly jitter: number;
}): number {
  const shortestMs = input.host === 'local' ? 0 : SHORTEST_WAIT_MS;
  const intervalMs = Math.max(input.intervalSeconds * 1000, shortestMs);
  const eitherWay = 1 + SPREAD * (2 * input.jitter - 1);
  const later = 1 + SPREAD * input.jitter;

  if (input.failuresInARow > 0) {
    const longestMs = Math.max(LONGEST_BACKOFF_MS[input.host], intervalMs);
    const backoffMs = Math.min(intervalMs * 2 ** Math.min(input.failuresInARow - 1, 20) * eitherWay, longestMs);
    const retryAfterMs = Math.min((input.retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS);
    return input.lastReadAtMs + Math.ceil(Math.max(backoffMs, retryAfterMs * later, shortestMs));
  }

  const freshMs = (input.freshForSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  const waitMs = freshMs < intervalMs ? freshMs * later : intervalMs * eitherWay;
  return input.lastReadAtMs + Math.ceil(Math.max(waitMs, shortestMs));
}
