import { theme } from './colors.ts';
import type { Drawing, Mark, Typeface } from './drawing.ts';
import { type Head, headMarks } from './head.ts';

/** Smaller than a bracket, since a chat shows it smaller: what is written stays as large. All plots are shown alike. */
export const WIDTH = 800;
const HEIGHT = 450;
/** Of the panel that a plot stands in. */
export const TOP = 96;
export const BOTTOM = 386;

export interface Panel {
  readonly left: number;
  readonly right: number;
  /** Of its corners. */
  readonly radius: number;
}

/** A plot's marks on its panel, below its head. */
export function framed(head: Head, panel: Panel, marks: readonly Mark[], typeface: Typeface): Drawing {
  const { left, right, radius } = panel;
  return {
    width: WIDTH,
    height: HEIGHT,
    background: theme.background,
    marks: [
      ...headMarks(head, WIDTH, typeface, 20),
      { kind: 'box', x: left, y: TOP, width: right - left, height: BOTTOM - TOP, radius, fill: theme.panel },
      ...marks,
    ],
  };
}
