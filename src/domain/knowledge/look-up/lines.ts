import MiniSearch from 'minisearch';
import { allAtOnce } from '../../../util/all-at-once.ts';
import { createRecent } from '../../../util/recent.ts';
import { initialConsonants } from '../../text-folding.ts';
import type { Entry } from '../name-matching.ts';
import { readTokens, stemsOf, type Token } from './read-query.ts';

/** The lines of text about each thing, searchable by words. */
export interface Lines {
  /**
   * Everything that has one line with all of these words, best first.
   *
   * @param how.withSlips also with a letter wrong @param how.isNearly with all but one, of three and more
   * @param how.isByRoot Korean verbs in whatever form: `구해줬어` for `구해요`
   * @param how.beside words that say little: of two lines the one that has them too comes first
   */
  find(
    words: readonly Token[],
    how: {
      readonly withSlips: boolean;
      readonly isNearly?: boolean;
      readonly isByRoot?: boolean;
      readonly beside?: readonly Token[];
    },
  ): readonly Entry[];
  /** Whether some line has a word like this. */
  isSaid(word: Token): boolean;
}

/** Of everyday words only longer ones are worth being found by. */
const SHORTEST_SAID = 4;
/** Words of so many letters and more may have one wrong. */
const LONG = 6;

/** Makes them a piece at a time, since all of it holds up everything else for longer than anybody may. */
export function* createLines(entries: readonly Entry[]): Generator<void, Lines> {
  const owners = entries.flatMap((entry) => entry.lines.map(() => entry));
  const index = yield* indexOf(entries, keysOf);
  let roots: MiniSearch | undefined;
  const byRoot = () => {
    roots ??= allAtOnce(indexOf(entries, verbRootsOf));
    return roots;
  };

  return {
    isSaid: ({ key }) => index.search(rootOf(key), { fuzzy: false }).length > 0,
    find(words, { withSlips, isNearly = false, isByRoot = false, beside = [] }) {
      const fuzzy = (term: string) => (withSlips && term.length >= LONG && !/[·#\d]/.test(term) ? 1 : false);
      const wanted = [...new Set(words.map(({ key }) => (isByRoot ? verbRootOf(key) : undefined) ?? rootOf(key)))];
      if (wanted.length === 0 || (isNearly && wanted.length < 3)) return [];
      const options = { fuzzy, combineWith: isNearly ? 'OR' : 'AND' } as const;
      const found = (isByRoot ? byRoot() : index).search(wanted.join(' '), options);
      // One word too many for what is said, among several, is how people speak.
      const most = isNearly ? found.filter(({ queryTerms }) => new Set(queryTerms).size >= wanted.length - 1) : found;
      const more = beside.length === 0 ? '' : beside.map(({ key }) => rootOf(key)).join(' ');
      const also =
        more === ''
          ? undefined
          : new Map(
              index
                .search(more, { combineWith: 'OR', prefix: false })
                .map(({ id, queryTerms }) => [id, queryTerms.length]),
            );
      const inOrder =
        also === undefined ? most : most.toSorted((a, b) => (also.get(b.id) ?? 0) - (also.get(a.id) ?? 0));
      return [...new Set(inOrder.flatMap(({ id }) => owners[Number(id)] ?? []))];
    },
  };
}

function* indexOf(entries: readonly Entry[], keysIn: (text: string) => string): Generator<void, MiniSearch> {
  const index = new MiniSearch<{ id: number; line: string }>({
    fields: ['line'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      prefix: (term) => term.length > (/^\p{sc=Hangul}/u.test(term) ? 1 : 2) && !/^[#·~]/.test(term),
    },
  });
  let id = 0;
  for (const entry of entries) {
    // What is said of a thing need not name it: `zombie au`. Of a character it is put together by who was named.
    const names = entry.kind === 'character' ? '' : keysIn(entry.names.join(' '));
    for (const line of entry.lines) {
      index.add({ id, line: [...new Set(`${keysIn(line)} ${names}`.split(' '))].join(' ') });
      id += 1;
    }
    yield;
  }
  return index;
}

/** The part that words of one root share: `cremated` and `cremation`, `탈출한` and `탈출해서`. */
function rootOf(word: string): string {
  if (/^\p{sc=Hangul}{3,}$/u.test(word))
    return word.replace(/(?<=..)(?:한|하는|해서|해요|했다|했던|된|되는|돼요|됐던)$/, '');
  return /^[a-z]{6,}$/.test(word)
    ? word.replace(/(?<=^[a-z]{4,})(?:ations?|ively|ive|ated|ates?|ating|ions?|ings?|ied|ies|ed|es|s|e|y)$/, '')
    : word;
}

/** `만든`, `만들었어요`: the first syllable and the consonant after it. Undefined of what is no such word. */
function verbRootOf(word: string): string | undefined {
  if (!/^[가-힣]{2,}$/.test(word)) return undefined;
  return `~${word[0]}${initialConsonants(word.slice(1, 2))}`;
}

/** A sentence of the data is read from each horizon anew: what its words come to is kept. */
const kept = createRecent<string>(5000);

const keptRoots = createRecent<string>(5000);

/** Reads a sentence, so that an index of it is made the faster. */
export function readLine(line: string): void {
  keysOf(line);
  verbRootsOf(line);
}

function keysOf(line: string): string {
  return kept(line, () =>
    readTokens(line)
      .filter(({ common, text }) => !common || text.length >= SHORTEST_SAID)
      .flatMap(({ key }) => [rootOf(key), ...stemsOf(key)])
      .join(' '),
  );
}

function verbRootsOf(line: string): string {
  return keptRoots(line, () =>
    readTokens(line)
      .map(({ key }) => verbRootOf(key) ?? rootOf(key))
      .join(' '),
  );
}
