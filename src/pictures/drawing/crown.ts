import { theme } from './colors.ts';
import type { Mark, Point } from './drawing.ts';

/** The crown that marks a winner. */
export function crownMark({ left, middle, size }: { left: number; middle: number; size: number }): Mark {
  const height = Math.round(size * 0.76);
  const top = Math.round(middle - height / 2);
  const at = (x: number, y: number): Point => [
    Math.round((left + size * x) * 2) / 2,
    Math.round((top + height * y) * 2) / 2,
  ];
  const points = [at(0, 0.12), at(0.27, 0.5), at(0.5, 0), at(0.73, 0.5), at(1, 0.12), at(0.88, 1), at(0.12, 1)];
  return { kind: 'shape', points, fill: theme.gold };
}
