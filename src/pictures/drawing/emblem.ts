import { colorOf, inkOn, mixed, theme } from './colors.ts';
import type { Drawing, Font, Mark, Typeface } from './drawing.ts';
import { initialOf, type Named } from './names.ts';
import { textAt } from './text-fitting.ts';

/** A disc in the contestant's colour, with their initial. */
export interface Emblem {
  readonly letter: string;
  /** 0xRRGGBB */
  readonly color?: number | undefined;
  /** `gone`: no longer in the competition. `unknown`: nobody yet. */
  readonly look: 'plain' | 'gone' | 'unknown';
}

export function emblemMarks({ letter, color: value, look }: Emblem, x: number, y: number, radius: number): Mark[] {
  const font: Font = { size: Math.round(radius * 1.05), weight: 'bold' };
  if (look === 'unknown') {
    return [
      { kind: 'circle', x, y, radius: radius - 1, stroke: theme.edge, strokeWidth: 1.5, dash: [4, 3] },
      textAt('?', font, x, y, { color: theme.faint, align: 'center' }),
    ];
  }
  const color = colorOf(value);
  const fill = look === 'gone' ? mixed(color, theme.panel, 0.55) : color;
  const ink = inkOn(fill);
  return [
    { kind: 'circle', x, y, radius, fill, stroke: mixed(fill, '#ffffff', 0.18), strokeWidth: 1 },
    textAt(letter, font, x, y, { color: look === 'gone' ? mixed(ink, fill, 0.35) : ink, align: 'center' }),
  ];
}

/** In pixels at 1×; drawn at 2× it has the 128 pixels that Discord asks for an emoji. */
const SIZE = 64;
const NOTHING = '#00000000';

/** A contestant's emblem by itself, on a transparent background. */
export function emblemPicture(named: Named & { readonly color?: number | undefined }, typeface: Typeface): Drawing {
  const middle = SIZE / 2;
  const letter = initialOf(named, typeface);
  const marks = emblemMarks({ letter, color: named.color, look: 'plain' }, middle, middle, middle - 2);
  return { width: SIZE, height: SIZE, background: NOTHING, marks };
}
