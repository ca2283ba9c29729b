import fc from 'fast-check';
import { type BracketPicks, noPicks, type Picks, picksOf } from '../../src/domain/bracket/bracket-picks.ts';
import { bracketStandings, pointsPossible, scoreBracket } from '../../src/domain/bracket/bracket-points.ts';
import { makePick, type Standpoint, takeBack } from '../../src/domain/bracket/change-picks.ts';
import { pickedCandidate } from '../../src/domain/bracket/fill-in.ts';
import { type ToldBracket, toldBracket } from '../../src/domain/bracket/told-bracket.ts';
import { afterPress, earned, type Model, type Press, type Tree } from './model.ts';
import { matchId, treeView, winnersOf } from './tree-view.ts';

/** What may happen to a game of brackets. */
export type Happening =
  | { readonly do: 'pick'; readonly member: number; readonly match: number; readonly slot: number }
  | { readonly do: 'watch'; readonly member: number; readonly more: number }
  /** Says to have watched less; `to` is a share of what was. */
  | { readonly do: 'forget'; readonly member: number; readonly to: number }
  | { readonly do: 'take-back'; readonly member: number }
  /** The data is corrected: a match was won by another. */
  | { readonly do: 'correct'; readonly match: number; readonly slot: number };

export interface Game {
  readonly tree: Tree;
  readonly wins: readonly number[];
  readonly happenings: readonly Happening[];
}

const MEMBERS = 3;

/** A knock-out in which two or three at a time meet, in any order, until one is left. */
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

/** A late joiner is one whose first act comes after others have watched and picked. */
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
  /** The last press that changed something, and how many there had been before it. */
  last: { stepAtMs: number; match: number; presses: number } | undefined;
}

/** Plays a game with the rules as they are and with the model; what differs, as sentences. */
export function playBracket({ tree, wins: first, happenings }: Game): string[] {
  const wins = [...first];
  const total = tree.places.length;
  const wrong: string[] = [];
  const members: Member[] = Array.from({ length: MEMBERS }, () => ({
    picks: noPicks,
    presses: [],
    watched: 0,
    says: 0,
    last: undefined,
  }));
  let nowMs = 0;
  const toldAt = (watched: number) => toldBracket(treeView(tree, winnersOf(tree, wins), watched));
  const modelOf = (presses: readonly Press[]) =>
    presses.reduce<Model>((held, press) => afterPress(tree, held, press), new Map());

  function standpoint({ watched, says }: Member): Standpoint {
    const seen = new Set(Array.from({ length: watched }, (_, match) => matchId(match)));
    return {
      told: toldAt(says),
      closed: seen,
      decided: seen,
      lockedAsOfMs: () => undefined,
      horizon: String(watched),
      nowMs,
    };
  }

  for (const one of happenings) {
    // A clock that now and then stands still.
    nowMs += one.do === 'watch' ? 0 : 1;
    if (one.do === 'correct') {
      if (one.match < total) wins[one.match] = one.slot;
      continue;
    }
    const who = members[one.member];
    if (who === undefined) continue;
    if (one.do === 'watch') {
      who.says = Math.min(total, who.says + one.more);
      who.watched = Math.max(who.watched, who.says);
    } else if (one.do === 'forget') who.says = Math.min(who.says, one.to);
    else if (one.do === 'pick') {
      const match = one.match % total;
      const slot = one.slot % (tree.places[match]?.length ?? 1);
      const press = { match, slot, watched: who.watched, says: who.says };
      const made = makePick(who.picks, { match: matchId(match), slot }, standpoint(who));
      who.presses.push(press);
      if (made?.stepAtMs === undefined) continue;
      who.picks = made.picks;
      who.last = { stepAtMs: made.stepAtMs, match, presses: who.presses.length - 1 };
    } else {
      if (who.last === undefined) continue;
      const back = takeBack(who.picks, who.last.stepAtMs, standpoint(who));
      const isOpen = who.last.match >= who.watched;
      if ((back !== undefined) !== isOpen) wrong.push(`taking back ${isOpen ? 'was refused' : 'was let through'}`);
      if (back !== undefined) {
        who.picks = back;
        // Since then it was only pressed what changed nothing.
        who.presses.length = who.last.presses;
      }
      who.last = undefined;
    }
  }

  const winners = winnersOf(tree, wins);
  for (let reader = 0; reader <= total; reader += 1) {
    const told = toldAt(reader);
    const isTold = (horizon: string) => Number(horizon) <= reader;
    const shown = new Map<string, { counted: Picks; told: Picks }>();
    for (const [index, { picks, presses }] of members.entries()) {
      const mine = { counted: picksOf(picks), told: picksOf(picks, undefined, isTold) };
      shown.set(String(index), mine);
      const toReader = earned(tree, modelOf(presses.filter(({ watched }) => watched <= reader)), winners, reader);
      const whole = earned(tree, modelOf(presses), winners, reader);
      const points = scoreBracket(told, mine.counted).reduce((sum, score) => sum + score.points, 0);
      compare(`points of ${index} at ${reader}`, points, whole.points);
      compare(`still possible for ${index} at ${reader}`, pointsPossible(told, mine.told), toReader.possible);
      compare(`picks of ${index} as seen at ${reader}`, namesIn(told, mine.told), [...toReader.names]);
      // Whatever was done further on: to this reader it was never done.
      const acts = picks.acts.filter(({ horizon }) => isTold(horizon));
      compare(`what ${index} did later, at ${reader}`, namesIn(told, picksOf({ acts })), namesIn(told, mine.told));
    }
    const board = bracketStandings(told, shown);
    for (const [place, row] of board.entries()) {
      const above = board[place - 1];
      if (above !== undefined && above.points < row.points) wrong.push(`the board at ${reader} is not in order`);
      if (above !== undefined && row.rank !== above.rank && row.rank !== place + 1)
        wrong.push(`rank ${row.rank} at ${place}`);
    }
  }
  return wrong;

  function namesIn(told: ToldBracket, picks: Picks): [number, string][] {
    return told.matches.flatMap((match): [number, string][] => {
      const pick = picks.get(match.id);
      return pick === undefined ? [] : [[numberOf(match.id), pickedCandidate(told, match, pick).who?.id ?? '?']];
    });
  }

  function numberOf(id: string): number {
    return Number(id.replace('match-', ''));
  }

  function compare(what: string, is: unknown, should: unknown): void {
    const sorted = (value: unknown) =>
      JSON.stringify(Array.isArray(value) ? value.toSorted((a, b) => a[0] - b[0]) : value);
    if (sorted(is) !== sorted(should)) wrong.push(`${what}: ${sorted(is)}, not ${sorted(should)}`);
  }
}
