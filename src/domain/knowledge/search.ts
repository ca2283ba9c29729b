import MiniSearch from 'minisearch';
import { foldText, foldWords } from '../text-folding.ts';
import {
  compareNames,
  type Entry,
  type Findable,
  firstMention,
  isNearOne,
  type NameMatch,
  prepareNames,
  readQuery,
} from './name-matching.ts';
import type { Choice, Hit, Kind, LocalText } from './view-types.ts';

export interface Search {
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  find(kind: Kind, text: string): readonly Hit[];
  suggest(kind: Kind, typed: string, language: string): readonly Choice[];
  /** What a longer text mentions by name, in the order of mention. */
  mentionedIn(text: string): readonly Hit[];
}

/** Longer queries cost time and find nothing more: 6,000 characters took minisearch 76 ms. */
const LONGEST_QUERY = 100;
const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;
const LONGEST_MESSAGE = 2000;

interface Found extends NameMatch {
  readonly entry: Entry;
}

/** Built once for each horizon, from what that horizon shows: nothing hidden can move a rank. */
export function createSearch(
  findables: readonly Findable[],
  textIn: (text: LocalText, language: string) => string,
): Search {
  const entries = findables.map(prepareNames);
  const index = new MiniSearch<{ id: number; names: string; text: string }>({
    fields: ['names', 'text'],
    tokenize: foldWords,
    processTerm: (term) => term,
    searchOptions: {
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      boost: { names: 4 },
    },
  });
  index.addAll(entries.map((entry, id) => ({ id, names: entry.names.join(' '), text: entry.text })));

  function ranked(text: string, wanted: (entry: Entry) => boolean, fields: string[]): Found[] {
    const query = readQuery(cut(text, LONGEST_QUERY));
    if (query.folded === '') return [];
    const found = new Map<Entry, Found>();
    for (const entry of entries) {
      const direct = wanted(entry) ? compareNames(entry, query) : undefined;
      if (direct) found.set(entry, { entry, ...direct });
    }
    const words = foldWords(cut(text, LONGEST_QUERY));
    for (const { id, score } of index.search(words.join(' '), { fields })) {
      const entry = entries[Number(id)];
      if (entry === undefined || !wanted(entry) || found.has(entry)) continue;
      const named = words.some((word) => isNearOne(word, entry.words));
      found.set(entry, { entry, match: named ? 'near' : 'text', rank: (named ? 60 : 70) + 1 / (1 + score) });
    }
    return [...found.values()].sort((a, b) => a.rank - b.rank);
  }

  return {
    search(text, kind, limit = MOST_CHOICES) {
      return ranked(text, (entry) => kind === undefined || entry.kind === kind, ['names', 'text'])
        .slice(0, limit)
        .map(toHit);
    },
    find: (kind, text) =>
      ranked(text, (entry) => entry.kind === kind, ['names'])
        .slice(0, MOST_CHOICES)
        .map(toHit),
    suggest(kind, typed, language) {
      const own = (entry: Entry) => entry.kind === kind;
      const listed =
        foldText(typed) === '' ? entries.filter(own) : ranked(typed, own, ['names']).map(({ entry }) => entry);
      return listed
        .slice(0, MOST_CHOICES)
        .map((entry) => ({ name: cut(textIn(entry.name, language), LONGEST_CHOICE), value: entry.id }));
    },
    mentionedIn(text) {
      const message = ` ${foldWords(cut(text, LONGEST_MESSAGE)).join(' ')} `;
      const places = entries.flatMap((entry) => {
        const place = firstMention(entry, message);
        return place === undefined ? [] : { entry, match: 'exact' as const, rank: place };
      });
      return places
        .sort((a, b) => a.rank - b.rank)
        .slice(0, MOST_CHOICES)
        .map(toHit);
    },
  };
}

function toHit({ entry, match }: Found): Hit {
  return { kind: entry.kind, id: entry.id, name: entry.name, match };
}

/** Never splits a character that takes two units. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const shorter = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(shorter) ? shorter.slice(0, -1) : shorter;
}
