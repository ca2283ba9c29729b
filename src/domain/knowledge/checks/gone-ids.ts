import { aliasesOf } from '../records/aliases.ts';
import type { KnowledgeRecords } from '../records/schema.ts';
import type { Fault } from './faults.ts';

const KINDS = [
  ['characters', 'character', 'characters.json'],
  ['episodes', 'episode', 'episodes.json'],
  ['competitions', 'competition', 'matches.json'],
  ['matches', 'match', 'matches.json'],
  ['songs', 'song', 'songs.json'],
  ['terms', 'term', 'terms.json'],
] as const;

/** Faults for ids that were known before and no longer mean anything. */
export function goneIds(before: KnowledgeRecords, next: KnowledgeRecords): Fault[] {
  return KINDS.flatMap(([list, noun, file]) => {
    const known = new Set(next[list].map(({ id }) => id));
    const former = aliasesOf(next[list]);
    return before[list]
      .flatMap(({ id, formerly }) => [id, ...formerly])
      .filter((id) => !known.has(id) && !former.has(id))
      .map((id) => ({
        file,
        path: [],
        problem: `the ${noun} "${id}" is gone; name it in the "formerly" of what it is now`,
      }));
  });
}
