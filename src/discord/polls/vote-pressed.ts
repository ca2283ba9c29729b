import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import { myVoteId, voteId } from './ids.ts';
import { ownVoteText, voteReceipt } from './views/vote-receipt.ts';
import { findPollHere, pollHere } from './which-poll.ts';

type Votes = Pressed<Using<'polls.book' | 'polls.votes' | 'polls.horizons'>>;

/** A vote by button. It is answered only once the vote is on disk, so the answer is its receipt. */
export const vote = defineComponent({
  id: voteId,
  async run(fields, press: Votes) {
    const { asker, reading } = press;
    const { votes, horizons } = press.services.polls;
    const poll = await findPollHere(fields.poll, press);
    const outcome =
      poll === undefined
        ? ({ kind: 'unknown' } as const)
        : await votes.press({
            pollId: fields.poll,
            choice: fields.choice,
            userId: asker.userId,
            roleIds: asker.roleIds,
            madeAtMs: asker.askedAtMs,
          });
    const knows = poll !== undefined && horizons.knowsContestants(reading.privateHorizon, poll);
    return { kind: 'private', body: { content: voteReceipt(outcome, poll, knows, press) } };
  },
});

/** “What is my vote?” below a reminder. */
export const myVote = defineComponent({
  id: myVoteId,
  async run(fields, press: Votes) {
    const { votes, horizons } = press.services.polls;
    const poll = await pollHere(fields.poll, press);
    const choice = await votes.countedChoiceOf(poll, press.asker.userId);
    const knows = horizons.knowsContestants(press.reading.privateHorizon, poll);
    return { kind: 'private', body: { content: ownVoteText(poll, choice, knows, press) } };
  },
});
