import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { EpisodeLabel } from '../../../domain/knowledge/view-types.ts';
import { managesServer } from '../../contract/asker.ts';
import type { Asking, Teller } from '../../contract/reader.ts';
import { type Row, select } from '../../elements/controls.ts';
import { commandName } from '../../elements/names.ts';
import { howFarId } from '../ids.ts';
import type { Subject } from './cards/card.ts';

/** Discord's 25 options less “nothing yet” and “everything”. */
const MOST_EPISODES = 23;

/** Nothing is drawn again: only what was chosen is confirmed. */
export const NOTHING: Subject = { kind: 'none', id: '-' };

/** “How far have you watched?” Choosing sets the member's own horizon and draws `subject` again. */
export function howFarRow(by: Teller & Pick<Asking, 'reading'>, subject: Subject): Row {
  return select({
    id: howFarId.write({ kind: subject.kind, id: subject.id }),
    placeholder: by.say('know.howFarPlaceholder'),
    options: horizonOptions(by, by.reading.own),
  });
}

/** “Nothing yet”, the newest episodes by their neutral labels, “everything”: as many as a select takes. */
export function horizonOptions({ say, episodes, language }: Teller, chosen: Horizon | undefined) {
  const label = ({ label }: EpisodeLabel) => episodes.textIn(label, language);
  const newest = episodes.episodeLabels().slice(-MOST_EPISODES);
  return [
    { value: 'none', label: say('know.nothing'), chosen: chosen === 'none' },
    ...newest.map((episode) => ({ value: episode.id, label: label(episode), chosen: chosen === episode.id })),
    { value: 'all', label: say('know.everything'), chosen: chosen === 'all' },
  ];
}

/** The question itself; whoever looks after the server is told that it can be answered for everybody. */
export function howFarQuestion({ say, asker, language }: Asking): string {
  if (asker.place.guildId === undefined || !managesServer(asker)) return say('know.howFar');
  return `${say('know.howFar')}\n-# ${say('know.howFarModerators', { command: commandName('setup', language) })}`;
}

/** A horizon in words: an episode's neutral label, “nothing yet” or “everything”. */
export function horizonText({ say, episodes, language }: Teller, horizon: string): string {
  if (horizon === 'none') return say('know.nothing');
  if (horizon === 'all') return say('know.everything');
  return episodeText(horizon, { episodes, language }) ?? horizon;
}

/** An episode's neutral label; undefined for one that the data does not have, or no more. */
export function episodeText(
  episodeId: string,
  { episodes, language }: Pick<Teller, 'episodes' | 'language'>,
): string | undefined {
  const known = episodes.episodeLabels().find(({ id }) => id === episodeId);
  return known && episodes.textIn(known.label, language);
}
