import type { Poll } from '../../../domain/poll/poll.ts';
import type { VoteOutcome } from '../../../services/polls/votes/voting.ts';
import type { Speaker } from '../../contract/reader.ts';
import { contestantText } from './poll-words.ts';

/**
 * Tells a member what their vote did. A member who may not know the contestants gets a receipt without names. `poll`:
 * undefined where there is none.
 */
export function voteReceipt(
  outcome: VoteOutcome,
  poll: Poll | undefined,
  knowsContestants: boolean,
  { say, language }: Speaker,
): string {
  if (outcome.kind === 'not-allowed' && poll?.roleGone === true) return say('poll.roleGone');
  return poll !== undefined && knowsContestants
    ? receipt(outcome, poll, language, say)
    : receiptWithoutNames(outcome, say);
}

/** A member's vote that counts, for the button below a reminder. `choice`: undefined where none counts. */
export function ownVoteText(
  poll: Poll,
  choice: string | undefined,
  knowsContestants: boolean,
  { say, language }: Speaker,
): string {
  if (choice === undefined) return say('vote.mineNone');
  return knowsContestants
    ? say('vote.mine', { choice: contestantText(poll, choice, language) })
    : say('vote.mineUnseen');
}

/** There is a sentence for every outcome: a new one does not compile without. */
function receipt(outcome: VoteOutcome, poll: Poll, language: string, say: Speaker['say']): string {
  const named = (choice: string) => contestantText(poll, choice, language);
  switch (outcome.kind) {
    case 'counted':
      return say('vote.counted', { choice: named(outcome.choice) });
    case 'moved':
      return say('vote.moved', { from: named(outcome.from), choice: named(outcome.choice) });
    case 'unchanged':
      return say('vote.unchanged', { choice: named(outcome.choice) });
    default:
      return receiptWithoutNames(outcome, say);
  }
}

function receiptWithoutNames(outcome: VoteOutcome, say: Speaker['say']): string {
  switch (outcome.kind) {
    case 'counted':
      return say('vote.countedUnseen');
    case 'moved':
      return say('vote.movedUnseen');
    case 'unchanged':
      return say('vote.unchangedUnseen');
    case 'closed':
      return say('vote.closed');
    case 'not-allowed':
      return say('vote.notAllowed', { roleId: outcome.roleId });
    case 'withdrawn':
    case 'nothing':
    case 'unknown':
      return say('vote.unknown');
  }
}
