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
 * Everybody who voted, best first; within a rank by more correct votes, then by id, so that the order is always the same.
 *
 * @param scores of polls in the order in which they were decided: streaks follow it
 */
export function standingsOf(scores: Iterable<MemberScore>): Standing[] {
  const sums: Sums = new Map();
  addScores(sums, scores);
  return rankedBy(sums);
}

/** The same of what has been added up. */
export function rankedBy(sums: Sums): Standing[] {
  return ranked([...sums].map(([userId, sum]) => ({ userId, ...sum })));
}

/** What each member has, before they are ranked. */
export type Sums = Map<string, Omit<Standing, 'userId' | 'rank'>>;

/** Adds what came next. */
export function addScores(sums: Sums, scores: Iterable<MemberScore>): void {
  for (const { userId, points, correct } of scores) {
    const sum = sums.get(userId);
    sums.set(userId, {
      points: (sum?.points ?? 0) + points,
      votes: (sum?.votes ?? 0) + 1,
      correct: (sum?.correct ?? 0) + (correct ? 1 : 0),
      streak: correct ? (sum?.streak ?? 0) + 1 : 0,
    });
  }
}

function ranked(unranked: readonly Omit<Standing, 'rank'>[]): Standing[] {
  const sorted = unranked.toSorted(
    (a, b) => b.points - a.points || b.correct - a.correct || (a.userId < b.userId ? -1 : 1),
  );
  let rank = 0;
  return sorted.map((standing, index) => {
    if (index === 0 || standing.points !== sorted[index - 1]?.points) rank = index + 1;
    return { ...standing, rank };
  });
}

export interface MovedStanding extends Standing {
  /** Places won by what was decided last, less than 0 where lost; undefined for who had no place before it. */
  readonly moved?: number;
}

/** The same standings, each with how far its member moved from those before. */
export function movedSince(before: readonly Standing[], after: readonly Standing[]): MovedStanding[] {
  const was = new Map(before.map(({ userId, rank }) => [userId, rank]));
  return after.map((standing) => {
    const from = was.get(standing.userId);
    return from === undefined ? standing : { ...standing, moved: from - standing.rank };
  });
}

/** A member's places before and after what was decided last. */
export interface Climb {
  readonly userId: string;
  readonly from: number;
  readonly to: number;
}

/** Who gained places by what came last: those who gained most first, among them the better placed. */
export function climbsBetween(before: readonly Standing[], after: readonly Standing[]): Climb[] {
  const was = new Map(before.map(({ userId, rank }) => [userId, rank]));
  return after
    .flatMap(({ userId, rank: to }): Climb[] => {
      const from = was.get(userId);
      return from === undefined || from <= to ? [] : [{ userId, from, to }];
    })
    .toSorted((a, b) => b.from - b.to - (a.from - a.to));
}
