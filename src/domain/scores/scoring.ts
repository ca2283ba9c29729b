import type { Ballot } from '../poll/ballot.ts';
import type { Poll } from '../poll/poll.ts';
import { countedChoice, type Tally, tallyOf } from '../poll/tally.ts';
import { type LedgerLine, ledgerOf } from './ledger.ts';

/** What one poll earned one member. */
export interface MemberScore {
  readonly pollId: string;
  readonly userId: string;
  readonly choice: string;
  readonly points: number;
  readonly correct: boolean;
  readonly lines: readonly LedgerLine[];
}

/** A correct vote held by less than this share of the voters earns half as much again … */
const UNDERDOG_SHARE = 0.25;
/** … when at least this many voted: a share of two people says nothing. */
const UNDERDOG_VOTERS = 4;
const UNDERDOG_FACTOR = 1.5;

/** Whether so few called this contestant that a correct vote earns half as much again. */
export function isUnderdog(tally: Tally, contestantId: string): boolean {
  const share = (tally.votes.get(contestantId) ?? 0) / Math.max(tally.total, 1);
  return tally.total >= UNDERDOG_VOTERS && share < UNDERDOG_SHARE;
}

/**
 * The ledger of one poll, derived from its votes and its results and nothing else: a corrected result corrects it all,
 * and leaves a line that says by how much. Empty while the poll is not settled. One entry for each member who had voted
 * when it locked.
 */
export function scorePoll(
  poll: Pick<Poll, 'id' | 'state' | 'results' | 'points' | 'lockedAsOfMs' | 'contestants'>,
  ballots: ReadonlyMap<string, Ballot>,
): MemberScore[] {
  if (poll.state !== 'settled' || poll.results.length === 0) return [];
  const tally = tallyOf(poll, ballots.values());
  const winnings = poll.results.map(({ winnerId, atMs }) => {
    const underdog = isUnderdog(tally, winnerId);
    const rule = underdog ? ('underdog' as const) : ('correct' as const);
    return { winnerId, atMs, rule, points: underdog ? poll.points * UNDERDOG_FACTOR : poll.points };
  });

  const byChoice = new Map(poll.contestants.map(({ id }) => [id, ledgerOf(id, winnings)]));
  return [...ballots].flatMap(([userId, ballot]) => {
    const choice = countedChoice(poll, ballot);
    const score = choice === undefined ? undefined : byChoice.get(choice);
    return choice === undefined || score === undefined ? [] : { pollId: poll.id, userId, choice, ...score };
  });
}
