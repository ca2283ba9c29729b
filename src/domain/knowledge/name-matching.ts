import {
  foldText,
  foldWords,
  initialConsonants,
  isConsonantsOnly,
  slipsBetween,
  soundOf,
  typedLetters,
} from '../text-folding.ts';
import type { Hit, Kind, LocalText } from './view-types.ts';

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

/** The same, with its names in every form they are compared in. */
export interface Entry extends Findable {
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

export interface Query {
  readonly id: string;
  readonly folded: string;
  readonly typed: string;
  readonly sound: string;
  readonly initials: string | undefined;
}

export interface NameMatch {
  readonly match: Hit['match'];
  /** Smaller is better. */
  readonly rank: number;
}

export function prepareNames(findable: Findable): Entry {
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

export function readQuery(query: string): Query {
  return {
    id: query.trim().toLowerCase(),
    folded: foldText(query),
    typed: typedLetters(query),
    sound: soundOf(query),
    initials: isConsonantsOnly(query) ? initialConsonants(query) : undefined,
  };
}

/** The best way in which an entry's names answer the query. */
export function compareNames(entry: Entry, query: Query): NameMatch | undefined {
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

/** Whether a word is one of the words of a name, give or take a slip. */
export function isNearOne(word: string, names: readonly string[]): boolean {
  const allowed = word.length > 3 ? 1 : 0;
  return word.length > 2 && names.some((name) => slipsBetween(word, name, allowed) <= allowed);
}

/** Where a text made of words (`foldWords`, with spaces around each) first mentions it. */
export function firstMention(entry: Entry, message: string): number | undefined {
  const places = entry.phrases.map((phrase) => message.indexOf(phrase)).filter((place) => place >= 0);
  return places.length === 0 ? undefined : Math.min(...places);
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

/** Whole words; a name in Hangul may carry a particle (`미지가`), so there its beginning is enough. */
function phraseOf(name: string): string | undefined {
  const words = foldWords(name).join(' ');
  if (/\p{sc=Hangul}$/u.test(words)) return ` ${words}`;
  return words.length > 1 ? ` ${words} ` : undefined;
}

function unique(forms: readonly (string | undefined)[]): string[] {
  return [...new Set(forms.flatMap((form) => form || []))];
}
