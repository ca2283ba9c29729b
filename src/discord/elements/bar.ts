import { EMPTY_CELL, FULL_CELL } from '../contract/bar-signs.ts';

/**
 * A share as a bar of so many cells, in signs that every font has: `▰▰▰▱▱`. Where the application has emoji for them, they
 * take the place of the signs when the message is sent (application/bars.ts).
 */
export function barText(share: number, cells: number): string {
  const within = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  const full = Math.round(within * cells);
  return FULL_CELL.repeat(full) + EMPTY_CELL.repeat(cells - full);
}
