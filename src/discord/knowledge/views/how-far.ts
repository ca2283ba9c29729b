import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { EpisodeLabel } from '../../../domain/knowledge/view-types.ts';
import { defined } from '../../../util/defined.ts';
import { managesServer } from '../../contract/asker.ts';
import type { Asking, Teller } from '../../contract/reader.ts';
import { type Row, type SelectOption, select } from '../../elements/controls.ts';
import { commandName } from '../../elements/names.ts';
import { howFarId } from '../ids.ts';
import type { Subject } from './cards/card.ts';

/** Discord's 25 options minus “everything so far”, “everything, always” and “nothing yet”. */
const MOST_EPISODES = 22;

/** A subject for which nothing is redrawn: only the choice is confirmed. */
export const NOTHING: Subject = { kind: 'none', id: '-' };

/** The select “How far have you watched?”. Choosing sets the member's own horizon and redraws `subject`. */
export function howFarRow(by: Teller & Pick<Asking, 'reading'>, subject: Subject): Row {
  return select({
    id: howFarId.write({ kind: subject.kind, id: subject.id }),
    placeholder: by.say('know.howFarPlaceholder'),
    options: horizonOptions(by, by.reading.own),
  });
}

/**
 * “Everything so far” (the newest episode that is out, and no later one), “everything, always” (later ones too),
 * “nothing yet”, and the newest other episodes by their spoiler-free labels, as many as a select takes.
 */
export function horizonOptions(
  { say, episodes, language }: Teller,
  chosen: Horizon | undefined,
): readonly SelectOption[] {
  const label = ({ label }: EpisodeLabel) => episodes.textIn(label, language);
  const newest = episodes.newestOut();
  const others = episodes.episodeLabels().filter(({ id }) => id !== newest?.id);
  const option = (value: Horizon, label: string, about?: string): SelectOption => ({
    value,
    label,
    ...defined({ about }),
    chosen: chosen === value,
  });
  return [
    ...(newest === undefined
      ? []
      : [option(newest.id, say('know.everythingSoFar'), say('know.upTo', { label: label(newest) }))]),
    option('all', say('know.everythingAlways'), say('know.everythingAlwaysAbout')),
    option('none', say('know.nothing')),
    ...others.slice(-MOST_EPISODES).map((episode) => option(episode.id, label(episode))),
  ];
}

/**
 * The question “How far have you watched?”; members who manage the server are also told how to answer it for everybody.
 */
export function howFarQuestion({ say, asker, language }: Asking): string {
  if (asker.place.guildId === undefined || !managesServer(asker)) return say('know.howFar');
  return `${say('know.howFar')}\n-# ${say('know.howFarModerators', { command: commandName('setup', language) })}`;
}

/** A horizon in words: an episode's spoiler-free label, “nothing yet” or “everything”. */
export function horizonText({ say, episodes, language }: Teller, horizon: string): string {
  if (horizon === 'none') return say('know.nothing');
  if (horizon === 'all') return say('know.everything');
  return episodeText(horizon, { episodes, language }) ?? horizon;
}

/** An episode's spoiler-free label; undefined for one that the data does not have (any more). */
export function episodeText(
  episodeId: string,
  { episodes, language }: Pick<Teller, 'episodes' | 'language'>,
): string | undefined {
  const known = episodes.episodeLabels().find(({ id }) => id === episodeId);
  return known && episodes.textIn(known.label, language);
}
