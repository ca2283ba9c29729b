import MiniSearch from 'minisearch';
import { createRecent } from '../../../util/recent.ts';
import type { Entry } from '../name-matching.ts';
import { readTokens, stemsOf, type Token } from './read-query.ts';

/** The lines of text about each thing, searchable by words. */
export interface Lines {
  /**
   * Everything that has one line with all of these words, best first.
   *
   * @param how.withSlips also with one wrong letter
   * @param how.isNearly with all words but one, if there are three or more
   */
  find(words: readonly Token[], how: { readonly withSlips: boolean; readonly isNearly?: boolean }): readonly Entry[];
}

/** Words of at least this many letters may have one wrong. */
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
    // A line about a thing need not name it (`zombie au`), so its names are added. For a character, the search joins
    // named people by itself.
    const names = entry.kind === 'character' ? '' : keysOf(entry.names.join(' '));
    for (const line of entry.lines) {
      index.add({ id: owners.length, line: `${keysOf(line)} ${names}` });
      owners.push(entry);
    }
  }
  return {
    find(words, { withSlips, isNearly = false }) {
      const fuzzy = (term: string) => (withSlips && term.length >= LONG && !/[·#\d]/.test(term) ? 1 : false);
      const wanted = [...new Set(words.map(({ key }) => rootOf(key)))];
      if (wanted.length === 0 || (isNearly && wanted.length < 3)) return [];
      const options = { fuzzy, combineWith: isNearly ? 'OR' : 'AND' } as const;
      const found = index.search(wanted.join(' '), options);
      // People often add a word that does not fit: with three or more words, one may be missing in the line.
      const most = isNearly ? found.filter(({ queryTerms }) => new Set(queryTerms).size >= wanted.length - 1) : found;
      return [...new Set(most.flatMap(({ id }) => owners[Number(id)] ?? []))];
    },
  };
}

/** The part that words of one root share: `cremated` and `cremation`, `탈출한` and `탈출해서`. */
function rootOf(word: string): string {
  if (/^\p{sc=Hangul}{3,}$/u.test(word))
    return word.replace(/(?<=..)(?:한|하는|해서|해요|했다|했던|된|되는|돼요|됐던)$/, '');
  return /^[a-z]{6,}$/.test(word)
    ? word.replace(/(?<=^[a-z]{4,})(?:ations?|ated|ates?|ating|ions?|ings?|ied|ies|ed|es|s|e|y)$/, '')
    : word;
}

/** The same sentences come in every view, so what was computed for their words is held. */
const kept = createRecent<string>(5000);

function keysOf(line: string): string {
  return kept(line, () =>
    readTokens(line)
      .flatMap(({ key }) => [rootOf(key), ...stemsOf(key)])
      .join(' '),
  );
}
