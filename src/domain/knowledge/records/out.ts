import type { EpisodeRecord, KnowledgeRecords } from './schema.ts';

/**
 * The newest episode that is out, as far as the data tells: by its date, its video, or anything told about it.
 * Undefined when the data tells of none.
 */
export function newestOut({ episodes, matches }: Pick<KnowledgeRecords, 'episodes' | 'matches'>): string | undefined {
  const decided = new Set(matches.flatMap(({ episode, result }) => (result === undefined ? [] : (episode ?? []))));
  return episodes.findLast((episode) => decided.has(episode.id) || isTold(episode))?.id;
}

function isTold({ released, video, length, featured, songs, about }: EpisodeRecord): boolean {
  return [released, video, length, featured].some((fact) => fact !== undefined) || songs.length + about.length > 0;
}
