import type { Ballot } from '../poll/ballot.ts';
import type { Poll, PollContestant, PollResult } from '../poll/poll.ts';
import { countedChoice, type Tally } from '../poll/tally.ts';
import { type LedgerLine, ledgerOf } from './ledger.ts';

/** What one member earned in one poll. */
export interface MemberScore {
  readonly pollId: string;
  readonly userId: string;
  readonly choice: string;
  readonly points: number;
  readonly correct: boolean;
  readonly lines: readonly LedgerLine[];
}

/** A correct vote earns half as much again when fewer than this share of the voters gave it … */
const UNDERDOG_SHARE = 0.25;
/** … and at least this many voted: a share of two people says nothing. */
const UNDERDOG_VOTERS = 4;
const UNDERDOG_FACTOR = 1.5;

/** Whether so few voted for this contestant that a correct vote earns half as much again. */
export function isUnderdog(tally: Tally, contestantId: string): boolean {
  const share = (tally.votes.get(contestantId) ?? 0) / Math.max(tally.total, 1);
  return tally.total >= UNDERDOG_VOTERS && share < UNDERDOG_SHARE;
}

/** The ids of the members whose vote counts, by contestant; without contestants that nobody voted for. */
export type CountedVotes = Readonly<Record<string, readonly string[]>>;

export function countedVotes(
  poll: Pick<Poll, 'lockedAsOfMs'>,
  ballots: Iterable<readonly [string, Ballot]>,
): CountedVotes {
  const votes = new Map<string, string[]>();
  for (const [userId, ballot] of ballots) {
    const choice = countedChoice(poll, ballot);
    if (choice === undefined) continue;
    const voters = votes.get(choice) ?? [];
    voters.push(userId);
    votes.set(choice, voters);
  }
  return Object.fromEntries(votes);
}

/**
 * The same tally as from the ballots themselves.
 *
 * @param contestants those that have a number even if nobody voted for them
 */
export function tallyOfVotes(votes: CountedVotes, contestants: readonly Pick<PollContestant, 'id'>[] = []): Tally {
  const all = new Map(contestants.map(({ id }) => [id, 0]));
  let total = 0;
  for (const [choice, voters] of Object.entries(votes)) {
    all.set(choice, voters.length);
    total += voters.length;
  }
  return { votes: all, total };
}

/** What the scores of one poll depend on, beside its votes. */
interface Scored extends Pick<Poll, 'id' | 'state' | 'points'> {
  readonly results: readonly Pick<PollResult, 'winnerId' | 'atMs'>[];
}

/** What each choice that somebody made in a poll earned; empty while the poll is not settled. */
export function earningsOf(
  poll: Scored,
  votes: CountedVotes,
): ReadonlyMap<string, Omit<MemberScore, 'pollId' | 'userId' | 'choice'>> {
  if (poll.state !== 'settled' || poll.results.length === 0) return new Map();
  const tally = tallyOfVotes(votes);
  const winnings = poll.results.map(({ winnerId, atMs }) => {
    const underdog = isUnderdog(tally, winnerId);
    const rule = underdog ? ('underdog' as const) : ('correct' as const);
    return { winnerId, atMs, rule, points: underdog ? poll.points * UNDERDOG_FACTOR : poll.points };
  });
  return new Map(Object.keys(votes).map((choice) => [choice, ledgerOf(choice, winnings)]));
}

/**
 * The ledger of one poll, derived from its votes and results alone, so that a corrected result corrects every score and
 * leaves a line saying by how much. Empty while the poll is not settled. One entry for each member whose vote counts.
 */
export function scoreVotes(poll: Scored, votes: CountedVotes): MemberScore[] {
  const earnings = earningsOf(poll, votes);
  return Object.entries(votes).flatMap(([choice, voters]) => {
    const score = earnings.get(choice);
    return score === undefined ? [] : voters.map((userId) => ({ pollId: poll.id, userId, choice, ...score }));
  });
}

/** As `scoreVotes`, from the ballots. */
export function scorePoll(
  poll: Scored & Pick<Poll, 'lockedAsOfMs'>,
  ballots: ReadonlyMap<string, Ballot>,
): MemberScore[] {
  return scoreVotes(poll, countedVotes(poll, ballots));
}
