import MiniSearch from 'minisearch';
import {
  foldText,
  foldWords,
  initialConsonants,
  isConsonantsOnly,
  slipsBetween,
  soundOf,
  typedLetters,
} from '../text-folding.ts';
import type { Choice, Hit, Kind, LocalText } from './view-types.ts';

/** One thing that can be looked up. */
export interface Findable {
  readonly kind: Kind;
  readonly id: string;
  readonly name: LocalText;
  /** Everything by which it is found. */
  readonly names: readonly string[];
  /** Fewer where not all of these name it: a match is found by who meets in it, but not called so. */
  readonly called?: readonly string[];
  /** What is said about it. */
  readonly text: string;
}

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

interface Entry extends Findable {
  readonly folded: readonly string[];
  readonly words: readonly string[];
  readonly typed: readonly string[];
  /** What a slip is looked for in. */
  readonly forms: readonly string[];
  /** As a longer text would mention it: words, with the space before and, but for Hangul, behind. */
  readonly phrases: readonly string[];
  readonly initials: readonly string[];
  readonly sounds: readonly string[];
}

interface Found {
  readonly entry: Entry;
  readonly match: Hit['match'];
  /** Smaller is better. */
  readonly rank: number;
}

interface Query {
  readonly id: string;
  readonly folded: string;
  readonly typed: string;
  readonly sound: string;
  readonly initials: string | undefined;
}

/** Built once for each horizon, from what that horizon shows: nothing hidden can move a rank. */
export function createSearch(
  findables: readonly Findable[],
  textIn: (text: LocalText, language: string) => string,
): Search {
  const entries = findables.map(prepare);
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
    const query = readQuery(text);
    if (query.folded === '') return [];
    const found = new Map<Entry, Found>();
    for (const entry of entries) {
      const direct = wanted(entry) ? compare(entry, query) : undefined;
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

function prepare(findable: Findable): Entry {
  const words = unique(findable.names.flatMap(foldWords));
  const typed = unique(findable.names.map(typedLetters));
  return {
    ...findable,
    folded: unique(findable.names.map(foldText)),
    words,
    typed,
    forms: unique([...typed, ...words]),
    phrases: unique((findable.called ?? findable.names).map(phraseOf)),
    initials: unique(findable.names.map(initialConsonants)),
    sounds: unique(findable.names.map(soundOf)),
  };
}

function unique(forms: readonly (string | undefined)[]): string[] {
  return [...new Set(forms.flatMap((form) => form || []))];
}

/** Whole words; a name in Hangul may carry a particle (`미지가`), so there its beginning is enough. */
function phraseOf(name: string): string | undefined {
  const words = foldWords(name).join(' ');
  if (/\p{sc=Hangul}$/u.test(words)) return ` ${words}`;
  return words.length > 1 ? ` ${words} ` : undefined;
}

function readQuery(text: string): Query {
  const query = cut(text, LONGEST_QUERY);
  return {
    id: query.trim().toLowerCase(),
    folded: foldText(query),
    typed: typedLetters(query),
    sound: soundOf(query),
    initials: isConsonantsOnly(query) ? initialConsonants(query) : undefined,
  };
}

/** The best way in which an entry's names answer the query. */
function compare(entry: Entry, query: Query): Pick<Found, 'match' | 'rank'> | undefined {
  if (entry.id === query.id) return { match: 'exact', rank: 0 };
  if (entry.folded.includes(query.folded)) return { match: 'exact', rank: 1 };
  if (query.initials !== undefined) {
    const { initials } = query;
    if (entry.initials.includes(initials)) return { match: 'sound', rank: 10 };
    return entry.initials.some((own) => own.startsWith(initials)) ? { match: 'prefix', rank: 20 } : undefined;
  }
  if (query.sound.length > 1 && entry.sounds.includes(query.sound)) return { match: 'sound', rank: 10 };
  if (entry.folded.some((own) => own.startsWith(query.folded))) return { match: 'prefix', rank: 20 };
  if (entry.typed.some((own) => own.startsWith(query.typed))) return { match: 'prefix', rank: 21 };
  if (entry.words.some((own) => own.startsWith(query.folded))) return { match: 'prefix', rank: 22 };
  if (query.sound.length > 2 && entry.sounds.some((own) => own.startsWith(query.sound)))
    return { match: 'prefix', rank: 23 };
  const slips = fewestSlips(entry.forms, query.typed);
  if (slips !== undefined) return { match: 'near', rank: 40 + slips };
  if (query.folded.length > 2 && entry.folded.some((own) => own.includes(query.folded)))
    return { match: 'near', rank: 50 };
  return undefined;
}

/** One slip from three letters on, two from seven: below that everything is near everything. */
function fewestSlips(forms: readonly string[], typed: string): number | undefined {
  let allowed = typed.length < 3 ? 0 : typed.length < 7 ? 1 : 2;
  let fewest: number | undefined;
  for (const form of forms) {
    const slips = slipsBetween(typed, form, allowed);
    if (slips > allowed) continue;
    fewest = slips;
    if (slips === 0) return 0;
    // From here on only something nearer is of interest.
    allowed = slips - 1;
  }
  return fewest;
}

function isNearOne(word: string, names: readonly string[]): boolean {
  const allowed = word.length > 3 ? 1 : 0;
  return word.length > 2 && names.some((name) => slipsBetween(word, name, allowed) <= allowed);
}

function firstMention(entry: Entry, message: string): number | undefined {
  const places = entry.phrases.map((phrase) => message.indexOf(phrase)).filter((place) => place >= 0);
  return places.length === 0 ? undefined : Math.min(...places);
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
