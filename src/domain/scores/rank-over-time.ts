import type { MemberScore } from './scoring.ts';
import { addScores, type Sums } from './standings.ts';

/** Where a member stood after each poll: what a plot of it draws. */
export interface RankOverTime {
  readonly points: readonly {
    readonly pollId: string;
    /** When its result was given. */
    readonly atMs: number;
    /** Undefined until the member's first counted vote. */
    readonly rank: number | undefined;
    /** How many had a counted vote by then. */
    readonly of: number;
    readonly points: number;
  }[];
}

/**
 * A member's rank and points after each poll, as the standings would have been of the polls until then.
 *
 * @param decided what each poll earned everybody, in the order in which the plot runs
 */
export function rankOverTime(
  decided: readonly { readonly pollId: string; readonly atMs: number; readonly scores: readonly MemberScore[] }[],
  userId: string,
): RankOverTime {
  const sums: Sums = new Map();
  return {
    points: decided.map(({ pollId, atMs, scores }) => {
      addScores(sums, scores);
      const points = sums.get(userId)?.points;
      return {
        pollId,
        atMs,
        rank: points === undefined ? undefined : rankAmong(sums, points),
        of: sums.size,
        points: points ?? 0,
      };
    }),
  };
}

/** Equal points share a rank: one more than how many have more. */
function rankAmong(sums: Sums, points: number): number {
  let above = 0;
  for (const sum of sums.values()) if (sum.points > points) above += 1;
  return above + 1;
}
