import { compareIds } from '../snowflakes.ts';

/** The newest `limit` items of a list in ascending order, before, after or around an id. */
export function pageOf<T extends { readonly id: string }>(
  ascending: readonly T[],
  { limit, before, after, around }: { limit: number; before?: string; after?: string; around?: string },
): T[] {
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const older = ascending.filter((item) => compareIds(item.id, around) <= 0).slice(-(half + 1));
    const newer = ascending.filter((item) => compareIds(item.id, around) > 0).slice(0, limit - older.length);
    return [...older, ...newer].reverse();
  }
  if (after !== undefined)
    return ascending
      .filter((item) => compareIds(item.id, after) > 0)
      .slice(0, limit)
      .reverse();
  const until = before === undefined ? ascending : ascending.filter((item) => compareIds(item.id, before) < 0);
  return until.slice(-limit).reverse();
}
