import { defined } from '../../util/defined.ts';
import {
  type AddedContestant,
  type AddedEpisode,
  type AddedMatch,
  type Additions,
  addedEpisode,
  idOfVideo,
  MOST_ADDED,
  matchOfAdded,
} from './additions.ts';

/** An episode to add, with the match it shows, if any. Labels and names must have been checked before. */
export interface NewEpisode {
  /** The interaction that adds it; a second call with the same id adds nothing. */
  readonly interactionId: string;
  readonly label: string;
  readonly atMs: number;
  readonly plannedForMs?: number | undefined;
  readonly out?: OutAs | undefined;
  readonly match?: NewMatch | undefined;
}

/** Since when an episode is out, in ms since 1970, and its video, if it has one. */
export interface OutAs {
  readonly atMs: number;
  readonly videoId?: string | undefined;
  readonly title?: string | undefined;
}

export interface NewMatch {
  /** The id of a competition, or the name of a new one. */
  readonly competition: { readonly id: string } | { readonly name: string };
  /** Ids of characters and contestants, or names of new ones. */
  readonly contestants: readonly NewContestant[];
  readonly open: boolean;
}

export type NewContestant = { readonly id: string } | { readonly name: string; readonly emoji?: string | undefined };

export type AdditionFault = 'too-many' | 'no-such-episode';

type Changed = { readonly additions: Additions; readonly id: string } | { readonly fault: AdditionFault };

/** @returns the additions with the episode, and its id; unchanged when this interaction has added it already. */
export function withEpisode(additions: Additions, wanted: NewEpisode): Changed {
  const ownId = `i.${wanted.interactionId}`;
  const already = addedEpisode(additions, ownId);
  if (already !== undefined) return { additions, id: already.id };
  const planned: AddedEpisode = {
    id: ownId,
    formerly: [],
    label: wanted.label,
    addedAtMs: wanted.atMs,
    ...defined({ plannedForMs: wanted.plannedForMs }),
  };
  const episode = wanted.out === undefined ? planned : outAs(additions, planned, wanted.out);
  const added = { ...additions, episodes: [...additions.episodes, episode] };
  const whole = wanted.match === undefined ? added : withMatch(added, episode, wanted.match, wanted.interactionId);
  return isTooMany(whole) ? { fault: 'too-many' } : { additions: whole, id: episode.id };
}

/**
 * Marks the episode as out. Its id becomes its video's, unless another episode has that id: one video can show two
 * episodes.
 */
export function withOut(additions: Additions, id: string, out: OutAs): Changed {
  const episode = addedEpisode(additions, id);
  if (episode === undefined) return { fault: 'no-such-episode' };
  const { follows: _follows, ...free } = episode;
  const changed = outAs(additions, episode.outAtMs === undefined ? free : episode, out);
  return { additions: replaced(additions, episode, changed), id: changed.id };
}

/** Marks the episode as planned again: the upload it was taken for was something else. */
export function withoutOut(additions: Additions, id: string): Changed {
  const episode = addedEpisode(additions, id);
  if (episode === undefined) return { fault: 'no-such-episode' };
  const { outAtMs: _out, videoId: _video, title: _title, ...planned } = episode;
  const ownId = [episode.id, ...episode.formerly].find((other) => other.startsWith('i.')) ?? episode.id;
  const formerly = [episode.id, ...episode.formerly].filter((other) => other !== ownId);
  return { additions: replaced(additions, episode, { ...planned, id: ownId, formerly }), id: ownId };
}

export interface EpisodeEdit {
  readonly label?: string | undefined;
  readonly plannedForMs?: number | undefined;
  /** The episode that it is to come right after. */
  readonly follows?: string | undefined;
  /** Another match; `null` removes the match. */
  readonly match?: NewMatch | null | undefined;
}

export function withEdit(additions: Additions, id: string, edit: EpisodeEdit, interactionId: string): Changed {
  const episode = addedEpisode(additions, id);
  if (episode === undefined) return { fault: 'no-such-episode' };
  const edited: AddedEpisode = {
    ...episode,
    ...defined({ label: edit.label, plannedForMs: edit.plannedForMs }),
    ...(edit.follows === undefined || edit.follows === episode.id ? {} : { follows: edit.follows }),
  };
  const kept = replaced(additions, episode, edited);
  if (edit.match === undefined) return { additions: kept, id: edited.id };
  const old = matchOfAdded(kept, edited);
  const without = { ...kept, matches: kept.matches.filter((match) => match !== old) };
  if (edit.match === null) return { additions: pruned(without), id: edited.id };
  const changed = withMatch(without, edited, edit.match, interactionId, old);
  return isTooMany(changed) ? { fault: 'too-many' } : { additions: pruned(changed), id: edited.id };
}

/** The additions with this result of the match (undefined = no result). Unchanged where the match was not added. */
export function withWinner(additions: Additions, matchId: string, winnerId: string | undefined): Additions {
  const matches = additions.matches.map((match) => {
    if (match.id !== matchId) return match;
    const { winnerId: _winner, ...open } = match;
    return winnerId !== undefined && match.contestantIds.includes(winnerId) ? { ...open, winnerId } : open;
  });
  return { ...additions, matches };
}

/** The additions after moderators said that an added episode is this one of the data. */
export function withIdentity(additions: Additions, id: string, is: string): Changed {
  const episode = addedEpisode(additions, id);
  if (episode === undefined) return { fault: 'no-such-episode' };
  return { additions: replaced(additions, episode, { ...episode, is }), id: is };
}

/** Removes the episode and its match, with contestants and competitions that nothing else needs. */
export function withoutEpisode(additions: Additions, id: string): Additions {
  const gone = addedEpisode(additions, id);
  if (gone === undefined) return additions;
  const match = matchOfAdded(additions, gone);
  return pruned({
    ...additions,
    episodes: additions.episodes.filter((episode) => episode !== gone),
    matches: additions.matches.filter((other) => other !== match),
  });
}

function outAs(additions: Additions, episode: AddedEpisode, { atMs, videoId, title }: OutAs): AddedEpisode {
  const out = { ...episode, outAtMs: atMs, ...(title === undefined ? {} : { title: title.slice(0, 200) }) };
  if (videoId === undefined) return out;
  const id = idOfVideo(videoId);
  const isTaken = additions.episodes.some((other) => other.id === id && other.id !== episode.id);
  if (isTaken || episode.id === id) return { ...out, videoId };
  const formerly = [episode.id, ...episode.formerly.filter((other) => other !== id)];
  return { ...out, videoId, id, formerly };
}

function withMatch(
  additions: Additions,
  episode: AddedEpisode,
  wanted: NewMatch,
  interactionId: string,
  old?: AddedMatch | undefined,
): Additions {
  const contestants: AddedContestant[] = [];
  const contestantIds = wanted.contestants.map((contestant, index) => {
    if ('id' in contestant) return contestant.id;
    const { name, emoji } = contestant;
    const added = { id: `c.${interactionId}.${index + 1}`, name, ...defined({ emoji }) };
    contestants.push(added);
    return added.id;
  });
  const { competition } = wanted;
  const competitions = 'name' in competition ? [{ id: `b.${interactionId}`, name: competition.name }] : [];
  const competitionId = 'id' in competition ? competition.id : `b.${interactionId}`;
  const winnerId = old?.winnerId !== undefined && contestantIds.includes(old.winnerId) ? old.winnerId : undefined;
  const match = {
    id: old?.id ?? `m.${interactionId}`,
    competitionId,
    episodeId: episode.id,
    contestantIds,
    open: wanted.open,
    ...defined({ winnerId }),
  };
  return {
    ...additions,
    matches: [...additions.matches, match],
    contestants: [...additions.contestants, ...contestants],
    competitions: [...additions.competitions, ...competitions],
  };
}

function replaced(additions: Additions, old: AddedEpisode, episode: AddedEpisode): Additions {
  return {
    ...additions,
    episodes: additions.episodes.map((other) => (other === old ? episode : other)),
    matches: additions.matches.map((match) =>
      match.episodeId === old.id || old.formerly.includes(match.episodeId)
        ? { ...match, episodeId: episode.id }
        : match,
    ),
  };
}

/** Removes contestants who are in no match, and competitions without one. */
function pruned(additions: Additions): Additions {
  const standing = new Set(additions.matches.flatMap(({ contestantIds }) => contestantIds));
  const held = new Set(additions.matches.map(({ competitionId }) => competitionId));
  return {
    ...additions,
    contestants: additions.contestants.filter(({ id }) => standing.has(id)),
    competitions: additions.competitions.filter(({ id }) => held.has(id)),
  };
}

function isTooMany({ episodes, matches, contestants, competitions }: Additions): boolean {
  return [episodes, matches, contestants, competitions].some((list) => list.length > MOST_ADDED);
}
