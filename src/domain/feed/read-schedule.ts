import { backoffMs } from '../../util/backoff.ts';

/** YouTube's feeds fail for hours for everyone and come back; other sites may be gone for good. */
export type FeedHost = 'youtube' | 'other' | 'local';

const MINUTE_MS = 60_000;
/** No server is asked more often than this, except on this machine. */
const SHORTEST_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_BACKOFF_MS: Readonly<Record<FeedHost, number>> = {
  youtube: 120 * MINUTE_MS,
  other: 720 * MINUTE_MS,
  local: 120 * MINUTE_MS,
};
/** A longer Retry-After would let a server switch a feed off. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * MINUTE_MS;
/** Share of the wait that is added at random, so that reads do not all fall on the same second. */
const SPREAD = 0.1;

/**
 * When to read a feed next. Not sooner than the operator's interval, nor than the server asked for with its last answer
 * (`retryAfterSeconds`, at most a day), nor within five minutes (except on this machine). After failures: the interval,
 * doubled for each further one, at most two hours for YouTube and twelve for others. `jitter`, from 0 to below 1, adds
 * up to a tenth.
 */
export function nextReadAt(input: {
  readonly lastReadAtMs: number;
  readonly failuresInARow: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly intervalSeconds: number;
  readonly host: FeedHost;
  readonly jitter: number;
}): number {
  const shortestMs = input.host === 'local' ? 0 : SHORTEST_WAIT_MS;
  const intervalMs = Math.max(input.intervalSeconds * 1000, shortestMs);
  const longestMs = Math.max(LONGEST_BACKOFF_MS[input.host], intervalMs);
  const pauseMs = backoffMs(Math.max(input.failuresInARow - 1, 0), { firstMs: intervalMs, longestMs });
  const retryAfterMs = Math.min((input.retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS);
  return input.lastReadAtMs + Math.ceil(Math.max(pauseMs, retryAfterMs) * (1 + SPREAD * input.jitter));
}

/** No plan reaches further ahead than this. */
export const LONGEST_PLAN_MS = 27 * 60 * MINUTE_MS;
