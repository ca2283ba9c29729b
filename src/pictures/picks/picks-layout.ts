import { pickBadge } from '../bracket/pick-badge.ts';
import { colorOf, mixed, theme, visible } from '../drawing/colors.ts';
import { crownMark } from '../drawing/crown.ts';
import type { Drawing, Font, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { emblemMarks } from '../drawing/emblem.ts';
import { initialOf, shownNames } from '../drawing/names.ts';
import { PHONE_WIDTH, SMALLEST_TYPE } from '../drawing/phone-size.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import type { PicksEntry, PicksMatch, PicksScene, PicksWords } from './picks-scene.ts';

/** Higher than wide, also with a single match. */
const LOWEST = 1200;
/** Rounds that would make the picture higher are replaced by a line of text. */
const HIGHEST = 6000;
const MARGIN = 40;
const GAP = 24;
const COLUMN = (PHONE_WIDTH - 2 * MARGIN - GAP) / 2;
const TILE = 176;
const HEADING = 72;
const CHAMPION = 320;
const RADIUS = 20;
const label: Font = { size: SMALLEST_TYPE, weight: 'regular' };

/** Whose picks they are, the champion large, and below each round in two columns. */
export function layoutPicks(scene: PicksScene, words: PicksWords, typeface: Typeface): Drawing {
  const marks: Mark[] = [];
  let y = MARGIN;

  const line = (text: string, font: Font, color: string, height: number) => {
    const shown = fitted(drawable(text, typeface), font, PHONE_WIDTH - 2 * MARGIN, typeface);
    if (shown === '') return;
    marks.push(textAt(shown, font, MARGIN, y + height / 2, { color }));
    y += height;
  };

  line(scene.whose, { size: 60, weight: 'bold' }, theme.ink, 80);
  line(scene.competition, { size: 46, weight: 'regular' }, theme.dim, 64);
  line(scene.shown, label, theme.faint, 60);
  y += GAP;
  if (scene.final !== undefined) {
    marks.push(...championMarks(scene.final, y, words, typeface));
    y += CHAMPION + GAP;
  }

  const { shown, left } = whatFits(scene, y);
  for (const round of shown) {
    line(round.label, { size: 42, weight: 'bold' }, theme.dim, HEADING);
    for (const [index, match] of round.matches.entries()) {
      const x = MARGIN + (index % 2) * (COLUMN + GAP);
      const top = y + Math.floor(index / 2) * (TILE + GAP);
      marks.push(...tileMarks(match, x, top, words, typeface));
    }
    y += Math.ceil(round.matches.length / 2) * (TILE + GAP);
  }
  if (left > 0) line(words.more(left), label, theme.faint, HEADING);
  if (scene.points !== undefined) line(scene.points, label, theme.dim, HEADING);
  return {
    width: PHONE_WIDTH,
    height: Math.max(LOWEST, Math.ceil(y + MARGIN - GAP)),
    background: theme.background,
    sharpness: 1,
    marks,
  };
}

/** The rounds nearest to the final, as many as fit. */
function whatFits({ rounds }: PicksScene, from: number): { shown: PicksScene['rounds']; left: number } {
  let y = from;
  const fits = rounds.findIndex(({ matches }) => {
    y += HEADING + Math.ceil(matches.length / 2) * (TILE + GAP);
    return y > HIGHEST;
  });
  if (fits < 0) return { shown: rounds, left: 0 };
  return {
    shown: rounds.slice(0, fits),
    left: rounds.slice(fits).reduce((sum, { matches }) => sum + matches.length, 0),
  };
}

function championMarks(match: PicksMatch, y: number, words: PicksWords, typeface: Typeface): Mark[] {
  const width = PHONE_WIDTH - 2 * MARGIN;
  const { pick } = match;
  const color = pick === undefined || pick.isPlace ? theme.panel : visible(colorOf(pick.color));
  const box = { kind: 'box', x: MARGIN, y, width, height: CHAMPION, radius: RADIUS } as const;
  const heading = fitted(drawable(`${words.champion} · ${match.label}`, typeface), label, width - 170, typeface);
  const middle = y + 200;
  const nameX = MARGIN + 36 + 2 * 84 + 32;
  return [
    { ...box, fill: mixed(theme.panel, color, 0.2), stroke: theme.gold, strokeWidth: 4 },
    crownMark({ left: MARGIN + 36, middle: y + 56, size: 60 }),
    textAt(heading, label, MARGIN + 36 + 76, y + 56, { color: theme.gold }),
    ...emblemMarks(emblemOf(pick, typeface), MARGIN + 36 + 84, middle, 84),
    ...nameMarks(pick, { x: nameX, middle, width: MARGIN + width - 36 - nameX, size: 110 }, words, typeface),
    ...badgeMarks(pick, { right: MARGIN + width - 30, middle: y + 56 }, typeface),
  ];
}

function tileMarks(match: PicksMatch, x: number, y: number, words: PicksWords, typeface: Typeface): Mark[] {
  const { pick } = match;
  const badge = badgeMarks(pick, { right: x + COLUMN - 20, middle: y + 46 }, typeface);
  const called = fitted(drawable(match.label, typeface), label, COLUMN - 44 - (badge.length > 0 ? 150 : 0), typeface);
  const middle = y + 122;
  const isNamed = pick !== undefined && !pick.isPlace;
  const nameX = isNamed ? x + 24 + 80 + 18 : x + 24;
  const ground: Mark = { kind: 'box', x, y, width: COLUMN, height: TILE, radius: RADIUS, fill: theme.panel };
  return [
    ground,
    ...(isNamed ? [{ ...ground, width: 10, radius: 5, fill: visible(colorOf(pick.color)) } satisfies Mark] : []),
    textAt(called, label, x + 24, y + 46, { color: theme.faint }),
    ...(isNamed ? emblemMarks(emblemOf(pick, typeface), x + 24 + 40, middle, 40) : []),
    ...nameMarks(pick, { x: nameX, middle, width: x + COLUMN - 20 - nameX, size: 50 }, words, typeface),
    ...badge,
  ];
}

function emblemOf(pick: PicksEntry | undefined, typeface: Typeface) {
  if (pick === undefined || pick.isPlace) return { letter: '?', look: 'unknown' } as const;
  const look = isGone(pick) ? ('gone' as const) : ('plain' as const);
  return { letter: initialOf(pick, typeface), color: pick.color, look };
}

function isGone({ verdict }: PicksEntry): boolean {
  return verdict === 'wrong' || verdict === 'out';
}

/** A long name is set smaller before it is cut. */
function nameMarks(
  pick: PicksEntry | undefined,
  at: { readonly x: number; readonly middle: number; readonly width: number; readonly size: number },
  words: PicksWords,
  typeface: Typeface,
): Mark[] {
  const { name } = pick === undefined ? { name: words.none } : shownNames(pick, typeface);
  const weight = pick === undefined || pick.isPlace ? ('regular' as const) : ('bold' as const);
  let { size } = at;
  while (size > SMALLEST_TYPE && typeface.measure(name, { size, weight }) > at.width) size -= 2;
  const font: Font = { size, weight };
  const text = fitted(name, font, at.width, typeface);
  if (text === '') return [];
  const quiet = pick === undefined || pick.isPlace || isGone(pick);
  const y = Math.round(at.middle) + 0.5;
  const crossed: Point[] = [
    [at.x - 4, y],
    [Math.round(at.x + typeface.measure(text, font) + 4), y],
  ];
  return [
    // Drawn behind the text, so that a short name stays readable.
    ...(pick !== undefined && isGone(pick)
      ? [{ kind: 'line', points: crossed, color: theme.crossed, width: 4 } satisfies Mark]
      : []),
    textAt(text, font, at.x, at.middle, { color: quiet ? theme.faint : theme.ink }),
  ];
}

/** How a pick turned out; for a majority's pick, its share. */
function badgeMarks(
  pick: PicksEntry | undefined,
  at: { readonly right: number; readonly middle: number },
  typeface: Typeface,
): readonly Mark[] {
  if (pick === undefined || (pick.share === undefined && pick.verdict === 'open')) return [];
  const verdict = pick.verdict === 'out' ? 'wrong' : pick.verdict;
  const share = pick.share === undefined ? {} : { share: pick.share };
  // With this row height the badge's type is as large as the other text.
  return pickBadge({ ...share, verdict }, { ...at, row: 118 }, typeface).marks;
}
