import { type MatchMeasures, type PlacedMatch, type Places, placeBracket } from './bracket-places.ts';
import type { BracketScene } from './bracket-scene.ts';
import { bracketShape, type Link } from './bracket-shape.ts';
import { slotGround, slotMarks, winnerOf } from './bracket-slot.ts';
import { colorOf, theme, visible } from './colors.ts';
import type { Drawing, Font, Mark, Point, Typeface } from './drawing.ts';
import { headMarks, MARGIN } from './head.ts';
import { drawable, fitted, textAt } from './text-fitting.ts';

/** 16 : 9, as a chat shows pictures best. Only what does not fit makes a picture larger. */
export const WIDTH = 1200;
export const HEIGHT = 675;
const HEAD = 84;
const COLUMN_HEAD = 36;
const GUTTER = 64;
const NARROWEST = 232;
const WIDEST = 460;
/** A bracket of one column has the picture to itself. */
const WIDEST_ALONE = 640;
const TALLEST_ROW = 60;
const TALLEST_ROW_ALONE = 84;
const LOWEST_ROW = 32;
const NARROW_GAP = 16;
const WIDE_GAP = 64;
const RADIUS = 8;

/**
 * The bracket as marks on a ground. Sizes and places come from the shape of the bracket and the lengths of what is
 * shown; nothing in it depends on who advances before that is told.
 */
export function layoutBracket(scene: BracketScene, outWord: string, typeface: Typeface): Drawing {
  const foot = scene.picks === undefined ? 28 : 60;
  const room = HEIGHT - HEAD - COLUMN_HEAD - foot;
  const places = placesWithin(room, scene);
  const columns = Math.max(1, places.columns.length);
  const columnWidth = Math.min(
    columns === 1 ? WIDEST_ALONE : WIDEST,
    Math.max(NARROWEST, Math.floor((WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns)),
  );
  const contentWidth = columns * columnWidth + (columns - 1) * GUTTER;
  const width = Math.max(WIDTH, contentWidth + 2 * MARGIN);
  const height = Math.max(HEIGHT, Math.ceil(HEAD + COLUMN_HEAD + places.height + foot));
  const left = Math.round((width - contentWidth) / 2);
  const top = HEAD + COLUMN_HEAD + Math.round((height - HEAD - COLUMN_HEAD - foot - places.height) / 2);
  const columnX = (column: number) => left + column * (columnWidth + GUTTER);

  return {
    width,
    height,
    background: theme.background,
    marks: [
      ...headMarks(scene, width, typeface),
      ...columnHeads(),
      ...places.links.flatMap((link) => linkMarks(link)),
      ...places.matches.flatMap((placed) => matchMarks(placed)),
      ...legendMarks(scene, height, typeface),
    ],
  };

  function columnHeads(): Mark[] {
    const font: Font = { size: 17, weight: 'bold' };
    return places.columns.flatMap((label, column): Mark[] => {
      const text = fitted(drawable(label, typeface), font, columnWidth, typeface);
      const [first] = places.matches.filter((own) => own.column === column).sort((a, b) => a.top - b.top);
      if (first === undefined) return [];
      // A round of one match is mostly called as the match is: that is said once.
      const middle = top + first.top + (first.match.label === label ? 11 : -16);
      return [textAt(text, font, columnX(column), middle, { color: theme.dim })];
    });
  }

  function matchMarks({ match, column, top: own, row }: PlacedMatch): Mark[] {
    const x = columnX(column);
    const y = Math.round(top + own + LABEL);
    const label: Font = { size: 15, weight: 'regular' };
    const noteFont: Font = { size: 13, weight: 'regular' };
    const note = match.note === undefined ? '' : drawable(match.note, typeface);
    const noteWidth = note === '' ? 0 : typeface.measure(note, noteFont) + 12;
    const called = match.label === places.columns[column] ? '' : drawable(match.label, typeface);
    const name = fitted(called, label, columnWidth - noteWidth, typeface);
    const box = { kind: 'box', x, y, width: columnWidth, height: match.slots.length * row, radius: RADIUS } as const;
    const final = match.decided && !places.links.some(({ from }) => from === match.id) && isLast(match.id);
    return [
      ...(name === '' ? [] : [textAt(name, label, x, y - 13, { color: theme.faint })]),
      ...(note === '' ? [] : [textAt(note, noteFont, x + columnWidth, y - 13, { color: theme.faint, align: 'right' })]),
      { ...box, fill: theme.panel },
      ...match.slots.flatMap((slot, index) =>
        slotGround(
          slot,
          { x, y: y + index * row, width: columnWidth, row },
          { top: index === 0 ? RADIUS : 0, bottom: index === match.slots.length - 1 ? RADIUS : 0 },
        ),
      ),
      ...match.slots.slice(1).map(
        (_, index): Mark => ({
          kind: 'line',
          points: [
            [x, y + (index + 1) * row],
            [x + columnWidth, y + (index + 1) * row],
          ],
          color: theme.faintEdge,
          width: 1,
        }),
      ),
      { ...box, stroke: final ? theme.gold : theme.edge, strokeWidth: final ? 2 : 1 },
      ...match.slots.flatMap((slot, index) =>
        slotMarks(
          slot,
          { x, y: y + index * row, width: columnWidth, row },
          { champion: final && slot.standing === 'won', out: outWord },
          typeface,
        ),
      ),
    ];
  }

  /** The match that decides the competition: in the last column, and not one in which losers meet again. */
  function isLast(matchId: string): boolean {
    const deciding = places.matches.filter(
      ({ column, match }) =>
        column === places.columns.length - 1 && !match.slots.every(({ from }) => from?.taking === 'loser'),
    );
    return deciding.length === 1 && deciding[0]?.match.id === matchId;
  }

  function linkMarks({ from, to, slot }: Link): Mark[] {
    const source = places.matches.find(({ match }) => match.id === from);
    const target = places.matches.find(({ match }) => match.id === to);
    if (source === undefined || target === undefined) return [];
    const winner = winnerOf(source.match);
    const y1 = Math.round(
      top + source.top + LABEL + source.row * ((winner ?? (source.match.slots.length - 1) / 2) + 0.5),
    );
    const y2 = Math.round(top + target.top + LABEL + target.row * (slot + 0.5));
    const x1 = columnX(source.column) + columnWidth;
    const x2 = columnX(target.column);
    const bend = x2 - GUTTER / 2;
    const points: Point[] =
      y1 === y2
        ? [
            [x1, y1],
            [x2, y2],
          ]
        : [
            [x1, y1],
            [bend, y1],
            [bend, y2],
            [x2, y2],
          ];
    const way = winner === undefined ? undefined : source.match.slots[winner];
    return way === undefined
      ? [{ kind: 'line', points, color: theme.edge, width: 2, radius: 8 }]
      : [{ kind: 'line', points, color: visible(colorOf(way.color)), width: 4, radius: 8 }];
  }
}

const LABEL = 26;

/** The tallest rows with which everything fits into `room`, and then the widest gaps. */
function placesWithin(room: number, scene: BracketScene): Places {
  const measures = (row: number, gap: number): MatchMeasures => ({
    label: LABEL,
    row,
    crowdedRow: Math.min(row, 40),
    gap,
  });
  const shape = bracketShape(scene);
  const height = (row: number, gap: number) => placeBracket(shape, measures(row, gap)).height;
  const tallest = scene.rounds.length === 1 ? TALLEST_ROW_ALONE : TALLEST_ROW;
  const row = largest(LOWEST_ROW, tallest, (own) => height(own, NARROW_GAP) <= room);
  const gap = largest(NARROW_GAP, WIDE_GAP, (own) => height(row, own) <= room);
  return placeBracket(shape, measures(row, gap));
}

/** The largest whole number that fits, where each smaller one fits as well; `least` where none does. */
function largest(least: number, most: number, fits: (value: number) => boolean): number {
  let low = least;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Below the bracket: what the overlay is. */
function legendMarks(scene: BracketScene, height: number, typeface: Typeface): Mark[] {
  if (scene.picks === undefined) return [];
  const font: Font = { size: 16, weight: 'regular' };
  const middle = height - 30;
  return [
    { kind: 'circle', x: MARGIN + 8, y: middle, radius: 7, fill: theme.own },
    textAt(drawable(scene.picks.label, typeface), font, MARGIN + 24, middle, { color: theme.dim }),
  ];
}
