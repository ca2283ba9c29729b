import { theme } from '../drawing/colors.ts';
import type { Font, Mark, Typeface } from '../drawing/drawing.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';

/** The margin on the left and right. */
export const MARGIN = 36;

export interface Head {
  readonly title: string;
  /** Shown smaller beside the title: the first one that can be drawn. */
  readonly otherTitles: readonly string[];
  /** Shown in the corner: `Shown up to: Round 3`. */
  readonly shown: string;
}

/** The head of a picture: title, and up to where the series is shown. */
export function headMarks(head: Head, width: number, typeface: Typeface, chipSize = 17): Mark[] {
  const titleFont: Font = { size: 34, weight: 'bold' };
  const otherFont: Font = { size: 22, weight: 'regular' };
  const chipFont: Font = { size: chipSize, weight: 'regular' };
  const chip = fitted(drawable(head.shown, typeface), chipFont, 420, typeface);
  const chipWidth = Math.ceil(typeface.measure(chip, chipFont)) + 28;
  const chipX = width - MARGIN - chipWidth;
  const room = chipX - 24 - MARGIN;
  const [main = '', ...others] = [head.title, ...head.otherTitles]
    .map((text) => drawable(text, typeface))
    .filter((text) => text !== '');
  const title = fitted(main, titleFont, room, typeface);
  const otherX = MARGIN + Math.round(typeface.measure(title, titleFont)) + 14;
  const other = fitted(others[0] ?? '', otherFont, MARGIN + room - otherX, typeface);
  return [
    textAt(title, titleFont, MARGIN, 46, { color: theme.ink }),
    ...(other === '' ? [] : [textAt(other, otherFont, otherX, 49, { color: theme.faint })]),
    { kind: 'box', x: chipX, y: 29, width: chipWidth, height: 34, radius: 17, fill: theme.panel },
    textAt(chip, chipFont, chipX + chipWidth / 2, 46, { color: theme.dim, align: 'center' }),
  ];
}
