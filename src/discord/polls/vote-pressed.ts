import type { Poll } from '../../domain/poll/poll.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { VoteOutcome } from '../../services/polls/votes/voting.ts';
import { defineComponent } from '../contract/component.ts';
import { voteId } from './ids.ts';
import { contestantText } from './views/poll-message.ts';

/** A vote by button: answered only once it is on disk, so that the answer is its receipt. */
export const vote = defineComponent({
  id: voteId,
  async run(fields, { asker, services, reading, say, language }) {
    const { polls } = services;
    const poll = await polls.book.get(fields.poll);
    const outcome: VoteOutcome =
      poll === undefined || poll.guildId !== asker.place.guildId
        ? { kind: 'unknown' }
        : await polls.votes.press({
            pollId: fields.poll,
            choice: fields.choice,
            userId: asker.userId,
            roleIds: asker.roleIds,
            madeAtMs: asker.askedAtMs,
          });
    // Who has not watched far enough to know who meets gets a receipt without names.
    if (outcome.kind === 'not-allowed' && poll?.roleGone === true) {
      return { kind: 'private', body: { content: say('poll.roleGone') } };
    }
    const named = poll !== undefined && polls.horizons.knowsContestants(reading.privateHorizon, poll);
    const content = named ? receipt(outcome, poll, language, say) : receiptWithoutNames(outcome, say);
    return { kind: 'private', body: { content } };
  },
});

/** Every outcome has a sentence; a new outcome does not compile until it has one. */
function receipt(outcome: VoteOutcome, poll: Poll, language: string, say: Say): string {
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

function receiptWithoutNames(outcome: VoteOutcome, say: Say): string {
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
