import type { LedgerLine } from '../scores/ledger.ts';
import { ledgerOf } from '../scores/ledger.ts';
import type { Picks } from './bracket-picks.ts';
import { isOut, worthOf } from './fill-in.ts';
import type { ToldBracket } from './told-bracket.ts';

/** What one pick of a decided match earned, and why. */
export interface PickScore {
  readonly matchId: string;
  readonly stageIndex: number;
  readonly points: number;
  readonly correct: boolean;
  readonly lines: readonly LedgerLine[];
}

/**
 * What a member's picks earned in the matches that are decided for the reader: the stage's points, or half of them
 * (rounded up) for a pick made after an earlier match on its way had been decided for the member. There is no bonus for
 * being one of few.
 */
export function scoreBracket(told: ToldBracket, picks: Picks): PickScore[] {
  return told.matches.flatMap((match) => {
    const pick = picks.get(match.id);
    if (pick === undefined || match.winner === undefined) return [];
    const late = pick.late === true;
    const rule = late ? ('late' as const) : ('correct' as const);
    const winnings = match.results.map((result) => ({ ...result, rule, points: worthOf(match, late) }));
    const ledger = ledgerOf(told.whoIn(pick.of)?.id, winnings);
    return [{ matchId: match.id, stageIndex: match.stageIndex, ...ledger }];
  });
}

/** Points that may still come: those of undecided picks whose contestant, as far as the reader knows, can still win. */
export function pointsPossible(told: ToldBracket, picks: Picks): number {
  return told.matches.reduce((sum, match) => {
    const pick = picks.get(match.id);
    if (pick === undefined || match.winner !== undefined || isOut(told, match, pick)) return sum;
    return sum + worthOf(match, pick.late === true);
  }, 0);
}

export interface BracketStanding {
  readonly userId: string;
  /** Equal points with as many right in every stage share a rank: 1, 2, 2, 4. */
  readonly rank: number;
  readonly points: number;
  readonly correct: number;
  /** How many of the picks are of decided matches. */
  readonly decided: number;
  readonly possible: number;
}

/**
 * The ranking of a game, best first: by points, then by who was right more often in the last stage, then in the one
 * before, and so on. Members equal in all of that share a rank and are ordered by id.
 *
 * @param members for each member, the picks that count, and those that the reader may be told
 */
export function bracketStandings(
  told: ToldBracket,
  members: ReadonlyMap<string, { readonly counted: Picks; readonly told: Picks }>,
): BracketStanding[] {
  const stages = Math.max(0, ...told.matches.map(({ stageIndex }) => stageIndex + 1));
  const rows = [...members].flatMap(([userId, picks]) => {
    // A decided match had closed for the member before anyone could be told its result, so its pick tells nothing past
    // the reader's horizon; of undecided matches only what may be told is used.
    const scores = scoreBracket(told, picks.counted);
    if (scores.length === 0 && picks.told.size === 0) return [];
    const right = Array.from(
      { length: stages },
      (_, stage) => scores.filter(({ correct, stageIndex }) => correct && stageIndex === stage).length,
    );
    return [
      {
        userId,
        points: scores.reduce((sum, { points }) => sum + points, 0),
        correct: scores.filter(({ correct }) => correct).length,
        decided: scores.length,
        possible: pointsPossible(told, picks.told),
        right: right.toReversed(),
      },
    ];
  });
  const apart = (a: Row, b: Row) => b.points - a.points || firstDifference(b.right, a.right);
  rows.sort((a, b) => apart(a, b) || (a.userId < b.userId ? -1 : 1));
  let rank = 0;
  return rows.map(({ right, ...row }, index) => {
    const above = rows[index - 1];
    if (above === undefined || apart(above, { ...row, right }) !== 0) rank = index + 1;
    return { ...row, rank };
  });
}

type Row = { readonly points: number; readonly right: readonly number[] };

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
