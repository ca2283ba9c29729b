import { readTitle } from '../../domain/additions/entry-title.ts';
import { nonceOf } from '../../domain/announcement/outbox.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { SeenEntry } from '../../services/announcements/entry-rules.ts';
import type { TypedMatch } from '../../services/season/season.ts';
import { OTHER } from '../announcements/entry-rules.ts';
import { isText } from '../announcements/views/entry-title.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { Form } from '../contract/form.ts';
import { defineForm, type Submission } from '../contract/form-handler.ts';
import { plain, shortened } from '../contract/markdown.ts';
import { select } from '../elements/controls.ts';
import { isEpisodeId, newEpisodeFormId, newEpisodeId, noEpisodeId, showTitleId, whichEpisodeId } from './ids.ts';

/** Says what an unrecognised upload is: buttons on a notice, answered by the first moderator who presses. */

type Answering = Using<'announcements.entryRules'>;

/** A select takes 25. */
const MOST_CHOICES = 25;

export const newEpisode = defineComponent({
  id: newEpisodeId,
  of: 'season',
  async run({ entry }, press: Pressed<Answering & Using<'season'>>) {
    return { kind: 'form', form: formFor(entry, await open(entry, press), press) };
  },
});

/** The submitted form: adds the episode as out with that upload. */
export const newEpisodeForm = defineForm({
  id: newEpisodeFormId,
  of: 'season',
  async run({ entry }, call: Submission<Answering & Using<'season' | 'clock'>>) {
    const { services, asker, filled, say } = call;
    const guildId = asker.place.guildId ?? '';
    const seen = await open(entry, call);
    const id = await services.season.add({
      guildId,
      interactionId: asker.interactionId,
      label: filled.text('label'),
      atMs: services.clock.now(),
      out: {
        atMs: seen.entry.outAtMs ?? services.clock.now(),
        videoId: videoOf(seen.entry.key) ?? videoOf(seen.entry.link ?? ''),
        title: seen.entry.title,
      },
      match: typedMatch(filled),
    });
    await services.announcements.entryRules.correct(guildId, seen.feedUrl, seen.entry.key, { episodeId: id });
    return { kind: 'private', body: { content: say('season.isNoted', { label: plain(filled.text('label')) }) } };
  },
});

export const whichEpisode = defineComponent({
  id: whichEpisodeId,
  of: 'season',
  async run({ entry }, press: Pressed<Answering>) {
    await open(entry, press);
    const { episodes, language, say } = press;
    const options = episodes
      .episodeLabels()
      .slice(-MOST_CHOICES)
      .reverse()
      .map(({ id, label }) => ({ value: id, label: episodes.textIn(label, language) }));
    const placeholder = say('season.chooseWhich');
    const components = [select({ id: isEpisodeId.write({ entry }), placeholder, options })];
    return { kind: 'private', body: { content: placeholder, components } };
  },
});

export const isEpisode = defineComponent({
  id: isEpisodeId,
  of: 'season',
  async run({ entry }, press: Pressed<Answering>) {
    const { services, asker, episodes, language, say } = press;
    const guildId = asker.place.guildId ?? '';
    const seen = await open(entry, press);
    const chosen = episodes.episodeLabel(press.values[0] ?? '');
    if (chosen === undefined) throw new UserError((inTheirs) => inTheirs('know.noSuchEpisode'));
    const { entryRules } = services.announcements;
    await entryRules.correct(guildId, seen.feedUrl, seen.entry.key, { episodeId: chosen.id });
    const label = plain(episodes.textIn(chosen.label, language));
    return { kind: 'update', body: { content: say('season.isNoted', { label }) } };
  },
});

export const noEpisode = defineComponent({
  id: noEpisodeId,
  of: 'season',
  async run({ entry }, press: Pressed<Answering>) {
    const seen = await open(entry, press);
    const guildId = press.asker.place.guildId ?? '';
    await press.services.announcements.entryRules.correct(guildId, seen.feedUrl, seen.entry.key, { other: OTHER });
    return { kind: 'private', body: { content: press.say('season.noEpisodeNoted') } };
  },
});

export const showTitle = defineComponent({
  id: showTitleId,
  of: 'season',
  async run({ entry }, press: Pressed<Answering>) {
    const { title } = (await listed(entry, press)).entry;
    return { kind: 'private', body: { content: press.say('season.titleIs', { title: plain(shortened(title, 200)) }) } };
  },
});

/** @throws UserError where the feed does not list the upload any more */
async function listed(entry: string, { services, asker }: Answering): Promise<SeenEntry> {
  const latest = await services.announcements.entryRules.latest(asker.place.guildId ?? '');
  const seen = latest.find((one) => nonceOf(one.feedUrl, one.entry.key) === entry);
  if (seen === undefined) throw new UserError((say) => say('season.uploadGone'));
  return seen;
}

/**
 * The upload, if nobody has answered yet.
 *
 * @throws UserError when somebody has
 */
async function open(entry: string, call: Answering): Promise<SeenEntry> {
  const seen = await listed(entry, call);
  const is = seen.recognised?.is;
  if (is !== undefined) {
    throw new UserError((say) => say('season.answered', { is: isText(is, { ...call, say }) }));
  }
  return seen;
}

/** The form, pre-filled from the title by fixed rules; the moderator checks it. */
function formFor(entry: string, { entry: { title } }: SeenEntry, call: Using<never>): Form {
  const { view, language, say, asker } = call;
  const competitions = view.competitions.map(({ id, name }) => ({
    id,
    name: view.textIn(name, language),
    names: Object.values(name),
  }));
  const read = readTitle(title, competitions);
  const competition = competitions.find(({ id }) => id === read.competitionId) ?? competitions.at(-1);
  return {
    id: newEpisodeFormId.write({ entry, once: asker.interactionId }),
    title: say('season.modalTitle'),
    fields: [
      {
        kind: 'line',
        key: 'label',
        label: say('season.modalLabel'),
        about: say('season.modalLabelAbout'),
        maxLength: 80,
        value: read.label,
      },
      {
        kind: 'line',
        key: 'competition',
        label: say('season.modalCompetition'),
        maxLength: 80,
        value: competition?.name,
        optional: true,
      },
      {
        kind: 'lines',
        key: 'contestants',
        label: say('season.modalContestants'),
        about: say('season.modalContestantsAbout'),
        maxLength: 800,
        value: read.contestants.join('\n'),
        optional: true,
      },
      {
        kind: 'choice',
        key: 'open',
        label: say('season.modalOpen'),
        options: [
          { value: 'no', label: say('season.modalOpenNo'), chosen: true },
          { value: 'yes', label: say('season.modalOpenYes') },
        ],
      },
    ],
  };
}

/** The match in the form; undefined without contestants. */
function typedMatch(filled: Submission<Using<never>>['filled']): TypedMatch | undefined {
  const contestants = filled.text('contestants');
  if (contestants.trim() === '') return undefined;
  return { competition: filled.text('competition'), contestants, open: filled.chosen('open')[0] === 'yes' };
}
