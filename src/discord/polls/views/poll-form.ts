import type { PollDraft } from '../../../domain/poll/draft.ts';
import type { Form } from '../../contract/form.ts';
import type { Teller } from '../../contract/reader.ts';
import { pollFormId } from '../ids.ts';

/** The keys of the form's fields and checkboxes. */
export const FIELD = { question: 'question', options: 'options', closes: 'closes', about: 'about', ticks: 'ticks' };
export const TICK = { secret: 'secret', withEpisode: 'episode', scored: 'points' };
/** Value for “its answer can spoil nothing”. No episode has this id: ids have no capitals. */
export const NOTHING = 'NOTHING';

/** A select has 25 options, of which the first is “no”. */
const MOST_EPISODES = 24;

/** The form for a poll, filled with what was written before. */
export function pollForm(
  draft: Pick<PollDraft, 'id' | 'written' | 'episodeId'>,
  opening: string,
  { say, episodes, language }: Teller,
): Form {
  const { written, episodeId } = draft;
  const labels = episodes.episodeLabels();
  const newest = labels.slice(-MOST_EPISODES);
  const own = newest.some(({ id }) => id === episodeId) ? [] : labels.filter(({ id }) => id === episodeId);
  const offered = [...own, ...newest.slice(own.length)];
  return {
    id: pollFormId.write({ draft: draft.id, opening }),
    title: say('build.title'),
    fields: [
      {
        kind: 'line',
        key: FIELD.question,
        label: say('build.question'),
        example: say('build.questionExample'),
        value: written.question,
        maxLength: 100,
        optional: true,
      },
      {
        kind: 'lines',
        key: FIELD.options,
        label: say('build.options'),
        about: say('build.optionsAbout'),
        example: say('build.optionsExample'),
        value: written.options,
        maxLength: 1_500,
      },
      {
        kind: 'line',
        key: FIELD.closes,
        label: say('build.closes'),
        about: say('build.closesAbout'),
        value: written.closes,
        maxLength: 60,
        optional: true,
      },
      {
        kind: 'choice',
        key: FIELD.about,
        label: say('build.about'),
        about: say('build.aboutAbout'),
        options: [
          { value: NOTHING, label: say('build.aboutNothing'), chosen: episodeId === undefined },
          ...offered.toReversed().map(({ id, label }) => ({
            value: id,
            label: say('build.aboutEpisode', { label: episodes.textIn(label, language) }),
            chosen: id === episodeId,
          })),
        ],
      },
      {
        kind: 'ticks',
        key: FIELD.ticks,
        label: say('build.more'),
        optional: true,
        options: [
          { value: TICK.scored, label: say('build.scored'), chosen: written.scored },
          { value: TICK.withEpisode, label: say('build.withEpisode'), chosen: written.withEpisode },
          { value: TICK.secret, label: say('build.secret'), chosen: written.secret },
        ],
      },
    ],
  };
}
