import type { Poll } from '../../domain/poll/poll.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { VoteOutcome } from '../../services/polls/voting.ts';
import { defineComponent } from '../component.ts';
import type { MessageBody } from '../message.ts';
import { contestantText } from '../views/poll-message.ts';
import { voteId } from './ids.ts';

/** A vote by button: answered only once it is on disk, so that the answer is its receipt. */
export const vote = defineComponent({
  id: voteId,
  async run(fields, { asker, services, say, language }) {
    const outcome = await services.predictions.press({
      pollId: fields.poll,
      choice: fields.choice,
      userId: asker.userId,
      roleIds: asker.roleIds,
    });
    const poll = await services.predictions.get(fields.poll);
    return { kind: 'private', body: receipt(outcome, poll, language, say) };
  },
});

/** Every outcome has a sentence; a new outcome does not compile until it has one. */
function receipt(outcome: VoteOutcome, poll: Poll | undefined, language: string, say: Say): MessageBody {
  const named = (choice: string) => (poll === undefined ? '' : contestantText(poll, choice, language));
  switch (outcome.kind) {
    case 'counted':
      return { content: say('vote.counted', { choice: named(outcome.choice) }) };
    case 'moved':
      return { content: say('vote.moved', { from: named(outcome.from), choice: named(outcome.choice) }) };
    case 'unchanged':
      return { content: say('vote.unchanged', { choice: named(outcome.choice) }) };
    case 'closed':
      return { content: say('vote.closed') };
    case 'not-allowed':
      return { content: say('vote.notAllowed', { roleId: outcome.roleId }) };
    case 'withdrawn':
    case 'nothing':
    case 'unknown':
      return { content: say('vote.unknown') };
  }
}
