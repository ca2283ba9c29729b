import MiniSearch from 'minisearch';
import type { Entry } from '../name-matching.ts';
import { readTokens, type Token, withoutParticle } from './read-query.ts';

/** What is said about things, line by line. */
export interface Lines {
  /** Whatever is said in one line with all the words, best first. @param withSlips also with a letter wrong */
  find(words: readonly Token[], withSlips: boolean): readonly Entry[];
}

/** Words of so many letters and more may have one wrong. */
const LONG = 6;

export function createLines(entries: readonly Entry[]): Lines {
  const index = new MiniSearch<{ id: number; line: string }>({
    fields: ['line'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      prefix: (term) => term.length > (/^\p{sc=Hangul}/u.test(term) ? 1 : 2) && !/^[#·]/.test(term),
    },
  });
  const owners: Entry[] = [];
  for (const entry of entries) {
    for (const line of entry.lines) {
      index.add({ id: owners.length, line: keysOf(line) });
      owners.push(entry);
    }
  }
  return {
    find(words, withSlips) {
      const fuzzy = (term: string) => (withSlips && term.length >= LONG && !/[·#\d]/.test(term) ? 1 : false);
      const wanted = [...new Set(words.map(({ key }) => key))];
      if (wanted.length === 0) return [];
      const all = index.search(wanted.join(' '), { fuzzy });
      // One word too many for what is said, among several, is how people speak.
      const most =
        all.length > 0 || wanted.length < 3
          ? all
          : index
              .search(wanted.join(' '), { combineWith: 'OR', fuzzy })
              .filter(({ queryTerms }) => new Set(queryTerms).size >= wanted.length - 1);
      return [...new Set(most.flatMap(({ id }) => owners[Number(id)] ?? []))];
    },
  };
}

const kept = new Map<string, string>();
const MOST_KEPT = 5000;

/** A sentence of the data is read from each horizon anew: what its words come to is kept. */
function keysOf(line: string): string {
  const held = kept.get(line);
  if (held !== undefined) return held;
  const keys = readTokens(line)
    .flatMap(({ key }) => [key, withoutParticle(key, () => true) ?? []])
    .flat()
    .join(' ');
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(line, keys);
  return keys;
}
