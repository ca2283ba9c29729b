import { readMoment } from '../../domain/moments/read-moment.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion, Using } from '../contract/command.ts';
import { moment, plain } from '../contract/markdown.ts';
import { mayMean } from '../contract/typed-name.ts';
import { episodeNamed, suggestEpisodes } from '../knowledge/horizon-option.ts';
import type { Deadline } from './views/poll-told.ts';

/** The latest moment for a poll that closes with its episode; `/poll edit` can move it. */
const EPISODE_WITHIN_MS = 365 * 86_400_000;

/**
 * Reads a time, or the label of an episode.
 *
 * @throws UserError when the text is neither, or a time that can mean several
 */
export function readDeadline(
  typed: string,
  { asker, episodes, services }: Pick<Using<'clock'>, 'asker' | 'episodes' | 'services'>,
): Deadline {
  const nowMs = services.clock.now();
  const read = readMoment(typed, { nowMs, zone: asker.zone });
  if (read !== undefined) {
    const [closesAtMs, ...others] = read.readings;
    if (others.length > 0) {
      const readings = read.readings.map((atMs) => moment(atMs)).join(' · ');
      throw new UserError((say) => say('poll.ambiguousTime', { typed: plain(typed), readings }));
    }
    const assumedZone = read.named ? undefined : read.zone;
    return { closesAtMs, untilEpisodeId: undefined, assumedZone };
  }
  const untilEpisodeId = episodeNamed(typed, { episodes });
  if (untilEpisodeId === undefined) throw new UserError((say) => say('poll.unreadableTime', { typed: plain(typed) }));
  return { closesAtMs: nowMs + EPISODE_WITHIN_MS, untilEpisodeId, assumedZone: undefined };
}

/** Suggestions of times, and of episodes. */
export function suggestDeadlines(typed: string, call: Using<'clock'>): Suggestion[] {
  return [...suggestTimes(typed, call), ...suggestEpisodes(typed, call)];
}

/** Suggestions of times: what was typed, if it can be read already, and examples. */
export function suggestTimes(typed: string, call: Using<'clock'>): Suggestion[] {
  const own = typed.trim();
  const isRead =
    own !== '' && readMoment(typed, { nowMs: call.services.clock.now(), zone: call.asker.zone }) !== undefined;
  const examples = call
    .say('poll.timeExamples')
    .split('|')
    .filter((example) => example !== own && mayMean(typed, { id: example, names: [example] }));
  return [...(isRead ? [own] : []), ...examples].map((name) => ({ name, value: name }));
}
