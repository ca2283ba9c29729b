import { inkOn, theme } from '../drawing/colors.ts';
import type { Color, Font, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { textAt } from '../drawing/text-fitting.ts';
import type { SceneSlot } from './bracket-scene.ts';

const verdictColors: Readonly<Record<'open' | 'right' | 'wrong', Color>> = {
  open: theme.own,
  right: theme.right,
  wrong: theme.wrong,
};

/** A badge that ends at `right`: the share of the votes, or a tick. Its colour says whether the pick was right. */
export function pickBadge(
  pick: NonNullable<SceneSlot['pick']>,
  { right, middle, row }: { readonly right: number; readonly middle: number; readonly row: number },
  typeface: Typeface,
): { readonly marks: readonly Mark[]; readonly width: number } {
  const height = Math.round(row * 0.56);
  const font: Font = { size: Math.max(11, Math.round(row * 0.34)), weight: 'bold' };
  const width = pick.share === undefined ? height : Math.ceil(typeface.measure(pick.share, font)) + 16;
  const x = right - width;
  const color = verdictColors[pick.verdict];
  const y = Math.round(middle - height / 2);
  const marks: Mark[] = [{ kind: 'box', x, y, width, height, radius: height / 2, fill: color }];
  if (pick.share !== undefined) {
    marks.push(textAt(pick.share, font, x + width / 2, middle, { color: inkOn(color), align: 'center' }));
  } else {
    const at = (dx: number, dy: number): Point => [
      Math.round((x + width * dx) * 2) / 2,
      Math.round((y + height * dy) * 2) / 2,
    ];
    const tick = [[at(0.28, 0.52), at(0.45, 0.68), at(0.74, 0.34)]];
    const cross = [
      [at(0.34, 0.34), at(0.66, 0.66)],
      [at(0.66, 0.34), at(0.34, 0.66)],
    ];
    for (const points of pick.verdict === 'wrong' ? cross : tick) {
      marks.push({ kind: 'line', points, color: '#ffffff', width: 2.5 });
    }
  }
  return { marks, width };
}
