import type { Poll } from '../../../domain/poll/poll.ts';
import type { Clock } from '../../../util/clock.ts';
import { type ComparisonParts, type Reconciled, reconcilePoll } from './reconcile-poll.ts';

/** Which polls must have their reactions compared with their ballots, and since when something may have been missed. */
export interface Comparisons {
  /**
   * Notes that events are, or may have been, missed: acts of members from now on are newer than what a comparison will
   * find.
   */
  owe(pollId: string): void;
  isOwed(pollId: string): boolean;
  /**
   * Notes a reaction that was added or taken off after voting was over but before the lock was saved: a later comparison
   * must not take that for a vote, or for a vote withdrawn.
   */
  heardTooLate(pollId: string, userId: string, choice: string): void;
  /**
   * Compares as `reconcilePoll` does; after a success nothing is owed any more. `actedSinceMs`: for a poll that this
   * process has not compared yet, the last moment at which the poll was watched.
   */
  compare(poll: Poll, votesAtMs: number | 'too-late', actedSinceMs?: number): Promise<Reconciled>;
  /** The poll is locked: forgets the reactions that were noted as too late. */
  locked(pollId: string): void;
}

export function createComparisons(parts: ComparisonParts & { clock: Clock }): Comparisons {
  const owedSinceMs = new Map<string, number>();
  /** For each poll, the last moment before the latest comparison that read its whole message. */
  const lookedAtMs = new Map<string, number>();
  const late = new Map<string, Set<string>>();
  return {
    owe(pollId) {
      // The earlier moment stays: what was missed then has not been found yet.
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
        // A reaction counts as newer than an act only if a comparison after that act did not show it, or nobody watched
        // since.
        actedSinceMs: sinceMs ?? lookedAtMs.get(poll.id) ?? actedSinceMs,
        wasAway: sinceMs !== undefined,
        heardTooLate: (userId, choice) => late.get(poll.id)?.has(`${userId}/${choice}`) === true,
      });
      if (compared.kind !== 'done') return compared;
      // What was missed during the comparison is still owed, and so are members who could not be compared.
      if (compared.left === 0 && owedSinceMs.get(poll.id) === sinceMs) owedSinceMs.delete(poll.id);
      lookedAtMs.set(poll.id, beganAtMs - 1);
      return compared;
    },
    locked: (pollId) => void late.delete(pollId),
  };
}
