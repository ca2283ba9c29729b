import fc from 'fast-check';
import { type BracketPicks, noPicks, type Picks, picksOf } from '../../src/domain/bracket/bracket-picks.ts';
import { bracketStandings, pointsPossible, scoreBracket } from '../../src/domain/bracket/bracket-points.ts';
import { makePick, type Standpoint, takeBack } from '../../src/domain/bracket/change-picks.ts';
import { pickedCandidate } from '../../src/domain/bracket/fill-in.ts';
import { type ToldBracket, toldBracket } from '../../src/domain/bracket/told-bracket.ts';
import { afterPress, earned, type Model, type Press, type Tree } from './model.ts';
import { matchId, treeView, winnersOf } from './tree-view.ts';

/** One thing that may happen in a game of brackets. */
export type Happening =
  | { readonly do: 'pick'; readonly member: number; readonly match: number; readonly slot: number }
  | { readonly do: 'watch'; readonly member: number; readonly more: number }
  /** A member says to have watched less; `to` is the new number of matches. */
  | { readonly do: 'forget'; readonly member: number; readonly to: number }
  | { readonly do: 'take-back'; readonly member: number }
  /** The data is corrected: another contestant won the match. */
  | { readonly do: 'correct'; readonly match: number; readonly slot: number };

export interface Game {
  readonly tree: Tree;
  readonly wins: readonly number[];
  readonly happenings: readonly Happening[];
}

const MEMBERS = 3;

/** A knock-out bracket in which two or three contestants meet in each match, in any order, until one is left. */
const tree: fc.Arbitrary<Tree> = fc
  .record({
    names: fc.integer({ min: 2, max: 9 }),
    draws: fc.array(fc.record({ places: fc.constantFrom(2, 2, 2, 3), from: fc.nat() }), { minLength: 9, maxLength: 9 }),
    worth: fc.array(fc.integer({ min: 1, max: 41 }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ names, draws, worth }) => {
    const left: (number | string)[] = Array.from({ length: names }, (_, index) => `singer ${index}`);
    const places: (number | string)[][] = [];
    for (const draw of draws) {
      if (left.length < 2) break;
      const meeting: (number | string)[] = [];
      while (meeting.length < draw.places && left.length > 0) {
        meeting.push(...left.splice((draw.from + meeting.length) % left.length, 1));
      }
      left.push(places.push(meeting) - 1);
    }
    return { places, worth };
  });

const member = fc.nat({ max: MEMBERS - 1 });
const small = fc.nat({ max: 9 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('pick' as const), member, match: small, slot: small }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('watch' as const), member, more: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), member, to: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take-back' as const), member }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), match: small, slot: small }) },
);

/** Includes late joiners: members whose first act comes after others have watched and picked. */
export const games: fc.Arbitrary<Game> = fc.record({
  tree,
  wins: fc.array(fc.nat({ max: 2 }), { minLength: 9, maxLength: 9 }),
  happenings: fc.array(happening, { maxLength: 80, size: 'max' }),
});

interface Member {
  picks: BracketPicks;
  presses: Press[];
  watched: number;
  says: number;
  /** The last press that changed something, and the number of presses before it. */
  last: { stepAtMs: number; match: number; presses: number } | undefined;
}

const modelOf = (tree: Tree, presses: readonly Press[]) =>
  presses.reduce<Model>((held, press) => afterPress(tree, held, press), new Map());

/** Plays a game with the real rules and with the model. Returns the differences as sentences. */
export function playBracket({ tree, wins: first, happenings }: Game): string[] {
  const wins = [...first];
  const wrong: string[] = [];
  const members: Member[] = Array.from({ length: MEMBERS }, () => ({
    picks: noPicks,
    presses: [],
    watched: 0,
    says: 0,
    last: undefined,
  }));
  const toldAt = (watched: number) => toldBracket(treeView(tree, winnersOf(tree, wins), watched));
  // Two steps in a row have the same time.
  for (const [step, one] of happenings.entries()) {
    if (one.do === 'correct') {
      if (one.match < tree.places.length) wins[one.match] = one.slot;
      continue;
    }
    const who = members[one.member];
    if (who !== undefined) wrong.push(...act(tree, who, one, standpointOf(who, toldAt(who.says), step >> 1)));
  }
  for (let reader = 0; reader <= tree.places.length; reader += 1) {
    wrong.push(...readBy(reader, { tree, members, winners: winnersOf(tree, wins), told: toldAt(reader) }));
  }
  return wrong;
}

function standpointOf({ watched }: Member, told: ToldBracket, nowMs: number): Standpoint {
  const seen = new Set(Array.from({ length: watched }, (_, match) => matchId(match)));
  return { told, closed: seen, decided: seen, lockedAsOfMs: () => undefined, horizon: String(watched), nowMs };
}

/** Carries out one act of a member. Returns what went wrong. */
function act(tree: Tree, who: Member, one: Exclude<Happening, { do: 'correct' }>, at: Standpoint): string[] {
  const total = tree.places.length;
  if (one.do === 'watch') {
    who.says = Math.min(total, who.says + one.more);
    who.watched = Math.max(who.watched, who.says);
  } else if (one.do === 'forget') who.says = Math.min(who.says, one.to);
  else if (one.do === 'take-back') return undo(who, at);
  else {
    const match = one.match % total;
    const slot = one.slot % (tree.places[match]?.length ?? 1);
    who.presses.push({ match, slot, watched: who.watched, says: who.says });
    const made = makePick(who.picks, { match: matchId(match), slot }, at);
    if (made?.stepAtMs === undefined) return [];
    who.picks = made.picks;
    who.last = { stepAtMs: made.stepAtMs, match, presses: who.presses.length - 1 };
  }
  return [];
}

function undo(who: Member, at: Standpoint): string[] {
  const { last } = who;
  if (last === undefined) return [];
  who.last = undefined;
  const back = takeBack(who.picks, last.stepAtMs, at);
  const isOpen = last.match >= who.watched;
  if (back !== undefined) {
    who.picks = back;
    // All presses since then changed nothing.
    who.presses.length = last.presses;
  }
  return (back !== undefined) === isOpen ? [] : [`taking back ${isOpen ? 'was refused' : 'was let through'}`];
}

/** Compares with the model what one reader is shown of everybody. */
function readBy(
  reader: number,
  { tree, members, winners, told }: { tree: Tree; members: Member[]; winners: readonly string[]; told: ToldBracket },
): string[] {
  const isTold = (horizon: string) => Number(horizon) <= reader;
  const shown = new Map<string, { counted: Picks; told: Picks }>();
  const wrong = members.flatMap(({ picks, presses }, index) => {
    const mine = { counted: picksOf(picks), told: picksOf(picks, undefined, isTold) };
    shown.set(String(index), mine);
    const byThen = presses.filter(({ watched }) => watched <= reader);
    const toReader = earned(tree, modelOf(tree, byThen), winners, reader);
    const whole = earned(tree, modelOf(tree, presses), winners, reader);
    const points = scoreBracket(told, mine.counted).reduce((sum, score) => sum + score.points, 0);
    const acts = picks.acts.filter(({ horizon }) => isTold(horizon));
    const at = `of ${index} at ${reader}`;
    return [
      ...differs(`points ${at}`, points, whole.points),
      ...differs(`what is possible ${at}`, pointsPossible(told, mine.told), toReader.possible),
      ...differs(`the picks ${at}`, namesIn(told, mine.told), [...toReader.names]),
      // Acts of members who had watched further at the time must have no effect on this reader.
      ...differs(`what was done by then ${at}`, namesIn(told, picksOf({ acts })), namesIn(told, mine.told)),
    ];
  });
  return [...wrong, ...disorderIn(bracketStandings(told, shown), reader)];
}

function disorderIn(board: readonly { readonly points: number; readonly rank: number }[], reader: number): string[] {
  return board.flatMap((row, place) => {
    const above = board[place - 1];
    if (above === undefined) return row.rank === 1 ? [] : ['the first is not the first'];
    if (above.points < row.points) return [`the board at ${reader} is not in order`];
    return row.rank === above.rank || row.rank === place + 1 ? [] : [`rank ${row.rank} at place ${place}`];
  });
}

function namesIn(told: ToldBracket, picks: Picks): [number, string][] {
  return told.matches.flatMap((match): [number, string][] => {
    const pick = picks.get(match.id);
    const number = Number(match.id.replace('match-', ''));
    return pick === undefined ? [] : [[number, pickedCandidate(told, match, pick).who?.id ?? '?']];
  });
}

function differs(what: string, is: unknown, should: unknown): string[] {
  const sorted = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? value.toSorted((a, b) => a[0] - b[0]) : value);
  return sorted(is) === sorted(should) ? [] : [`${what}: ${sorted(is)}, not ${sorted(should)}`];
}
