/** `late`: a bracket pick made after a match leading to it had been decided. */
export type LedgerRule = 'correct' | 'underdog' | 'late' | 'wrong' | 'correction';

/** One line of the ledger: why a member has these points. The points of all lines add up to the member's points. */
export interface LedgerLine {
  readonly rule: LedgerRule;
  /** For a correction: the difference it made. */
  readonly points: number;
  /** Index of the result it comes from, from 0. */
  readonly result: number;
  readonly atMs: number;
}

/** A result that was given, and what a vote for its winner earns. */
export interface Winning {
  readonly winnerId: string;
  readonly atMs: number;
  readonly rule: 'correct' | 'underdog' | 'late';
  readonly points: number;
}

/**
 * What a choice earned by the results that were given, oldest first. The last result holds; each change adds a line.
 */
export function ledgerOf(
  choice: string | undefined,
  winnings: readonly Winning[],
): { readonly points: number; readonly correct: boolean; readonly lines: readonly LedgerLine[] } {
  const lines: LedgerLine[] = [];
  let points = 0;
  for (const [result, won] of winnings.entries()) {
    const earned = won.winnerId === choice ? won.points : 0;
    if (result === 0) {
      lines.push({ rule: earned > 0 ? won.rule : 'wrong', points: earned, result, atMs: won.atMs });
    } else if (earned !== points) {
      lines.push({ rule: 'correction', points: earned - points, result, atMs: won.atMs });
    }
    points = earned;
  }
  return { points, correct: choice !== undefined && winnings.at(-1)?.winnerId === choice, lines };
}
