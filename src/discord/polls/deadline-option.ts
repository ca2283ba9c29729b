import { readMoment } from '../../domain/moment.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, SuggestCall, Suggestion } from '../contract/command.ts';
import { plain } from '../contract/markdown.ts';

/** When voting ends. */
export interface Deadline {
  readonly closesAtMs: number;
  /** The episode it ends with; `closesAtMs` is then only the latest moment. */
  readonly untilEpisodeId: string | undefined;
  /** True where a time of day was read as UTC, since no zone was named. */
  readonly assumedUtc: boolean;
}

/** Nobody waits longer for an episode than this; `/poll edit` can move it. */
const EPISODE_WITHIN_MS = 365 * 86_400_000;

/** A time, or an episode by its neutral label. @throws UserError when it is neither. */
export function readDeadline(typed: string, { services }: Pick<Call, 'services'>): Deadline {
  const nowMs = services.clock.now();
  const read = readMoment(typed, nowMs);
  if (read !== undefined) return { closesAtMs: read.atMs, untilEpisodeId: undefined, assumedUtc: read.assumedUtc };
  const episode = episodeNamed(typed, services);
  if (episode === undefined) throw new UserError((say) => say('poll.unreadableTime', { typed: plain(typed) }));
  return { closesAtMs: nowMs + EPISODE_WITHIN_MS, untilEpisodeId: episode.id, assumedUtc: false };
}

/** What can be written, and the episodes. */
export function suggestDeadlines(typed: string, call: SuggestCall): Suggestion[] {
  return [...suggestTimes(typed, call), ...suggestEpisodes(typed, call)];
}

/** What can be written as a time; whatever can be read already is offered as it is. */
export function suggestTimes(typed: string, call: SuggestCall): Suggestion[] {
  const wanted = folded(typed);
  const read = readMoment(typed, call.services.clock.now());
  const own = read === undefined || typed.trim() === '' ? [] : [{ name: typed.trim(), value: typed.trim() }];
  const examples = call
    .say('poll.timeExamples')
    .split('|')
    .filter((example) => folded(example).includes(wanted) && example !== typed.trim());
  return [...own, ...examples.map((name) => ({ name, value: name }))];
}

/** Episodes by their neutral label; the newest are nearest to what is predicted. */
export function suggestEpisodes(typed: string, { services, language }: SuggestCall): Suggestion[] {
  const wanted = folded(typed);
  return services.episodes
    .episodeLabels()
    .map(({ id, label }) => ({ name: services.episodes.textIn(label, language), value: id }))
    .filter(({ name, value }) => folded(name).includes(wanted) || folded(value).includes(wanted))
    .slice(-20);
}

/** The episode meant by an id or by its label in any language. */
export function episodeNamed(typed: string, { episodes }: Pick<Call['services'], 'episodes'>) {
  const wanted = folded(typed);
  return episodes
    .episodeLabels()
    .find(({ id, label }) => id === typed || Object.values(label).some((text) => folded(text) === wanted));
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}
