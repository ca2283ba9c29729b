import { type Ballot, momentBefore } from './ballot.ts';
import type { Poll } from './poll.ts';

/** Votes per contestant, and how many in all. */
export interface Tally {
  readonly votes: ReadonlyMap<string, number>;
  readonly total: number;
}

/**
 * The contestant that a ballot counts for: its last act, or in a locked poll the one in force at the lock. Undefined
 * when it counts for none.
 */
export function countedChoice(poll: Pick<Poll, 'lockedAsOfMs'>, ballot: Ballot): string | undefined {
  return countedMoment(poll, ballot)?.choice ?? undefined;
}

/**
 * A ballot reduced to the act that counts, for a poll that takes no more votes. Undefined when nothing counts. A ballot
 * that is reduced already is returned as it is.
 */
export function trimmedBallot(poll: Pick<Poll, 'lockedAsOfMs'>, ballot: Ballot): Ballot | undefined {
  const counted = countedMoment(poll, ballot);
  if (counted === undefined || counted.choice === null) return undefined;
  const isTrimmed = ballot.history.length === 1 && ballot.reactions.length + (ballot.supers ?? []).length === 0;
  return isTrimmed ? ballot : { reactions: [], history: [counted] };
}

function countedMoment({ lockedAsOfMs }: Pick<Poll, 'lockedAsOfMs'>, ballot: Ballot) {
  return lockedAsOfMs === undefined ? ballot.history.at(-1) : momentBefore(ballot, lockedAsOfMs);
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
