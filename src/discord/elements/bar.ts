/** A share as a bar of so many cells, in signs that every font has: `▰▰▰▱▱`. */
export function barText(share: number, cells: number): string {
  const within = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  const full = Math.round(within * cells);
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}
