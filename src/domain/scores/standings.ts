import { sortedInSlices } from '../../util/sort-in-slices.ts';
import type { MemberScore } from './scoring.ts';

export interface Standing {
  readonly userId: string;
  /** Equal points share a rank: 1, 2, 2, 4. */
  readonly rank: number;
  readonly points: number;
  readonly correct: number;
  readonly votes: number;
  /** Correct votes in a row, up to the last poll the member voted in. */
  readonly streak: number;
}

/**
 * Everybody who voted, best first; within a rank by more correct votes, then by id, so that the order is always the
 * same.
 *
 * @param scores of polls in the order in which they were decided, because streaks depend on it
 */
export function standingsOf(scores: Iterable<MemberScore>): Standing[] {
  const sums: Sums = new Map();
  for (const score of scores) addEarned(sums, [score.userId], score);
  return withRanks(unranked(sums).toSorted(bestFirst));
}

/** The standings from sums that are ready, sorted in slices, since a server may have very many members. */
export async function rankedBy(sums: Sums): Promise<Standing[]> {
  return withRanks(await sortedInSlices(unranked(sums), bestFirst));
}

function unranked(sums: Sums): Omit<Standing, 'rank'>[] {
  return [...sums].map(([userId, sum]) => ({ userId, ...sum }));
}

/** Each member's sums, before they are ranked. */
export type Sums = Map<string, Sum>;

interface Sum {
  points: number;
  correct: number;
  votes: number;
  streak: number;
}

/**
 * Adds what these members' votes in a poll earned. Polls must be added in the order in which they were decided: the
 * streak depends on it.
 */
export function addEarned(
  sums: Sums,
  userIds: Iterable<string>,
  { points, correct }: Pick<MemberScore, 'points' | 'correct'>,
): void {
  for (const userId of userIds) {
    let sum = sums.get(userId);
    if (sum === undefined) {
      sum = { points: 0, correct: 0, votes: 0, streak: 0 };
      sums.set(userId, sum);
    }
    sum.points += points;
    sum.votes += 1;
    if (correct) sum.correct += 1;
    sum.streak = correct ? sum.streak + 1 : 0;
  }
}

function bestFirst(a: Omit<Standing, 'rank'>, b: Omit<Standing, 'rank'>): number {
  return b.points - a.points || b.correct - a.correct || (a.userId < b.userId ? -1 : 1);
}

function withRanks(sorted: readonly Omit<Standing, 'rank'>[]): Standing[] {
  let rank = 0;
  return sorted.map((standing, index) => {
    if (index === 0 || standing.points !== sorted[index - 1]?.points) rank = index + 1;
    return { ...standing, rank };
  });
}

export interface MovedStanding extends Standing {
  /** Places gained by the last decision, negative where lost; undefined for a member who had no place before. */
  readonly moved?: number;
}

/** The later standings, each with how far the member moved since the earlier ones. */
export function movedSince(before: readonly Standing[], after: readonly Standing[]): MovedStanding[] {
  const was = new Map(before.map(({ userId, rank }) => [userId, rank]));
  return after.map((standing) => {
    const from = was.get(standing.userId);
    return from === undefined ? standing : { ...standing, moved: from - standing.rank };
  });
}

/** A member's ranks before and after the last decision. */
export interface Climb {
  readonly userId: string;
  readonly from: number;
  readonly to: number;
}

/** Members who gained places by the last decision, most places first; of equal gains the better rank first. */
export function climbsBetween(before: readonly Standing[], after: readonly Standing[]): Climb[] {
  const was = new Map(before.map(({ userId, rank }) => [userId, rank]));
  return after
    .flatMap(({ userId, rank: to }): Climb[] => {
      const from = was.get(userId);
      return from === undefined || from <= to ? [] : [{ userId, from, to }];
    })
    .toSorted((a, b) => b.from - b.to - (a.from - a.to));
}
