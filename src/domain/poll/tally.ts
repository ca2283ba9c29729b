import { type Ballot, choiceBefore, choiceOf } from './ballot.ts';
import type { Poll } from './poll.ts';

/** Votes per contestant, and how many in all. */
export interface Tally {
  readonly votes: ReadonlyMap<string, number>;
  readonly total: number;
}

/** What counts of a ballot: the vote as it stands, or as it stood when the poll locked. */
export function countedChoice(poll: Pick<Poll, 'lockedAsOfMs'>, ballot: Ballot): string | undefined {
  return poll.lockedAsOfMs === undefined ? choiceOf(ballot) : choiceBefore(ballot, poll.lockedAsOfMs);
}

export function tallyOf(poll: Pick<Poll, 'lockedAsOfMs' | 'contestants'>, ballots: Iterable<Ballot>): Tally {
  const votes = new Map(poll.contestants.map((contestant) => [contestant.id, 0]));
  let total = 0;
  for (const ballot of ballots) {
    const choice = countedChoice(poll, ballot);
    if (choice === undefined) continue;
    votes.set(choice, (votes.get(choice) ?? 0) + 1);
    total += 1;
  }
  return { votes, total };
}
