/**
 * How long to wait, in ms, after this many failures in a row, not counting the present one: twice as long each time, up
 * to `longestMs`.
 */
export function backoffMs(failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  return Math.min(firstMs * 2 ** failures, longestMs);
}
