import type { MemberScore } from './scoring.ts';

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

/** What one poll earned everybody. */
export interface DecidedPoll {
  readonly pollId: string;
  readonly atMs: number;
  readonly scores: readonly MemberScore[];
}

/** Follows a member's rank from one poll to the next, in the order in which the plot runs. */
export interface RankFollower {
  add(poll: DecidedPoll): RankOverTime['points'][number];
}

/** A poll costs as much as it has votes and there are different numbers of points, however many have voted before. */
export function followRank(userId: string): RankFollower {
  const points = new Map<string, number>();
  /** How many members have so many points. */
  const holders = new Map<number, number>();
  const count = (of: number, by: number) => holders.set(of, (holders.get(of) ?? 0) + by);

  return {
    add({ pollId, atMs, scores }) {
      for (const score of scores) {
        const before = points.get(score.userId);
        const after = (before ?? 0) + score.points;
        points.set(score.userId, after);
        if (before !== undefined) count(before, -1);
        count(after, 1);
      }
      const own = points.get(userId);
      const rank = own === undefined ? undefined : rankAmong(holders, own);
      return { pollId, atMs, rank, of: points.size, points: own ?? 0 };
    },
  };
}

/** Equal points share a rank: one more than how many have more. */
function rankAmong(holders: ReadonlyMap<number, number>, points: number): number {
  let above = 0;
  for (const [of, held] of holders) if (of > points) above += held;
  return above + 1;
}

/** A member's rank and points after each poll, as the standings would have been of the polls until then. */
export function rankOverTime(decided: readonly DecidedPoll[], userId: string): RankOverTime {
  const follower = followRank(userId);
  return { points: decided.map((poll) => follower.add(poll)) };
}
