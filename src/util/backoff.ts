/** How long to wait after as many failures in a row, not counting this one: twice as long each time, up to the longest. */
export function backoffMs(failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  return Math.min(firstMs * 2 ** failures, longestMs);
}
