import type { Poll } from '../../../domain/poll/poll.ts';
import type { Clock } from '../../../util/clock.ts';
import { type ComparisonParts, type Reconciled, reconcilePoll } from './reconcile-poll.ts';

/** Which polls' reactions may differ from what is known, and since when. */
export interface Comparisons {
  /** Something was missed, or may have been: what members did from now on is newer than what will be found. */
  owe(pollId: string): void;
  isOwed(pollId: string): boolean;
  /** Compares, as `reconcilePoll` does. Once it succeeded nothing is owed any more. */
  compare(poll: Poll, votesAtMs: number | 'too-late'): Promise<Reconciled>;
}

export function createComparisons(parts: ComparisonParts & { clock: Clock }): Comparisons {
  const owedSinceMs = new Map<string, number>();
  return {
    owe(pollId) {
      // The earlier one stays: what was missed then has not been found yet.
      if (!owedSinceMs.has(pollId)) owedSinceMs.set(pollId, parts.clock.now());
    },
    isOwed: (pollId) => owedSinceMs.has(pollId),
    async compare(poll, votesAtMs) {
      const sinceMs = owedSinceMs.get(poll.id);
      const compared = await reconcilePoll(parts, poll, {
        votesAtMs,
        actedSinceMs: sinceMs ?? Number.POSITIVE_INFINITY,
      });
      if (compared.kind === 'done') owedSinceMs.delete(poll.id);
      return compared;
    },
  };
}
