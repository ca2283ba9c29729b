import { colorOf, theme, visible } from '../drawing/colors.ts';
import { crownMark } from '../drawing/crown.ts';
import type { Font, Mark, Typeface } from '../drawing/drawing.ts';
import { emblemMarks } from '../drawing/emblem.ts';
import { initialOf, shownNames } from '../drawing/names.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import { percentOf, type SplitScene, type SplitSide, type SplitWords } from './split-scene.ts';

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** With more contestants than this, labels have one line instead of two. */
const WITH_ROOM = 4;
/** Distance from a band of the plot to its label. */
const LEADER = 16;

/** The labels of the bands: names and final shares, each as near to its band as possible. */
export function sideLabels(scene: SplitScene, words: SplitWords, area: Area, typeface: Typeface): Mark[] {
  const { sides } = scene;
  const roomy = sides.length <= WITH_ROOM;
  const height = Math.min(roomy ? 70 : 34, (area.bottom - area.top) / Math.max(1, sides.length));
  const wanted = middles(sides, area);
  const placed = spread(wanted, height, area);
  return sides.flatMap((side, index) => {
    const middle = Math.round(placed[index] ?? area.top);
    const from = Math.round(wanted[index] ?? middle);
    const line: Mark = {
      kind: 'line',
      points: [
        [area.left + 3, from],
        [area.left + LEADER, middle],
      ],
      color: visible(colorOf(side.color)),
      width: 2,
    };
    const x = area.left + LEADER + 6;
    const label = roomy ? twoLines : oneLine;
    return [
      ...(side.count === 0 ? [] : [line]),
      ...label(side, { x, middle, right: area.right, height }, words, typeface),
    ];
  });
}

interface Place {
  readonly x: number;
  readonly middle: number;
  readonly right: number;
  readonly height: number;
}

function twoLines(side: SplitSide, { x, middle, right }: Place, words: SplitWords, typeface: Typeface): Mark[] {
  const radius = 20;
  const nameX = x + radius * 2 + 12;
  const countFont: Font = { size: 20, weight: 'regular' };
  const shareFont: Font = { size: 24, weight: 'bold' };
  const share = percentOf(side.share);
  const votes = fitted(
    drawable(words.votes(side.count), typeface),
    countFont,
    right - nameX - typeface.measure(share, shareFont) - 10,
    typeface,
  );
  return [
    ...emblemMarks({ letter: initialOf(side, typeface), color: side.color, look: 'plain' }, x + radius, middle, radius),
    ...nameMarks(side, { x: nameX, middle: middle - 16, right, size: 25 }, typeface),
    textAt(share, shareFont, nameX, middle + 15, { color: theme.ink }),
    textAt(votes, countFont, nameX + Math.ceil(typeface.measure(share, shareFont)) + 10, middle + 16, {
      color: theme.dim,
    }),
  ];
}

function oneLine(side: SplitSide, { x, middle, right, height }: Place, _words: SplitWords, typeface: Typeface): Mark[] {
  const radius = Math.min(13, Math.round(height * 0.42));
  const font: Font = { size: 19, weight: 'bold' };
  const share = percentOf(side.share);
  const shareX = right - typeface.measure(share, font) - 10;
  return [
    ...emblemMarks({ letter: initialOf(side, typeface), color: side.color, look: 'plain' }, x + radius, middle, radius),
    ...nameMarks(side, { x: x + radius * 2 + 8, middle, right: shareX, size: 19 }, typeface),
    textAt(share, font, right, middle, { color: side.count === 0 ? theme.faint : theme.ink, align: 'right' }),
  ];
}

/** Names as far as they fit, and the winner's crown. */
function nameMarks(
  side: SplitSide,
  { x, middle, right, size }: { x: number; middle: number; right: number; size: number },
  typeface: Typeface,
): Mark[] {
  const shown = shownNames(side, typeface);
  const crown = side.won ? size + 8 : 0;
  const font: Font = { size, weight: side.won ? 'bold' : 'regular' };
  const name = fitted(shown.name, font, right - crown - x, typeface);
  const after = x + Math.ceil(typeface.measure(name, font)) + 8;
  const otherFont: Font = { size: Math.max(14, size - 7), weight: 'regular' };
  const room = right - crown - after;
  const other = typeface.measure(shown.other, otherFont) <= room ? shown.other : '';
  const crownX = other === '' ? after : after + Math.ceil(typeface.measure(other, otherFont)) + 8;
  return [
    textAt(name, font, x, middle, { color: theme.ink }),
    ...(other === '' ? [] : [textAt(other, otherFont, after, middle + 1, { color: theme.faint })]),
    ...(side.won ? [crownMark({ left: crownX, middle: middle - 1, size })] : []),
  ];
}

/** The middle of each band at the right edge of the plot; spread evenly when nobody voted. */
function middles(sides: readonly SplitSide[], { top, bottom }: Area): number[] {
  const height = bottom - top;
  const nobody = sides.every(({ count }) => count === 0);
  let above = 0;
  return sides.map(({ share }, index) => {
    const middle = nobody ? (index + 0.5) / sides.length : above + share / 2;
    above += share;
    return top + height * middle;
  });
}

/** Places of `height` each, as near as possible to the wanted ones, in the same order and within the area. */
function spread(wanted: readonly number[], height: number, { top, bottom }: Area): number[] {
  let least = top + height / 2;
  const down = wanted.map((middle) => {
    const own = Math.max(least, middle);
    least = own + height;
    return own;
  });
  let most = bottom - height / 2;
  return down
    .toReversed()
    .map((middle) => {
      const own = Math.min(most, middle);
      most = own - height;
      return own;
    })
    .toReversed();
}
