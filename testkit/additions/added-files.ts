import type { Additions } from '../../src/domain/additions/additions.ts';

type Json = Record<string, unknown>;
const MODERATORS = { sources: ['moderators'] };

/**
 * The files of the series with additions written into them by hand, for the spoiler oracle: a second way to work out
 * when each thing is told, independent of the code that assembles them.
 *
 * @param order the episodes' ids in viewing order
 */
export function filesWithAdditions(
  files: Readonly<Record<string, unknown>>,
  additions: Additions,
  order: readonly string[],
): Record<string, unknown> {
  const copy = structuredClone(files) as Record<string, unknown>;
  const bracket = copy.matches as { competitions: Json[]; matches: Json[] };
  const own = copy.episodes as Json[];
  const added = additions.episodes.map(
    (episode): Json => ({
      id: episode.id,
      label: { en: episode.label },
      title: { value: { en: episode.title ?? episode.label }, ...MODERATORS },
      ...(episode.outAtMs === undefined
        ? {}
        : { released: { value: new Date(episode.outAtMs).toISOString().slice(0, 10), ...MODERATORS } }),
      ...(episode.videoId === undefined ? {} : { video: { value: episode.videoId, ...MODERATORS } }),
      songs: [],
    }),
  );
  copy.episodes = order.map((id) => [...own, ...added].find((episode) => episode.id === id) ?? { id });

  const hidden = additions.matches.filter(({ open }) => !open);
  const openIds = new Set(additions.matches.filter(({ open }) => open).flatMap(({ contestantIds }) => contestantIds));
  const places = (id: string) => order.indexOf(id);
  for (const { id, name } of additions.contestants) {
    const told = hidden
      .filter(({ contestantIds }) => contestantIds.includes(id))
      .map(({ episodeId }) => episodeId)
      .sort((a, b) => places(a) - places(b))[0];
    const introduced = openIds.has(id) || told === undefined ? {} : { introduced: told };
    (copy.characters as Json[]).push({ id, ...introduced, name: { value: { en: name }, ...MODERATORS }, about: [] });
  }
  for (const { id, name } of additions.competitions) {
    bracket.competitions.push({ id, name: { value: { en: name }, ...MODERATORS }, stages: [] });
  }
  for (const { id, competitionId, episodeId, contestantIds, open, winnerId } of additions.matches) {
    bracket.matches.push({
      id,
      competition: competitionId,
      label: { en: additions.episodes.find((episode) => episode.id === episodeId)?.label },
      episode: episodeId,
      slots: contestantIds.map((contestant) => ({ contestant, ...MODERATORS, ...(open ? {} : { after: episodeId }) })),
      ...(winnerId === undefined ? {} : { result: { winner: winnerId, ...MODERATORS, after: episodeId } }),
    });
  }
  (copy.sources as Json[]).push({ id: 'moderators', name: { en: 'this server’s moderators' } });
  return copy;
}

/**
 * The same additions up to `place`, and different ones after it: other titles, names of videos, names of hidden
 * contestants and winners. What can be seen at `place` must be the same with both.
 */
export function otherAdditions(additions: Additions, order: readonly string[], place: number): Additions {
  const isLater = (episodeId: string) => order.indexOf(episodeId) > place;
  const told = new Set(
    additions.matches
      .filter(({ open, episodeId }) => open || !isLater(episodeId))
      .flatMap(({ contestantIds }) => contestantIds),
  );
  return {
    ...additions,
    episodes: additions.episodes.map((episode) =>
      isLater(episode.id) && episode.title !== undefined ? { ...episode, title: 'Quite another title' } : episode,
    ),
    contestants: additions.contestants.map((contestant, index) =>
      told.has(contestant.id)
        ? contestant
        : { id: contestant.id, name: `Otherone ${'abcdefghijkl'[index % 12]}zz${index}` },
    ),
    matches: additions.matches.map((match) => {
      if (!isLater(match.episodeId)) return match;
      const { winnerId, ...rest } = match;
      const other = match.contestantIds.find((id) => id !== winnerId);
      const contestantIds = match.open ? match.contestantIds : match.contestantIds.map((id) => INSTEAD.get(id) ?? id);
      const winner = winnerId === undefined || other === undefined ? undefined : (INSTEAD.get(other) ?? other);
      const isIn = winner !== undefined && contestantIds.includes(winner);
      return { ...rest, contestantIds, ...(isIn ? { winnerId: winner } : {}) };
    }),
  };
}

/** Contestants of a match that is hidden at first, and who stands in it instead in the other future. */
const INSTEAD = new Map([
  ['mizi', 'sua'],
  ['till', 'ivan'],
  ['hyuna', 'luka'],
]);
