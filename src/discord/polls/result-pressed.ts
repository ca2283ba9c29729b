import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { type ComponentAnswer, defineComponent, type Pressed } from '../contract/component.ts';
import { horizonText } from '../knowledge/views/how-far.ts';
import { resultId, resultSeenId } from './ids.ts';
import { askIfWatched, ownResult } from './views/result-message.ts';
import { pollHere } from './which-poll.ts';

type Results = Using<'polls.book' | 'polls.horizons' | 'polls.votes' | 'polls.splits' | 'viewFrom' | 'members'>;

/** Shows the result to a member who has watched the match; others are asked first. */
export const result = defineComponent({
  id: resultId,
  async run(fields, press: Pressed<Results>) {
    const poll = await settledPoll(fields.poll, press);
    const { privateHorizon } = press.reading;
    if (press.services.polls.horizons.hasWatched(privateHorizon, poll)) return show(poll, privateHorizon, press);
    const label = poll.episodeId === undefined ? undefined : horizonText(press, poll.episodeId);
    return { kind: 'private', body: askIfWatched(poll, fields.index, label, press.say) };
  },
});

/** “I have watched it”: shows the result, and saves how far the member has watched. */
export const resultSeen = defineComponent({
  id: resultSeenId,
  async run(fields, press: Pressed<Results>) {
    const poll = await settledPoll(fields.poll, press);
    const { episodes, reading, services } = press;
    const { episodeId } = poll;
    // An episode that the data no longer has is no horizon: the result is shown, and nothing saved.
    const isFurther =
      episodeId !== undefined &&
      episodes.isHorizon(episodeId) &&
      episodes.compareHorizons(reading.own ?? 'none', episodeId) < 0;
    if (!isFurther) return show(poll, reading.privateHorizon, press);
    await services.members.setHorizon(press.asker.userId, episodes.keep(episodeId));
    return show(poll, episodeId, press);
  },
});

async function settledPoll(pollId: string, call: Using<'polls.book'>): Promise<Poll> {
  const poll = await pollHere(pollId, call);
  if (poll.state !== 'settled') throw new UserError((say) => say('poll.locked'));
  return poll;
}

async function show(poll: Poll, horizon: Horizon, call: Results): Promise<ComponentAnswer> {
  const { polls, viewFrom } = call.services;
  const [ownChoice, split] = await Promise.all([
    polls.votes.countedChoiceOf(poll, call.asker.userId),
    polls.splits.of(poll),
  ]);
  return {
    kind: 'private',
    body: ownResult({ poll, ownChoice, split }, { ...call, view: viewFrom(horizon, poll.guildId) }),
  };
}
