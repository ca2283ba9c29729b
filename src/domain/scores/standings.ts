import type { LedgerLine } from './scoring.ts';

export interface Standing {
  readonly userId: string;
  /** Equal points share a rank: 1, 2, 2, 4. */
  readonly rank: number;
  readonly points: number;
  readonly correct: number;
  readonly votes: number;
}

/** Everybody who voted, best first; within a rank by more correct votes, then by id, so that the order is always the same. */
export function standingsOf(ledger: Iterable<LedgerLine>): Standing[] {
  const sums = new Map<string, { points: number; correct: number; votes: number }>();
  for (const line of ledger) {
    const sum = sums.get(line.userId) ?? { points: 0, correct: 0, votes: 0 };
    sum.points += line.points;
    sum.votes += 1;
    if (line.rule !== 'wrong') sum.correct += 1;
    sums.set(line.userId, sum);
  }

  const sorted = [...sums]
    .map(([userId, sum]) => ({ userId, ...sum }))
    .sort((a, b) => b.points - a.points || b.correct - a.correct || (a.userId < b.userId ? -1 : 1));

  let rank = 0;
  return sorted.map((standing, index) => {
    if (index === 0 || standing.points !== sorted[index - 1]?.points) rank = index + 1;
    return { ...standing, rank };
  });
}
