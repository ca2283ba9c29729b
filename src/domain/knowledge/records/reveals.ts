import type { ViewingOrder } from '../horizon.ts';
import { createViewingOrder } from '../horizon.ts';
import { episodeAliases } from './aliases.ts';
import { newestOut } from './out.ts';
import type { CharacterRecord, KnowledgeRecords, MatchRecord, SongRecord } from './schema.ts';

/**
 * The episode that reveals each thing; a fact inside it without an `after` of its own is told at the same moment.
 * `undefined` = known from the start.
 */
export interface Reveals {
  readonly order: ViewingOrder;
  character(record: CharacterRecord): string | undefined;
  characterId(id: string): string | undefined;
  song(record: SongRecord): string | undefined;
  /** A result without `after` is told by the match's own episode. */
  result(match: MatchRecord): string | undefined;
  /** Texts about a match that give no `after`. */
  matchStory(match: MatchRecord): string | undefined;
  /** For a term, a competition or a match: its introduction, or its name's reveal if that is later. */
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
