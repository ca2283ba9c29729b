import type { SceneMatch, SceneSlot } from './bracket-scene.ts';
import { colorOf, inkOn, mixed, theme, visible } from './colors.ts';
import type { Color, Font, Mark, Point, Typeface } from './drawing.ts';
import { drawable, fitted, textAt } from './text-fitting.ts';

export interface SlotBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly row: number;
}

/** What stands at the right end of a row is set out from there to the left, each as wide as it is. */
interface RightEnd {
  readonly marks: Mark[];
  x: number;
}

/** One place of a match: emblem, both names, what became of them, who was picked. */
export function slotMarks(
  slot: SceneSlot,
  box: SlotBox,
  facts: { readonly champion: boolean; readonly out: string },
  typeface: Typeface,
): Mark[] {
  const middle = box.y + box.row / 2;
  const size = nameSize(box.row);
  const radius = Math.round(box.row * 0.34);
  const nameX = box.x + 12 + radius * 2 + 10;
  const right: RightEnd = { marks: [], x: box.x + box.width - 14 };

  if (slot.score !== undefined) {
    const font: Font = { size: size - 3, weight: slot.standing === 'won' ? 'bold' : 'regular' };
    const color = slot.standing === 'won' ? theme.ink : theme.faint;
    right.marks.push(textAt(slot.score, font, right.x, middle, { color, align: 'right' }));
    right.x -= typeface.measure(slot.score, font) + 10;
  }
  if (facts.champion) crown(right, middle, box.row);
  if (slot.standing === 'out') tag(right, drawable(facts.out, typeface), middle, box.row, typeface);
  if (slot.pick !== undefined) pickMark(right, slot.pick, middle, box.row, typeface);

  return [
    ...emblem(slot, box.x + 12 + radius, middle, radius, typeface),
    ...names(slot, { x: nameX, middle, width: right.x - 4 - nameX, size }, typeface),
    ...right.marks,
  ];
}

/** The ground of a row: tinted where its contestant went on. `top` and `bottom` are the radii of its corners. */
export function slotGround(slot: SceneSlot, box: SlotBox, { top, bottom }: { top: number; bottom: number }): Mark[] {
  if (slot.standing !== 'won') return [];
  const color = visible(colorOf(slot.color));
  const tint = mixed(theme.panel, color, 0.22);
  const { x, y, width, row: height } = box;
  return [
    { kind: 'box', x, y, width, height, radius: [top, top, bottom, bottom], fill: color },
    { kind: 'box', x: x + 5, y, width: width - 5, height, radius: [0, top, bottom, 0], fill: tint },
  ];
}

export function nameSize(row: number): number {
  return Math.max(14, Math.min(36, Math.round(row * 0.48)));
}

/** Whether somebody came out of the match on top, and in which place: that is where its line begins. */
export function winnerOf(match: SceneMatch): number | undefined {
  const index = match.slots.findIndex(({ standing }) => standing === 'won');
  return index < 0 ? undefined : index;
}

function emblem(slot: SceneSlot, x: number, y: number, radius: number, typeface: Typeface): Mark[] {
  const font: Font = { size: Math.round(radius * 1.05), weight: 'bold' };
  if (slot.standing === 'unknown') {
    return [
      { kind: 'circle', x, y, radius: radius - 1, stroke: theme.edge, strokeWidth: 1.5, dash: [4, 3] },
      textAt('?', font, x, y, { color: theme.faint, align: 'center' }),
    ];
  }
  const color = colorOf(slot.color);
  const letter = initial(slot, typeface);
  if (slot.standing === 'guess') {
    const line = visible(color);
    return [
      { kind: 'circle', x, y, radius: radius - 1, stroke: line, strokeWidth: 1.5, dash: [4, 3] },
      textAt(letter, font, x, y, { color: line, align: 'center' }),
    ];
  }
  const gone = slot.standing === 'out' || slot.standing === 'beaten';
  const fill = gone ? mixed(color, theme.panel, 0.55) : color;
  const ink = inkOn(fill);
  return [
    { kind: 'circle', x, y, radius, fill, stroke: mixed(fill, '#ffffff', 0.18), strokeWidth: 1 },
    textAt(letter, font, x, y, { color: gone ? mixed(ink, fill, 0.35) : ink, align: 'center' }),
  ];
}

function initial(slot: SceneSlot, typeface: Typeface): string {
  if (slot.nameless) return '?';
  const [first = '?'] = shownNames(slot, typeface).name;
  const large = first.toUpperCase();
  // Not every letter has a large form that is one letter, and in the typeface.
  return [...large].length === 1 && drawable(large, typeface) === large ? large : first;
}

/** What can be drawn of the names: where the reader's own cannot be, another one stands for it. */
function shownNames(slot: SceneSlot, typeface: Typeface): { name: string; other: string } {
  const [name = '?', ...others] = [slot.name, ...slot.otherNames]
    .map((text) => drawable(text, typeface))
    .filter((text) => text !== '');
  return { name, other: others[0] ?? '' };
}

function names(
  slot: SceneSlot,
  place: { readonly x: number; readonly middle: number; readonly width: number; readonly size: number },
  typeface: Typeface,
): Mark[] {
  const { x, middle, width, size } = place;
  const quiet = slot.standing === 'unknown' || slot.standing === 'guess';
  const gone = slot.standing === 'out' || slot.standing === 'beaten';
  const shown = shownNames(slot, typeface);
  const font = nameFont(slot, shown.name, size, width, typeface);
  const name = fitted(shown.name, font, width, typeface);
  const nameWidth = typeface.measure(name, font);
  const color = quiet || gone ? theme.faint : theme.ink;
  const marks: Mark[] = [];
  if (slot.standing === 'out') {
    const y = Math.round(middle) + 0.5;
    const points: Point[] = [
      [x - 3, y],
      [Math.round(x + nameWidth + 3), y],
    ];
    // Behind the letters, so that a short name stays readable.
    marks.push({ kind: 'line', points, color: theme.crossed, width: 2 });
  }
  marks.push(textAt(name, font, x, middle, { color }));
  const otherFont: Font = { size: Math.max(12, size - 7), weight: 'regular' };
  const otherX = Math.round(x + nameWidth + 9);
  const other = fitted(shown.other, otherFont, x + width - otherX, typeface);
  // Less than a few letters of it tell nothing.
  if (other === shown.other || [...other].length > 4) {
    marks.push(textAt(other, otherFont, otherX, middle + 1, { color: gone ? theme.crossed : theme.faint }));
  }
  return marks.filter((mark) => mark.kind !== 'text' || mark.text !== '');
}

/** A name that is too long is set smaller before it is cut. */
function nameFont(slot: SceneSlot, name: string, size: number, width: number, typeface: Typeface): Font {
  const weight = slot.standing === 'won' ? 'bold' : 'regular';
  let fitting = slot.standing === 'unknown' || slot.nameless ? size - 4 : size;
  const least = Math.max(13, size - 8);
  while (fitting > least && typeface.measure(name, { size: fitting, weight }) > width) fitting -= 1;
  return { size: fitting, weight };
}

function tag(right: RightEnd, text: string, middle: number, row: number, typeface: Typeface): void {
  const font: Font = { size: Math.max(11, Math.round(row * 0.3)), weight: 'regular' };
  right.marks.push(textAt(text, font, right.x, middle, { color: theme.faint, align: 'right' }));
  right.x -= typeface.measure(text, font) + 10;
}

function crown(right: RightEnd, middle: number, row: number): void {
  const width = Math.round(row * 0.5);
  const height = Math.round(row * 0.38);
  const left = right.x - width;
  const top = Math.round(middle - height / 2);
  const at = (x: number, y: number): Point => [
    Math.round((left + width * x) * 2) / 2,
    Math.round((top + height * y) * 2) / 2,
  ];
  const points = [at(0, 0.12), at(0.27, 0.5), at(0.5, 0), at(0.73, 0.5), at(1, 0.12), at(0.88, 1), at(0.12, 1)];
  right.marks.push({ kind: 'shape', points, fill: theme.gold });
  right.x = left - 10;
}

const verdictColors: Readonly<Record<'open' | 'right' | 'wrong', Color>> = {
  open: theme.own,
  right: theme.right,
  wrong: theme.wrong,
};

/** A badge: the share of the votes, else a tick. Its colour says whether it came out so. */
function pickMark(
  right: RightEnd,
  pick: NonNullable<SceneSlot['pick']>,
  middle: number,
  row: number,
  typeface: Typeface,
): void {
  const height = Math.round(row * 0.56);
  const font: Font = { size: Math.max(11, Math.round(row * 0.34)), weight: 'bold' };
  const width = pick.share === undefined ? height : Math.ceil(typeface.measure(pick.share, font)) + 16;
  const x = right.x - width;
  const color = verdictColors[pick.verdict];
  const y = Math.round(middle - height / 2);
  right.marks.push({ kind: 'box', x, y, width, height, radius: height / 2, fill: color });
  if (pick.share !== undefined) {
    right.marks.push(textAt(pick.share, font, x + width / 2, middle, { color: inkOn(color), align: 'center' }));
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
      right.marks.push({ kind: 'line', points, color: '#ffffff', width: 2.5 });
    }
  }
  right.x = x - 10;
}
