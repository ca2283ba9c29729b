import type { Poll } from '../../../domain/poll/poll.ts';
import type { Clock } from '../../../util/clock.ts';
import { type ComparisonParts, type Reconciled, reconcilePoll } from './reconcile-poll.ts';

/** Which polls' reactions may differ from what is known, and since when. */
export interface Comparisons {
  /** Something was missed, or may have been: what members did from now on is newer than what will be found. */
  owe(pollId: string): void;
  isOwed(pollId: string): boolean;
  /** A reaction was heard after voting was over, and before the lock was saved: it is no vote, whoever finds it. */
  heardTooLate(pollId: string, userId: string, choice: string): void;
  /**
   * Compares, as `reconcilePoll` does. Once it succeeded nothing is owed any more. `actedSinceMs`: for a poll at which
   * nobody has looked since this process began, the last moment at which somebody did.
   */
  compare(poll: Poll, votesAtMs: number | 'too-late', actedSinceMs?: number): Promise<Reconciled>;
  /** The poll is locked: what was heard too late for it is for nothing now. */
  locked(pollId: string): void;
}

export function createComparisons(parts: ComparisonParts & { clock: Clock }): Comparisons {
  const owedSinceMs = new Map<string, number>();
  /** The last moment before a look at the message of a poll that read all of it. */
  const lookedAtMs = new Map<string, number>();
  const late = new Map<string, Set<string>>();
  return {
    owe(pollId) {
      // The earlier one stays: what was missed then has not been found yet.
      if (!owedSinceMs.has(pollId)) owedSinceMs.set(pollId, parts.clock.now());
    },
    isOwed: (pollId) => owedSinceMs.has(pollId),
    heardTooLate(pollId, userId, choice) {
      const heard = late.get(pollId) ?? new Set();
      late.set(pollId, heard.add(`${userId}/${choice}`));
    },
    async compare(poll, votesAtMs, actedSinceMs = Number.NEGATIVE_INFINITY) {
      const sinceMs = owedSinceMs.get(poll.id);
      const beganAtMs = parts.clock.now();
      const compared = await reconcilePoll(parts, poll, {
        votesAtMs,
        // What is found is newer than an act only where a look after that act did not show it, or nobody looked since.
        actedSinceMs: sinceMs ?? lookedAtMs.get(poll.id) ?? actedSinceMs,
        wasAway: sinceMs !== undefined,
        heardTooLate: (userId, choice) => late.get(poll.id)?.has(`${userId}/${choice}`) === true,
      });
      if (compared.kind !== 'done') return compared;
      // What was missed while it was looked for is still owed, and so is who could not be compared.
      if (compared.left === 0 && owedSinceMs.get(poll.id) === sinceMs) owedSinceMs.delete(poll.id);
      lookedAtMs.set(poll.id, beganAtMs - 1);
      return compared;
    },
    locked: (pollId) => void late.delete(pollId),
  };
}
