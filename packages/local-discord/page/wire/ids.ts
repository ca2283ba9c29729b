/** Below zero when `a` was made before `b`: ids are numbers too long for a number, written without leading zeros. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
