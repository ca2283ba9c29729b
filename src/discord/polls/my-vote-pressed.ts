import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../contract/component.ts';
import { myVoteId } from './ids.ts';
import { contestantText } from './views/poll-message.ts';

/** “What is my vote?” below a reminder. */
export const myVote = defineComponent({
  id: myVoteId,
  async run(fields, { services, asker, reading, language, say }) {
    const poll = await services.polls.book.get(fields.poll);
    if (poll === undefined || poll.guildId !== asker.place.guildId)
      throw new UserError((theirs) => theirs('vote.unknown'));
    const choice = await services.polls.votes.countedChoiceOf(poll, asker.userId);
    if (choice === undefined) return { kind: 'private', body: { content: say('vote.mineNone') } };
    const known = services.polls.horizons.knowsContestants(reading.privateHorizon, poll);
    const content = known
      ? say('vote.mine', { choice: contestantText(poll, choice, language) })
      : say('vote.mineUnseen');
    return { kind: 'private', body: { content } };
  },
});
