import type { Ballot } from '../poll/ballot.ts';
import type { Poll } from '../poll/poll.ts';
import { countedChoice, type Tally, tallyOf } from '../poll/tally.ts';

export type LedgerRule = 'correct' | 'underdog' | 'wrong' | 'correction';

/** One line of the ledger: why a member has these points. The points of all lines add up to what they have. */
export interface LedgerLine {
  readonly rule: LedgerRule;
  /** For a correction: the difference that it made. */
  readonly points: number;
  /** Which of the poll's results it comes from, from 0. */
  readonly result: number;
  readonly atMs: number;
}

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

  const byChoice = new Map(poll.contestants.map(({ id }) => [id, scoreOf(id, winnings)]));
  return [...ballots].flatMap(([userId, ballot]) => {
    const choice = countedChoice(poll, ballot);
    const score = choice === undefined ? undefined : byChoice.get(choice);
    return choice === undefined || score === undefined ? [] : { pollId: poll.id, userId, choice, ...score };
  });
}

type Winning = { winnerId: string; atMs: number; rule: 'underdog' | 'correct'; points: number };

function scoreOf(choice: string, winnings: readonly Winning[]): Pick<MemberScore, 'points' | 'correct' | 'lines'> {
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
  return { points, correct: winnings.at(-1)?.winnerId === choice, lines };
}
