/** The signs that bars are written with, which every font has: `▰▰▰▱▱`. */
export const FULL_CELL = '▰';
export const EMPTY_CELL = '▱';

/**
 * A share (0 to 1; NaN counts as 0) as a bar of so many cells. Where the application has emoji for the cells, they
 * replace the signs when the message is sent (application/bars.ts).
 */
export function barText(share: number, cells: number): string {
  const within = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  const full = Math.round(within * cells);
  return FULL_CELL.repeat(full) + EMPTY_CELL.repeat(cells - full);
}
