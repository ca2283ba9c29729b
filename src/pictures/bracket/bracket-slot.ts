import { colorOf, mixed, theme, visible } from '../drawing/colors.ts';
import { crownMark } from '../drawing/crown.ts';
import type { Font, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { type Emblem, emblemMarks } from '../drawing/emblem.ts';
import { initialOf, shownNames } from '../drawing/names.ts';
import { SMALLEST_TYPE } from '../drawing/phone-size.ts';
import { fitted, textAt } from '../drawing/text-fitting.ts';
import type { SceneSlot } from './bracket-scene.ts';
import { pickBadge } from './pick-badge.ts';

const NAME = 50;
const small: Font = { size: SMALLEST_TYPE, weight: 'regular' };
/** Row height for a badge whose type is as large as the other text. */
const BADGE_ROW = 118;

export interface SlotBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly row: number;
}

/** Marks at the right end of a row, placed from right to left. */
interface RightEnd {
  readonly marks: Mark[];
  x: number;
}

/** One place of a match: emblem, names, result, and who was picked. */
export function slotMarks(
  slot: SceneSlot,
  box: SlotBox,
  facts: { readonly champion: boolean },
  typeface: Typeface,
): Mark[] {
  const middle = box.y + box.row / 2;
  const radius = Math.round(box.row * 0.41);
  const right: RightEnd = { marks: [], x: box.x + box.width - 20 };

  if (slot.score !== undefined) {
    const font: Font = { size: 44, weight: slot.standing === 'won' ? 'bold' : 'regular' };
    const color = slot.standing === 'won' ? theme.ink : theme.faint;
    right.marks.push(textAt(slot.score, font, right.x, middle, { color, align: 'right' }));
    right.x -= typeface.measure(slot.score, font) + 14;
  }
  if (facts.champion) {
    const width = Math.round(box.row * 0.5);
    right.marks.push(crownMark({ left: right.x - width, middle, size: width }));
    right.x -= width + 14;
  }
  if (slot.pick !== undefined) {
    const badge = pickBadge(slot.pick, { right: right.x, middle, row: BADGE_ROW }, typeface);
    right.marks.push(...badge.marks);
    right.x -= badge.width + 14;
  }

  const besideEmblem = box.x + 20 + radius * 2 + 16;
  // Without the question mark there is more room for “winner of Round 4”.
  const isNobody = slot.standing === 'unknown' || slot.nameless;
  const isCrowded = isNobody && typeface.measure(shownNames(slot, typeface).name, small) > right.x - 4 - besideEmblem;
  const nameX = isCrowded ? box.x + 24 : besideEmblem;
  return [
    ...(isCrowded ? [] : emblemMarks(emblemOf(slot, typeface), box.x + 20 + radius, middle, radius)),
    ...names(slot, { x: nameX, middle, width: right.x - 4 - nameX }, typeface),
    ...right.marks,
  ];
}

/** The background of a row, tinted where its contestant advanced. `top` and `bottom` are the radii of its corners. */
export function slotGround(slot: SceneSlot, box: SlotBox, { top, bottom }: { top: number; bottom: number }): Mark[] {
  if (slot.standing !== 'won') return [];
  const color = visible(colorOf(slot.color));
  const tint = mixed(theme.panel, color, 0.22);
  const { x, y, width, row: height } = box;
  return [
    { kind: 'box', x, y, width, height, radius: [top, top, bottom, bottom], fill: color },
    { kind: 'box', x: x + 10, y, width: width - 10, height, radius: [0, top, bottom, 0], fill: tint },
  ];
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
  place: { readonly x: number; readonly middle: number; readonly width: number },
  typeface: Typeface,
): Mark[] {
  const { x, middle, width } = place;
  const quiet = slot.standing === 'unknown';
  const gone = slot.standing === 'out' || slot.standing === 'beaten';
  const shown = shownNames(slot, typeface);
  const font = nameFont(slot, shown.name, width, typeface);
  const name = fitted(shown.name, font, width, typeface);
  const nameWidth = typeface.measure(name, font);
  const color = quiet || gone ? theme.faint : theme.ink;
  const marks: Mark[] = [];
  if (slot.standing === 'out') {
    const y = Math.round(middle) + 0.5;
    const points: Point[] = [
      [x - 4, y],
      [Math.round(x + nameWidth + 4), y],
    ];
    // Drawn behind the text, so that a short name stays readable.
    marks.push({ kind: 'line', points, color: theme.crossed, width: 4 });
  }
  marks.push(textAt(name, font, x, middle, { color }));
  const otherX = Math.round(x + nameWidth + 14);
  const other = fitted(shown.other, small, x + width - otherX, typeface);
  // The other name is shown whole or not at all.
  if (other === shown.other) {
    marks.push(textAt(other, small, otherX, middle + 1, { color: gone ? theme.crossed : theme.faint }));
  }
  return marks.filter((mark) => mark.kind !== 'text' || mark.text !== '');
}

/** A long name is set smaller before it is cut. */
function nameFont(slot: SceneSlot, name: string, width: number, typeface: Typeface): Font {
  const weight = slot.standing === 'won' ? 'bold' : 'regular';
  let fitting = slot.standing === 'unknown' || slot.nameless ? SMALLEST_TYPE : NAME;
  while (fitting > SMALLEST_TYPE && typeface.measure(name, { size: fitting, weight }) > width) fitting -= 1;
  return { size: fitting, weight };
}
