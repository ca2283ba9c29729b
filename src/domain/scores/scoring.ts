import type { Ballot } from '../poll/ballot.ts';
import { type Poll, winnerOf } from '../poll/poll.ts';
import { countedChoice, tallyOf } from '../poll/tally.ts';

/** One line of the ledger: why a member has these points. */
export interface LedgerLine {
  readonly pollId: string;
  readonly userId: string;
  readonly choice: string;
  readonly points: number;
  readonly rule: 'correct' | 'underdog' | 'wrong';
}

/** A correct vote held by less than this share of the voters earns half as much again … */
const UNDERDOG_SHARE = 0.25;
/** … when at least this many voted: a share of two people says nothing. */
const UNDERDOG_VOTERS = 4;
const UNDERDOG_FACTOR = 1.5;

/**
 * The ledger of one poll, derived from its votes and its result and nothing else: a corrected result corrects it all.
 * Empty while the poll is not settled. One line for each member who had voted when it locked.
 */
export function scorePoll(poll: Poll, ballots: ReadonlyMap<string, Ballot>): LedgerLine[] {
  const winner = winnerOf(poll);
  if (poll.state !== 'settled' || winner === undefined) return [];

  const tally = tallyOf(poll, ballots.values());
  const share = (tally.votes.get(winner) ?? 0) / Math.max(tally.total, 1);
  const underdog = tally.total >= UNDERDOG_VOTERS && share < UNDERDOG_SHARE;
  const won = {
    points: underdog ? poll.points * UNDERDOG_FACTOR : poll.points,
    rule: underdog ? 'underdog' : 'correct',
  } as const;

  return [...ballots].flatMap(([userId, ballot]) => {
    const choice = countedChoice(poll, ballot);
    if (choice === undefined) return [];
    return { pollId: poll.id, userId, choice, ...(choice === winner ? won : ({ points: 0, rule: 'wrong' } as const)) };
  });
}
