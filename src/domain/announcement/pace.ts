/** Several new entries come one after the other, not all at once: https://discord.com/developers/docs/topics/rate-limits */
const MOST_PER_MINUTE = 5;
const MINUTE_MS = 60_000;

/**
 * When the next post in a channel may be made, in ms since 1970. `madeAtMs`: when the latest posts there were made, in
 * any order.
 */
export function nextPostAtMs(madeAtMs: readonly number[], nowMs: number): number {
  const recent = madeAtMs.filter((atMs) => nowMs - atMs < MINUTE_MS && atMs <= nowMs).sort((a, b) => b - a);
  const oldest = recent[MOST_PER_MINUTE - 1];
  return oldest === undefined ? nowMs : oldest + MINUTE_MS;
}
