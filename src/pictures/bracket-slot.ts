import type { SceneMatch, SceneSlot } from './bracket-scene.ts';
import { colorOf, mixed, theme, visible } from './colors.ts';
import { crownMark } from './crown.ts';
import type { Font, Mark, Point, Typeface } from './drawing.ts';
import { type Emblem, emblemMarks } from './emblem.ts';
import { initialOf, shownNames } from './names.ts';
import { pickBadge } from './pick-badge.ts';
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
  if (facts.champion) {
    const width = Math.round(box.row * 0.5);
    right.marks.push(crownMark({ left: right.x - width, middle, size: width }));
    right.x -= width + 10;
  }
  if (slot.standing === 'out') tag(right, drawable(facts.out, typeface), middle, box.row, typeface);
  if (slot.pick !== undefined) {
    const badge = pickBadge(slot.pick, { right: right.x, middle, row: box.row }, typeface);
    right.marks.push(...badge.marks);
    right.x -= badge.width + 10;
  }

  return [
    ...emblemMarks(emblemOf(slot, typeface), box.x + 12 + radius, middle, radius),
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

function emblemOf(slot: SceneSlot, typeface: Typeface): Emblem {
  const look = {
    unknown: 'unknown',
    open: 'plain',
    won: 'plain',
    beaten: 'gone',
    out: 'gone',
  } as const;
  return { letter: initialOf(slot, typeface), color: slot.color, look: look[slot.standing] };
}

function names(
  slot: SceneSlot,
  place: { readonly x: number; readonly middle: number; readonly width: number; readonly size: number },
  typeface: Typeface,
): Mark[] {
  const { x, middle, width, size } = place;
  const quiet = slot.standing === 'unknown';
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
