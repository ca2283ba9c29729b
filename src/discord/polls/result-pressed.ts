import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import { type ComponentAnswer, defineComponent, type Press } from '../contract/component.ts';
import { horizonText } from '../knowledge/views/how-far.ts';
import { resultId, resultSeenId } from './ids.ts';
import { askIfWatched, ownResult } from './views/result-message.ts';

/** The result, for a member who has watched the match; who has not said so is asked first. */
export const result = defineComponent({
  id: resultId,
  async run(fields, press) {
    const poll = await settledPoll(fields.poll, press);
    const { privateHorizon } = press.reading;
    if (press.services.polls.horizons.hasWatched(privateHorizon, poll)) return show(poll, privateHorizon, press);
    const label = poll.episodeId === undefined ? undefined : horizonText(press, poll.episodeId);
    return { kind: 'private', body: askIfWatched(poll, fields.index, label, press.say) };
  },
});

/** “I have watched it”: taken at their word, and remembered. */
export const resultSeen = defineComponent({
  id: resultSeenId,
  async run(fields, press) {
    const poll = await settledPoll(fields.poll, press);
    const { episodes, members } = press.services;
    const { episodeId } = poll;
    // An episode that the data has no more is no horizon: who says so is shown the result, and nothing else.
    const isFurther =
      episodeId !== undefined &&
      episodes.isHorizon(episodeId) &&
      episodes.compareHorizons(press.reading.own ?? 'none', episodeId) < 0;
    if (!isFurther) return show(poll, press.reading.privateHorizon, press);
    await members.setHorizon(press.asker.userId, episodeId);
    return show(poll, episodeId, press);
  },
});

async function settledPoll(pollId: string, { services, asker }: Press): Promise<Poll> {
  const poll = await services.polls.book.get(pollId);
  if (poll === undefined || poll.guildId !== asker.place.guildId) throw new UserError((say) => say('vote.unknown'));
  if (poll.state !== 'settled') throw new UserError((say) => say('poll.locked'));
  return poll;
}

async function show(poll: Poll, horizon: Horizon, press: Press): Promise<ComponentAnswer> {
  const { polls, pictures } = press.services;
  const [ownChoice, split] = await Promise.all([
    polls.votes.countedChoiceOf(poll, press.asker.userId),
    polls.splits.of(poll),
  ]);
  const reader = { ...press, view: press.services.viewFrom(horizon) };
  return { kind: 'private', body: ownResult({ poll, ownChoice, split }, reader, pictures) };
}
