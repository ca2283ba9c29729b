import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { EpisodeLabel } from '../../../domain/knowledge/view-types.ts';
import type { Call } from '../../contract/command.ts';
import { type Row, select } from '../../elements/controls.ts';
import { commandName } from '../../elements/names.ts';
import { howFarId } from '../ids.ts';
import type { Subject } from './cards/card.ts';

/** Discord's 25 options less “nothing yet” and “everything”. */
const MOST_EPISODES = 23;
const MANAGE_SERVER = 1n << 5n;

/** Nothing is drawn again: only what was chosen is confirmed. */
export const NOTHING: Subject = { kind: 'none', id: '-' };

/** “How far have you watched?” Choosing sets the member's own horizon and draws `subject` again. */
export function howFarRow(call: Pick<Call, 'say' | 'services' | 'language' | 'reading'>, subject: Subject): Row {
  return select({
    id: howFarId.write({ kind: subject.kind, id: subject.id }),
    placeholder: call.say('know.howFarPlaceholder'),
    options: horizonOptions(call, call.reading.own),
  });
}

/** “Nothing yet”, the newest episodes by their neutral labels, “everything”: as many as a select takes. */
export function horizonOptions(
  { say, services, language }: Pick<Call, 'say' | 'services' | 'language'>,
  chosen: Horizon | undefined,
) {
  const label = ({ label }: EpisodeLabel) => services.episodes.textIn(label, language);
  const episodes = services.episodes.episodeLabels().slice(-MOST_EPISODES);
  return [
    { value: 'none', label: say('know.nothing'), chosen: chosen === 'none' },
    ...episodes.map((episode) => ({ value: episode.id, label: label(episode), chosen: chosen === episode.id })),
    { value: 'all', label: say('know.everything'), chosen: chosen === 'all' },
  ];
}

/** The question itself; whoever looks after the server is told that it can be answered for everybody. */
export function howFarQuestion({ say, asker, commands, language }: Call): string {
  const moderator = asker.place.guildId !== undefined && (asker.permissions & MANAGE_SERVER) !== 0n;
  if (!moderator) return say('know.howFar');
  const path = commands.some(({ name }) => name === 'setup') ? 'setup' : 'spoilers server';
  return `${say('know.howFar')}\n-# ${say('know.howFarModerators', { command: commandName(path, language) })}`;
}

/** A horizon in words: an episode's neutral label, “nothing yet” or “everything”. */
export function horizonText(call: Pick<Call, 'say' | 'services' | 'language'>, horizon: string): string {
  if (horizon === 'none') return call.say('know.nothing');
  if (horizon === 'all') return call.say('know.everything');
  const episode = call.services.episodes.episodeLabels().find(({ id }) => id === horizon);
  return episode === undefined ? horizon : call.services.episodes.textIn(episode.label, call.language);
}
