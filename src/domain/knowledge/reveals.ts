import { episodeAliases } from './aliases.ts';
import type { ViewingOrder } from './horizon.ts';
import { createViewingOrder } from './horizon.ts';
import { newestOut } from './out.ts';
import type { CharacterRecord, KnowledgeRecords, MatchRecord, SongRecord } from './schema.ts';

/**
 * When a thing begins to exist for a viewer. Facts inside it that name no `after` of their own are told at the same
 * moment; `undefined` = from the start.
 */
export interface Reveals {
  readonly order: ViewingOrder;
  character(record: CharacterRecord): string | undefined;
  characterId(id: string): string | undefined;
  song(record: SongRecord): string | undefined;
  /** A result without `after` is told by the match's own episode. */
  result(match: MatchRecord): string | undefined;
  /** What is said about a match, where no `after` is given. */
  matchStory(match: MatchRecord): string | undefined;
  /** A term, a competition or a match: its introduction, or its name's if that comes later. */
  named(record: { introduced?: string | undefined; name?: { after?: string | undefined } }): string | undefined;
}

export function createReveals(records: Pick<KnowledgeRecords, 'episodes' | 'characters' | 'matches'>): Reveals {
  const ids = records.episodes.map((episode) => episode.id);
  const order = createViewingOrder(ids, newestOut(records), episodeAliases(records.episodes));
  const characters = new Map(records.characters.map((character) => [character.id, character.introduced]));
  const firstSung = new Map<string, string>();
  for (const episode of records.episodes) {
    for (const song of episode.songs) if (!firstSung.has(song)) firstSung.set(song, episode.id);
  }

  return {
    order,
    character: (record) => record.introduced,
    characterId: (id) => characters.get(id),
    song: (record) => order.later(record.introduced ?? firstSung.get(record.id), record.title.after),
    result: (match) => order.later(match.introduced, match.result?.after ?? match.episode),
    matchStory: (match) => order.later(match.introduced, match.episode ?? match.result?.after),
    named: (record) => order.later(record.introduced, record.name?.after),
  };
}
