import type { Tally } from '../../../domain/poll/tally.ts';

/** The current votes of one poll, counted along. Derived from the ballots; may be dropped at any time. */
export interface Counts {
  set(userId: string, choice: string | undefined): void;
  tally(contestantIds: readonly string[]): Tally;
}

export function createCounts(): Counts {
  const held = new Map<string, string>();
  const votes = new Map<string, number>();
  const add = (choice: string, by: number) => votes.set(choice, (votes.get(choice) ?? 0) + by);

  return {
    set(userId, choice) {
      const before = held.get(userId);
      if (before === choice) return;
      if (before !== undefined) add(before, -1);
      if (choice === undefined) held.delete(userId);
      else {
        held.set(userId, choice);
        add(choice, 1);
      }
    },
    tally: (contestantIds) => ({
      votes: new Map(contestantIds.map((id) => [id, votes.get(id) ?? 0])),
      total: held.size,
    }),
  };
}
