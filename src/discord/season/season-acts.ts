import { addedEpisode } from '../../domain/additions/additions.ts';
import type { OutAs } from '../../domain/additions/change-additions.ts';
import { fitsLabel } from '../../domain/additions/planned-entry.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import { readMoment } from '../../domain/moments/read-moment.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { TypedMatch } from '../../services/season/season.ts';
import { entryReader } from '../announcements/entry-rules.ts';
import { shownTitle } from '../announcements/views/entry-title.ts';
import { defineAction, flag, optional, type Suggestion, text, type Using } from '../contract/command.ts';
import { moment, plain } from '../contract/markdown.ts';
import { mayMean, surelyMeans } from '../contract/typed-name.ts';
import { addedText, listText, waitingText } from './views/season-texts.ts';

type Seasoning = Using<'season' | 'clock' | 'announcements.entryRules' | 'announcements.subscriptions'>;

/** Room for ten contestants with their emoji. */
const LONGEST_CONTESTANTS = 800;
const competition = () => optional(text({ maxLength: 80, suggest: suggestCompetitions }));
const contestants = () => optional(text({ maxLength: LONGEST_CONTESTANTS }));
const own = () => text({ maxLength: 100, suggest: suggestAdded });

/** `/season add`: adds an episode that the data does not have, and its match; planned, or out already. */
export const add = defineAction({
  audience: 'private',
  options: {
    label: text({ maxLength: 80 }),
    planned: optional(text({ maxLength: 60 })),
    competition: competition(),
    contestants: contestants(),
    open: flag(),
    video: optional(text({ maxLength: 200 })),
  },
  async run(call) {
    const { asker, options, services } = call;
    const guildId = asker.place.guildId ?? '';
    const id = await services.season.add({
      guildId,
      interactionId: asker.interactionId,
      label: options.label,
      atMs: services.clock.now(),
      plannedForMs: options.planned === undefined ? undefined : timeAhead(options.planned, call),
      out: options.video === undefined ? undefined : outWith(options.video, call),
      match: typedMatch(options),
    });
    return { content: await told(id, call) };
  },
});

/** `/season list`: what the server has added. */
export const list = defineAction({
  audience: 'private',
  run: (call) => ({ content: listText(call.services.season.of(call.asker.place.guildId ?? ''), call) }),
});

/** `/season edit`: changes an added episode or its match. */
export const edit = defineAction({
  audience: 'private',
  options: {
    episode: own(),
    label: optional(text({ maxLength: 80 })),
    planned: optional(text({ maxLength: 60 })),
    behind: optional(text({ maxLength: 100, suggest: suggestAnyEpisode })),
    competition: competition(),
    contestants: contestants(),
    open: flag(),
  },
  async run(call) {
    const { asker, options, services } = call;
    const guildId = asker.place.guildId ?? '';
    const id = readAdded(options.episode, call);
    const { label, planned, behind } = options;
    const match = typedMatch(options);
    if ([label, planned, behind, match].every((given) => given === undefined)) {
      throw new UserError((say) => say('season.nothingToEdit'));
    }
    const follows = behind === undefined ? undefined : readAnyEpisode(behind, call);
    const plannedForMs = planned === undefined ? undefined : timeAhead(planned, call);
    await services.season.edit(guildId, id, { label, plannedForMs, follows, match }, asker.interactionId);
    return { content: `${call.say('season.edited', { label: labelOf(id, call) })}\n${await told(id, call)}` };
  },
});

/** `/season out`: says that an episode is out, where no feed tells. */
export const out = defineAction({
  audience: 'private',
  options: { episode: own(), video: optional(text({ maxLength: 200 })) },
  async run(call) {
    const { asker, options, services } = call;
    const id = readAdded(options.episode, call);
    const atMs = asker.askedAtMs;
    const as = options.video === undefined ? { atMs } : outWith(options.video, call);
    const now = await services.season.out(asker.place.guildId ?? '', id, as);
    return { content: call.say('season.isOut', { label: labelOf(now, call), when: moment(atMs) }) };
  },
});

/** `/season remove`: removes an added episode. */
export const remove = defineAction({
  audience: 'private',
  options: { episode: own() },
  async run(call) {
    const id = readAdded(call.options.episode, call);
    const label = labelOf(id, call);
    await call.services.season.remove(call.asker.place.guildId ?? '', id);
    return { content: call.say('season.removed', { label }) };
  },
});

/** What was added, and which of the latest uploads would be recognised as it. */
async function told(id: string, call: Seasoning): Promise<string> {
  const guildId = call.asker.place.guildId ?? '';
  const additions = call.services.season.of(guildId);
  const episode = addedEpisode(additions, id);
  if (episode === undefined) return '';
  const lines = [addedText(episode, additions, call)];
  if (episode.outAtMs === undefined) {
    const reader = entryReader(call);
    const latest = await call.services.announcements.entryRules.latest(guildId);
    const fitting = latest.filter(({ entry }) => fitsLabel(entry.title, episode.label));
    lines.push(
      waitingText(
        fitting.map((seen) => shownTitle(seen, reader)),
        call,
      ),
    );
  }
  return lines.join('\n');
}

function labelOf(id: string, { services, asker }: Seasoning): string {
  return plain(addedEpisode(services.season.of(asker.place.guildId ?? ''), id)?.label ?? '');
}

/** @throws UserError when only one of competition and contestants is given */
function typedMatch(options: {
  readonly competition: string | undefined;
  readonly contestants: string | undefined;
  readonly open: boolean | undefined;
}): TypedMatch | undefined {
  const { competition, contestants, open } = options;
  if (competition === undefined && contestants === undefined) return undefined;
  if (competition === undefined || contestants === undefined) throw new UserError((say) => say('season.needsBoth'));
  return { competition, contestants, open: open ?? false };
}

/** @throws UserError for a time that cannot be read, can mean several, or has passed */
function timeAhead(typed: string, { asker, services }: Using<'clock'>): number {
  const nowMs = services.clock.now();
  const read = readMoment(typed, { nowMs, zone: asker.zone });
  if (read === undefined) throw new UserError((say) => say('poll.unreadableTime', { typed: plain(typed) }));
  const [atMs, ...others] = read.readings;
  if (others.length > 0) {
    const readings = read.readings.map((each) => moment(each)).join(' · ');
    throw new UserError((say) => say('poll.ambiguousTime', { typed: plain(typed), readings }));
  }
  if (atMs <= nowMs) throw new UserError((say) => say('season.plannedInPast'));
  return atMs;
}

/** @throws UserError when the text is no video */
function outWith(typed: string, { asker }: Using<never>): OutAs {
  const trimmed = typed.trim();
  const videoId = /^[\w-]{11}$/.test(trimmed) ? trimmed : videoOf(trimmed);
  if (videoId === undefined) throw new UserError((say) => say('season.notAVideo'));
  return { atMs: asker.askedAtMs, videoId };
}

function addedSuggestions({ services, asker }: Using<'season'>): readonly Suggestion[] {
  return services.season.of(asker.place.guildId ?? '').episodes.map(({ id, label }) => ({ name: label, value: id }));
}

function suggestAdded(typed: string, call: Using<'season'>): Suggestion[] {
  return addedSuggestions(call)
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }))
    .slice(-25);
}

/**
 * The id of an added episode.
 *
 * @throws UserError when there is none of that name
 */
function readAdded(typed: string, call: Using<'season'>): string {
  const additions = call.services.season.of(call.asker.place.guildId ?? '');
  const named = addedSuggestions(call).find(({ name, value }) => surelyMeans(typed, { id: value, names: [name] }));
  const id = addedEpisode(additions, typed)?.id ?? named?.value;
  if (id === undefined) throw new UserError((say) => say('season.noSuchEpisode'));
  return id;
}

function anyEpisode({ episodes, language }: Using<never>): readonly Suggestion[] {
  return episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id }));
}

function suggestAnyEpisode(typed: string, call: Using<never>): Suggestion[] {
  return anyEpisode(call)
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }))
    .slice(-25);
}

/**
 * The id of any episode.
 *
 * @throws UserError when there is none of that name
 */
function readAnyEpisode(typed: string, call: Using<never>): string {
  const named = anyEpisode(call).find(({ name, value }) => surelyMeans(typed, { id: value, names: [name] }));
  const id = call.episodes.episodeLabel(typed)?.id ?? named?.value;
  if (id === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
  return id;
}

/** Competitions that the asker knows, newest first; typing another name makes a new one. */
function suggestCompetitions(typed: string, { view, language }: Using<never>): Suggestion[] {
  return [...view.competitions]
    .reverse()
    .map(({ id, name }) => ({ name: view.textIn(name, language), value: id }))
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }));
}
