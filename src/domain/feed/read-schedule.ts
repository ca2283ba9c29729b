import { backoffMs } from '../../util/backoff.ts';

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
/** How much later than planned a read may be, so that not everything falls on the same second. */
const SPREAD = 0.1;

/**
 * When to read a feed next. Never sooner than the operator's interval, nor than the server asked for with its last answer
 * (`retryAfterSeconds`, of which a day is believed), nor within five minutes, except for a feed on this machine. After
 * failures: the interval, doubled for each further one, at most two hours for YouTube and twelve for others. `jitter` in
 * [0, 1) makes it later by up to a tenth.
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
