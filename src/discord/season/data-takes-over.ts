import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import { plain } from '../contract/markdown.ts';
import { select } from '../elements/controls.ts';
import { correctResultId, isOursId, keepResultId, noneOursId, whichOursId } from './ids.ts';

/**
 * What moderators answer when the data has episodes or results that their server added before. Nothing here names a
 * contestant.
 */

type Asked = Using<'dataTakesOver'>;

/** “One of ours…”: asks which of the server's own episodes this one of the data is, as long as nobody has answered. */
export const whichOurs = defineComponent({
  id: whichOursId,
  of: 'season',
  async run({ episode }, { services, asker, say }: Pressed<Asked>) {
    const candidates = services.dataTakesOver.candidates(asker.place.guildId ?? '', episode);
    if (candidates.length === 0) throw new UserError((inTheirs) => inTheirs('season.noneLeft'));
    const options = candidates.map(({ id, label }) => ({ value: id, label }));
    const placeholder = say('season.chooseWhich');
    const components = [select({ id: isOursId.write({ episode }), placeholder, options })];
    return { kind: 'private', body: { content: placeholder, components } };
  },
});

export const isOurs = defineComponent({
  id: isOursId,
  of: 'season',
  async run({ episode }, { services, asker, values, episodes, language, say }: Pressed<Asked & Using<'season'>>) {
    const guildId = asker.place.guildId ?? '';
    const [id = ''] = values;
    const own = services.dataTakesOver.candidates(guildId, episode).find((one) => one.id === id);
    const known = episodes.episodeLabel(episode);
    if (own === undefined || known === undefined) throw new UserError((inTheirs) => inTheirs('season.noSuchEpisode'));
    await services.season.identify(guildId, own.id, known.id);
    await services.dataTakesOver.look([guildId]);
    const label = plain(episodes.textIn(known.label, language));
    return { kind: 'update', body: { content: say('season.isData', { own: plain(own.label), label }) } };
  },
});

export const noneOurs = defineComponent({
  id: noneOursId,
  of: 'season',
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('season.noneOursNoted') } }),
});

/**
 * “Correct it”: the moderator need not have watched the match; the winner is only told by the result's own message, to
 * those who may read it there.
 */
export const correctResult = defineComponent({
  id: correctResultId,
  of: 'poll',
  async run(
    { poll: pollId },
    { services, asker, say }: Pressed<Using<'polls.book' | 'polls.horizons' | 'polls.lifecycle'>>,
  ) {
    const { book, horizons, lifecycle } = services.polls;
    const poll = await book.get(pollId);
    const told =
      poll?.guildId === asker.place.guildId && poll !== undefined ? horizons.winnerTold('all', poll) : undefined;
    if (poll?.state !== 'settled' || told === undefined)
      throw new UserError((inTheirs) => inTheirs('season.resultGone'));
    const seen = { pollId, revision: poll.revision };
    const done = await lifecycle.giveResult(seen, told, asker.userId);
    return {
      kind: 'private',
      body: { content: done.kind === 'stale' ? say('season.resultGone') : say('season.resultCorrected') },
    };
  },
});

export const keepResult = defineComponent({
  id: keepResultId,
  of: 'poll',
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('season.resultKept') } }),
});
