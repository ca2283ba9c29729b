import { mixed, theme } from './drawing/colors.ts';
import type { Drawing } from './drawing/drawing.ts';

/** One cell of a bar, on a transparent background; cells next to each other make a bar. */
export interface BarCell {
  readonly isFull: boolean;
  /** Which end is round. */
  readonly end: 'left' | 'right' | 'none';
}

/** In pixels at 1×; drawn at 2× it has the 128 pixels that Discord asks for an emoji. */
const SIZE = 64;
const HEIGHT = 30;
const NOTHING = '#00000000';
/** Visible on a light background as well as on a dark one. */
const EMPTY = mixed(theme.nobody, theme.dim, 0.2);

export function barCellPicture({ isFull, end }: BarCell): Drawing {
  const radius = HEIGHT / 2;
  const [left, right] = [end === 'left' ? radius : 0, end === 'right' ? radius : 0];
  return {
    width: SIZE,
    height: SIZE,
    background: NOTHING,
    marks: [
      {
        ...{ kind: 'box', x: 0, y: (SIZE - HEIGHT) / 2, width: SIZE, height: HEIGHT },
        radius: [left, right, right, left],
        fill: isFull ? theme.own : EMPTY,
      },
    ],
  };
}
