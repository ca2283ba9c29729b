/** Negative when `a` was made before `b`. Ids are too large for a number, and have no leading zeros. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
