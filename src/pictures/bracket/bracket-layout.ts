import { theme } from '../drawing/colors.ts';
import type { Drawing, Font, Mark, Typeface } from '../drawing/drawing.ts';
import { PHONE_WIDTH, SMALLEST_TYPE } from '../drawing/phone-size.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import type { BracketScene, BracketWords, SceneMatch } from './bracket-scene.ts';
import { slotGround, slotMarks } from './bracket-slot.ts';

/** Rounds that would make the picture higher are replaced by a line of text. */
const HIGHEST = 6000;
const MARGIN = 40;
const GAP = 28;
const COLUMN = (PHONE_WIDTH - 2 * MARGIN - GAP) / 2;
const WHOLE = PHONE_WIDTH - 2 * MARGIN;
const HEADING = 76;
const LABEL = 64;
const ROW = 96;
const RADIUS = 20;
const small: Font = { size: SMALLEST_TYPE, weight: 'regular' };

type Round = BracketScene['rounds'][number];

/**
 * The bracket from the first round down to the final, two matches side by side, so that names are readable on a phone.
 * Sizes and places follow from the shape of the bracket and the lengths of what is shown; nothing depends on who
 * advances before that is told.
 */
export function layoutBracket(scene: BracketScene, words: Pick<BracketWords, 'more'>, typeface: Typeface): Drawing {
  const marks: Mark[] = [];
  let y = MARGIN - 8;

  const line = (text: string, font: Font, color: string, height: number) => {
    const shown = fitted(drawable(text, typeface), font, WHOLE, typeface);
    if (shown === '') return;
    marks.push(textAt(shown, font, MARGIN, y + height / 2, { color }));
    y += height;
  };

  line(scene.series, small, theme.dim, 60);
  const titles = [scene.title, ...scene.otherTitles].map((text) => drawable(text, typeface));
  const [title = '', other = ''] = titles.filter((text) => text !== '');
  const large: Font = { size: 64, weight: 'bold' };
  const beside = MARGIN + Math.round(typeface.measure(title, large)) + 20;
  const room = MARGIN + WHOLE - beside;
  if (title !== '' && other !== '' && typeface.measure(other, small) <= room)
    marks.push(textAt(other, small, beside, y + 48, { color: theme.faint }));
  line(title, large, theme.ink, 84);
  line(scene.shown, small, theme.faint, 60);
  if (scene.picks !== undefined) line(scene.picks.label, small, theme.own, 60);

  const { shown, left } = whatFits(scene.rounds, y);
  if (left > 0) line(words.more(left), small, theme.faint, HEADING);
  for (const round of shown) {
    y += GAP / 2;
    // A round with one match often has the match's own label, which is then shown once.
    const isSaid = round.matches.length === 1 && round.matches[0]?.label === round.label;
    if (!isSaid) line(round.label, { size: 44, weight: 'bold' }, theme.dim, HEADING);
    for (const pair of pairsOf(round)) {
      for (const [index, match] of pair.entries()) {
        const x = MARGIN + index * (COLUMN + GAP);
        const width = pair.length === 1 ? WHOLE : COLUMN;
        marks.push(...matchMarks(match, { x, y, width }, { isLast: isLast(scene, round) }, typeface));
      }
      y += Math.max(...pair.map(heightOf)) + GAP;
    }
  }
  return {
    width: PHONE_WIDTH,
    height: Math.max(PHONE_WIDTH, Math.ceil(y + MARGIN - GAP)),
    background: theme.background,
    sharpness: 1,
    marks,
  };
}

/** Two matches side by side; a single one has the whole width. */
function pairsOf({ matches }: Round): (readonly SceneMatch[])[] {
  return Array.from({ length: Math.ceil(matches.length / 2) }, (_, index) => matches.slice(index * 2, index * 2 + 2));
}

function heightOf({ slots }: SceneMatch): number {
  return LABEL + slots.length * ROW;
}

/** The last rounds, as many as fit. */
function whatFits(rounds: readonly Round[], from: number): { shown: readonly Round[]; left: number } {
  let y = from + HEADING + MARGIN;
  const ofEnd = rounds.toReversed();
  const over = ofEnd.findIndex((round) => {
    y += HEADING + GAP / 2;
    for (const pair of pairsOf(round)) y += Math.max(...pair.map(heightOf)) + GAP;
    return y > HIGHEST;
  });
  // At least one round is always shown.
  const count = over < 0 ? rounds.length : Math.max(1, over);
  const left = rounds.slice(0, rounds.length - count).reduce((sum, { matches }) => sum + matches.length, 0);
  return { shown: rounds.slice(rounds.length - count), left };
}

/** Whether the round is the final: a single match in the last round, not counting one in which losers meet. */
function isLast({ rounds }: BracketScene, round: Round): boolean {
  const deciding = rounds.at(-1) === round ? round.matches.filter((match) => !isOfLosers(match)) : [];
  return deciding.length === 1;
}

function isOfLosers({ slots }: SceneMatch): boolean {
  return slots.length > 0 && slots.every(({ from }) => from?.taking === 'loser');
}

function matchMarks(
  match: SceneMatch,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { isLast: lastRound }: { readonly isLast: boolean },
  typeface: Typeface,
): Mark[] {
  const top = y + LABEL;
  const note = match.note === undefined ? '' : fitted(drawable(match.note, typeface), small, width / 2, typeface);
  const noteWidth = note === '' ? 0 : typeface.measure(note, small) + 20;
  const name = fitted(drawable(match.label, typeface), small, width - noteWidth, typeface);
  const box = { kind: 'box', x, y: top, width, height: match.slots.length * ROW, radius: RADIUS } as const;
  const deciding = lastRound && match.decided && !isOfLosers(match);
  return [
    ...(name === '' ? [] : [textAt(name, small, x, y + LABEL / 2 - 2, { color: theme.faint })]),
    ...(note === '' ? [] : [textAt(note, small, x + width, y + LABEL / 2 - 2, { color: theme.faint, align: 'right' })]),
    { ...box, fill: theme.panel },
    ...match.slots.flatMap((slot, index) =>
      slotGround(
        slot,
        { x, y: top + index * ROW, width, row: ROW },
        { top: index === 0 ? RADIUS : 0, bottom: index === match.slots.length - 1 ? RADIUS : 0 },
      ),
    ),
    ...match.slots.slice(1).map(
      (_, index): Mark => ({
        kind: 'line',
        points: [
          [x, top + (index + 1) * ROW],
          [x + width, top + (index + 1) * ROW],
        ],
        color: theme.faintEdge,
        width: 2,
      }),
    ),
    { ...box, stroke: deciding ? theme.gold : theme.edge, strokeWidth: deciding ? 4 : 2 },
    ...match.slots.flatMap((slot, index) =>
      slotMarks(
        slot,
        { x, y: top + index * ROW, width, row: ROW },
        { champion: deciding && slot.standing === 'won' },
        typeface,
      ),
    ),
  ];
}
