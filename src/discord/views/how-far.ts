import type { EpisodeLabel } from '../../domain/knowledge/view-types.ts';
import { howFarId } from '../buttons/ids.ts';
import type { Call } from '../command.ts';
import { type Row, select } from './pieces.ts';

/** Discord's 25 options less “nothing yet” and “everything”. */
const MOST_EPISODES = 23;

/** What can be looked at again once it is known how far someone has watched. `none` redraws nothing. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** “How far have you watched?” Choosing sets the member's own horizon and draws `subject` again. */
export function howFarRow(call: Pick<Call, 'say' | 'services' | 'language' | 'reading'>, subject: Subject): Row {
  const { say, services, language, reading } = call;
  const label = ({ label }: EpisodeLabel) => services.episodes.textIn(label, language);
  const episodes = services.episodes.episodeLabels().slice(-MOST_EPISODES);
  return select({
    id: howFarId.write(subject),
    placeholder: say('know.howFarPlaceholder'),
    options: [
      { value: 'none', label: say('know.nothing'), chosen: reading.own === 'none' },
      ...episodes.map((episode) => ({ value: episode.id, label: label(episode), chosen: reading.own === episode.id })),
      { value: 'all', label: say('know.everything'), chosen: reading.own === 'all' },
    ],
  });
}

/** A horizon in words: an episode's neutral label, “nothing yet” or “everything”. */
export function horizonText(call: Pick<Call, 'say' | 'services' | 'language'>, horizon: string): string {
  if (horizon === 'none') return call.say('know.nothing');
  if (horizon === 'all') return call.say('know.everything');
  const episode = call.services.episodes.episodeLabels().find(({ id }) => id === horizon);
  return episode === undefined ? horizon : call.services.episodes.textIn(episode.label, call.language);
}
