import { mixed, theme } from './colors.ts';
import type { Drawing } from './drawing.ts';

/** A piece of a bar by itself, on no ground: pieces beside each other make one bar. */
export interface BarCell {
  readonly isFull: boolean;
  /** Its ends are round. */
  readonly end: 'left' | 'right' | 'none';
}

/** At 1×; drawn at twice that, it is the 128 pixels that Discord asks an emoji to have. */
const SIZE = 64;
const HEIGHT = 30;
const NOTHING = '#00000000';
/** On a light ground as well as on a dark one. */
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
