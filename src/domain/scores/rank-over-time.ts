import type { MemberScore } from './scoring.ts';

/** A member's rank after each poll, for a plot. */
export interface RankOverTime {
  readonly points: readonly {
    readonly pollId: string;
    /** When its result was given, in ms since 1970. */
    readonly atMs: number;
    /** Undefined before the member's first vote that counts. */
    readonly rank: number | undefined;
    /** How many members had a counted vote by then. */
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

/** Follows a member's rank from poll to poll, in the order in which they are added. */
export interface RankFollower {
  add(poll: DecidedPoll): RankOverTime['points'][number];
}

/**
 * Adding a poll takes time for its votes and for the different numbers of points there are, however many members have
 * voted before.
 */
export function followRank(userId: string): RankFollower {
  const points = new Map<string, number>();
  /** By number of points, how many members have that many. */
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

/** The rank: one more than the number of members with more points. Equal points share a rank. */
function rankAmong(holders: ReadonlyMap<number, number>, points: number): number {
  let above = 0;
  for (const [of, held] of holders) if (of > points) above += held;
  return above + 1;
}

/** A member's rank and points after each poll, as in standings of the polls up to then. */
export function rankOverTime(decided: readonly DecidedPoll[], userId: string): RankOverTime {
  const follower = followRank(userId);
  return { points: decided.map((poll) => follower.add(poll)) };
}
