import type { BracketScene } from './bracket-scene.ts';
import { theme } from './colors.ts';
import type { Font, Mark, Typeface } from './drawing.ts';
import { drawable, fitted, textAt } from './text-fitting.ts';

/** Left and right of everything. */
export const MARGIN = 36;

/** Above the bracket: what it is called, and how far it tells. */
export function headMarks(scene: BracketScene, width: number, typeface: Typeface): Mark[] {
  const titleFont: Font = { size: 34, weight: 'bold' };
  const otherFont: Font = { size: 22, weight: 'regular' };
  const chipFont: Font = { size: 17, weight: 'regular' };
  const chip = fitted(drawable(scene.shown, typeface), chipFont, 420, typeface);
  const chipWidth = Math.ceil(typeface.measure(chip, chipFont)) + 28;
  const chipX = width - MARGIN - chipWidth;
  const room = chipX - 24 - MARGIN;
  const [main = '', ...others] = [scene.title, ...scene.otherTitles]
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

/** Below it: what the overlay is. */
export function legendMarks(scene: BracketScene, height: number, typeface: Typeface): Mark[] {
  if (scene.picks === undefined) return [];
  const font: Font = { size: 16, weight: 'regular' };
  const middle = height - 30;
  return [
    { kind: 'circle', x: MARGIN + 8, y: middle, radius: 7, fill: theme.own },
    textAt(drawable(scene.picks.label, typeface), font, MARGIN + 24, middle, { color: theme.dim }),
  ];
}
