import { backoffMs } from '../../util/backoff.ts';

const FIRST_HOUR_MS = 3_600_000;
const QUICK_MS = 5_000;
const SLOW_MS = 60_000;
const SLOWEST_MS = 3_600_000;

/**
 * The earliest moment a poll's message may be redrawn, in ms since 1970: every five seconds in its first hour, every
 * sixty seconds after that (Discord limits edits of messages older than an hour, error 30046), and twice as long after
 * each refusal in a row.
 */
export function nextRedrawAtMs(drawing: { openedAtMs: number; lastDrawnAtMs: number; refusals: number }): number {
  const young = drawing.lastDrawnAtMs - drawing.openedAtMs < FIRST_HOUR_MS;
  const pause = { firstMs: young ? QUICK_MS : SLOW_MS, longestMs: SLOWEST_MS };
  return drawing.lastDrawnAtMs + backoffMs(drawing.refusals, pause);
}
