import { theme } from '../drawing/colors.ts';
import { crownMark } from '../drawing/crown.ts';
import type { Font, Mark, Typeface } from '../drawing/drawing.ts';
import { emblemMarks } from '../drawing/emblem.ts';
import { initialOf, shownNames } from '../drawing/names.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import { MARGIN, small, WIDTH } from './plot-axes.ts';
import { percentOf, type SplitScene, type SplitSide, type SplitWords } from './split-scene.ts';

const ROW = 84;
const RADIUS = 32;
const GAP = 20;
const CROWN = 44;
/** Room for the share and the count at the right, so that they stand below each other. */
const FIGURES = 380;
const bold: Font = { size: 44, weight: 'bold' };

export function rowsHeight(sides: number): number {
  return sides * ROW;
}

/** Who the parts of the plot are, from the top of it down, and what they ended with. */
export function sideRows(scene: SplitScene, words: SplitWords, top: number, typeface: Typeface): Mark[] {
  return scene.sides.flatMap((side, index) => rowMarks(side, top + (index + 0.5) * ROW, words, typeface));
}

function rowMarks(side: SplitSide, middle: number, words: SplitWords, typeface: Typeface): Mark[] {
  const [left, right] = [MARGIN, WIDTH - MARGIN];
  const nameX = left + RADIUS * 2 + GAP;
  const share = percentOf(side.share);
  const shareX = right - FIGURES;
  const votesX = shareX + 130;
  const votes = fitted(drawable(words.votes(side.count), typeface), small, right - votesX, typeface);
  const quiet = side.count === 0 ? theme.faint : theme.ink;
  return [
    ...emblemMarks(
      { letter: initialOf(side, typeface), color: side.color, look: 'plain' },
      left + RADIUS,
      middle,
      RADIUS,
    ),
    ...nameMarks(side, { x: nameX, middle, right: shareX - GAP }, typeface),
    textAt(share, bold, shareX, middle, { color: quiet }),
    ...(votes === '' ? [] : [textAt(votes, small, votesX, middle, { color: theme.dim })]),
  ];
}

/** The name, the winner's crown, and the other name where there is room. */
function nameMarks(side: SplitSide, at: { x: number; middle: number; right: number }, typeface: Typeface): Mark[] {
  const { x, middle, right } = at;
  const shown = shownNames(side, typeface);
  const crown = side.won ? CROWN + GAP / 2 : 0;
  const font: Font = { size: bold.size, weight: side.won ? 'bold' : 'regular' };
  const name = fitted(shown.name, font, right - crown - x, typeface);
  const after = x + Math.ceil(typeface.measure(name, font)) + GAP / 2;
  const other = typeface.measure(shown.other, small) <= right - crown - after ? shown.other : '';
  return [
    ...(name === '' ? [] : [textAt(name, font, x, middle, { color: theme.ink })]),
    ...(side.won ? [crownMark({ left: after, middle: middle - 2, size: CROWN })] : []),
    ...(other === '' ? [] : [textAt(other, small, after + crown, middle + 1, { color: theme.faint })]),
  ];
}
