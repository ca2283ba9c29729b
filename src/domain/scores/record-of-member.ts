import type { Tally } from '../poll/tally.ts';
import type { MemberScore } from './scoring.ts';

/** A member's results over the polls they voted in, compared with those of the majority. */
export interface MemberRecord {
  readonly points: number;
  readonly votes: number;
  readonly correct: number;
  readonly streak: number;
  readonly longestStreak: number;
  /** In how many of these polls the contestant with most votes won; a poll without a single one counts as wrong. */
  readonly crowdCorrect: number;
}

/** @param decided the member's score in each poll, with the poll's tally and winner, in the order of decision */
export function recordOf(
  decided: readonly { readonly score: MemberScore; readonly tally: Tally; readonly winnerId: string }[],
): MemberRecord {
  let [points, correct, streak, longestStreak, crowdCorrect] = [0, 0, 0, 0, 0];
  for (const { score, tally, winnerId } of decided) {
    points += score.points;
    correct += score.correct ? 1 : 0;
    streak = score.correct ? streak + 1 : 0;
    longestStreak = Math.max(longestStreak, streak);
    crowdCorrect += favouriteOf(tally) === winnerId ? 1 : 0;
  }
  return { points, votes: decided.length, correct, streak, longestStreak, crowdCorrect };
}

/** The contestant with most votes; undefined when two share the first place, or nobody voted. */
export function favouriteOf(tally: Tally): string | undefined {
  const [first, second] = [...tally.votes].toSorted(([, a], [, b]) => b - a);
  return first === undefined || first[1] === 0 || first[1] === second?.[1] ? undefined : first[0];
}
