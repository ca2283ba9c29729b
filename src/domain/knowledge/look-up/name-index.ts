import { createRecent } from '../../../util/recent.ts';
import { soundOf, spelledOut } from '../../sounds.ts';
import type { Entry, Findable } from '../name-matching.ts';
import { createHeardNames, type HeardNames, hearName } from './heard-names.ts';
import { foldOf, keyOf, readTokens, stemsOf, type Token, unorderedKeyOf, withoutParticle } from './read-query.ts';

/** Some consecutive words of a text that name something. */
export interface Span {
  readonly at: number;
  readonly length: number;
  readonly entries: readonly Entry[];
  /** Two names typed as one word: `tillivan`, `이반틸`, `hyuluka`. */
  readonly pair: boolean;
  /** True for a name of the thing; false for something that leads to it, such as who sings it. */
  readonly named: boolean;
}

export interface NameIndex {
  /** What the words name, from left to right, the longest name first. */
  spansIn(tokens: readonly Token[]): Span[];
  /** What all the words together name. */
  whole(tokens: readonly Token[]): { readonly entries: readonly Entry[]; readonly named: boolean } | undefined;
  /** Whether all of these words occur in one name of the entry. */
  isPartOf(words: readonly Token[], entry: Entry): boolean;
  /** The rounds with this number. */
  round(number: string): readonly Entry[];
  /** The character named by one word. */
  personAt(token: Token, at: number): readonly Span[];
  /** The characters named by single words, even where several words together name something else. */
  peopleIn(tokens: readonly Token[]): Entry[];
}

const LONGEST_NAME = 8;
const IS_LATIN = /^\p{sc=Latin}+$/u;
/** Names written in a foreign script have one or two words. */
const MOST_HEARD = 2;
const LONG_SOUND = 6;
const LONGEST_PAIR = 40;
const ARTICLES = new Set(['the', 'a', 'an']);
/**
 * Shorter beginnings of a name in Latin letters do not count as the name: `hyu` in `hyuluka`. In kana, one sign less is
 * enough.
 */
const SHORTEST_PART = 3;

interface Unit {
  readonly word: string;
  readonly key: string;
}

/** The names by which things are found. */
interface Tables {
  readonly named: Map<string, Entry[]>;
  readonly leading: Map<string, Entry[]>;
  readonly people: Map<string, Entry>;
  /** Beginnings of names in Latin letters; null where several names begin so. */
  readonly beginnings: Map<string, Entry | null>;
  /** Names made of a word and a number, by the number. */
  readonly units: Map<string, Unit[]>;
  readonly together: Map<string, readonly Entry[]>;
  readonly heard: HeardNames;
  /** The words of each name that has several. */
  readonly words: Map<Entry, ReadonlySet<string>[]>;
}

export interface PairNames {
  readonly names: readonly string[];
  readonly ids: readonly [string, string];
}

export function createNameIndex(entries: readonly Entry[], pairs: readonly PairNames[] = []): NameIndex {
  const tables = tablesOf(entries, pairs);
  const { named, leading, people, together, beginnings } = tables;

  const get = (key: string) => {
    const direct = named.get(key);
    if (direct !== undefined) return { entries: direct, named: true };
    const led = leading.get(key);
    return led === undefined ? undefined : { entries: led, named: false };
  };
  const person = (text: string) =>
    people.get(text) ?? people.get(withoutParticle(text, (stem) => people.has(stem)) ?? '');

  /** @param isWord whether the last word is complete, with nothing attached to it */
  function whole(tokens: readonly Token[], isWord = true): ReturnType<NameIndex['whole']> {
    const fold = foldOf(tokens);
    const stem = withoutParticle(fold, (text) => named.has(text) || leading.has(text));
    return (
      get(fold) ??
      get(keyOf(tokens)) ??
      (stem === undefined ? undefined : get(stem)) ??
      (tokens.length === 1 && /^[a-z]{3,}s$/.test(fold) ? get(fold.slice(0, -1)) : undefined) ??
      (isWord ? abbreviated(tokens) : undefined) ??
      (tokens.length > 1 ? get(unorderedKeyOf(tokens)) : undefined) ??
      heard(tokens, fold)
    );
  }

  /** Names written in another script than the data's: `Мизи`, `フレディ`. */
  function heard(tokens: readonly Token[], fold: string): ReturnType<NameIndex['whole']> {
    // Beside other Hangul words, a word may by chance sound like the rest of another name.
    const isApart = tokens.length > 1 && tokens.some(({ text }) => named.has(text) || IS_LATIN.test(text));
    if (
      tokens.length > MOST_HEARD ||
      tokens.some(({ common, key }) => common || key.startsWith('·')) ||
      (isApart && !isLongSound(fold))
    )
      return undefined;
    const written = tokens.map(({ typed }) => typed).join(' ');
    const spelled = get(spelledOut(written) ?? '');
    if (spelled !== undefined) return spelled;
    for (const stem of [written, ...stemsOf(written)]) {
      const like = tables.heard.like(stem, fold);
      if (like !== undefined) return like;
    }
    return undefined;
  }

  /** `r6`, `6 rd`, `3라`: some letters of the unit beside its number. */
  function abbreviated(tokens: readonly Token[]): ReturnType<NameIndex['whole']> {
    if (tokens.length !== 2 || tokens[0]?.glued) return undefined;
    const number = tokens.find((token) => token.number !== undefined)?.number;
    const letters = tokens.find((token) => token.number === undefined)?.text ?? '';
    if (number === undefined || !/^(?:[a-z]{1,4}|\p{sc=Hangul})$/u.test(letters)) return undefined;
    const fitting = (tables.units.get(number) ?? []).filter(({ word }) => isShortFor(letters, word));
    const [key, ...others] = new Set(fitting.map((unit) => unit.key));
    return key === undefined || others.length > 0 ? undefined : get(key);
  }

  /** Two names in one word; the first may be shortened. */
  function pairIn({ text, common }: Token): readonly Entry[] | undefined {
    if (common) return undefined;
    const known = together.get(text) ?? together.get(withoutParticle(text, (stem) => together.has(stem)) ?? '');
    if (known !== undefined) return known;
    // Longer words than any two names are not tried at each of their letters.
    for (let cut = 1; cut < text.length && text.length <= LONGEST_PAIR; cut += 1) {
      const left = text.slice(0, cut);
      const [first, second] = [people.get(left) ?? beginnings.get(left), person(text.slice(cut))];
      if (first && second && first !== second) return [first, second];
    }
    return undefined;
  }

  function longestAt(tokens: readonly Token[], at: number): Span | undefined {
    for (let length = Math.min(LONGEST_NAME, tokens.length - at); length > 0; length -= 1) {
      const found = whole(tokens.slice(at, at + length), tokens[at + length]?.glued !== true);
      if (found !== undefined) return { at, length, pair: false, ...found };
    }
    const token = tokens[at];
    const pair = token && pairIn(token);
    return pair === undefined ? undefined : { at, length: 1, entries: pair, pair: true, named: true };
  }

  return {
    whole: (tokens) => whole(tokens),
    isPartOf(words, entry) {
      const own = tables.words.get(entry) ?? [];
      const numbers = words.filter(({ number }) => number !== undefined).length;
      return own.some((keys) => {
        const isAll = words.every(({ key, text }) => keys.has(key) || keys.has(text));
        return isAll && [...keys].filter((key) => key.startsWith('#')).length === numbers;
      });
    },
    round: (number) => named.get(`·round#${number}`) ?? [],
    personAt(token, at) {
      const one = person(token.text);
      return one === undefined ? [] : [{ at, length: 1, entries: [one], pair: false, named: true }];
    },
    peopleIn: (tokens) => [...new Set(tokens.flatMap((token) => person(token.text) ?? pairIn(token) ?? []))],
    spansIn(tokens) {
      const spans: Span[] = [];
      for (let at = 0; at < tokens.length; at += 1) {
        const span = longestAt(tokens, at);
        if (span === undefined) continue;
        spans.push(span);
        at += span.length - 1;
      }
      return spans;
    },
  };
}

function tablesOf(entries: readonly Entry[], pairs: readonly PairNames[]): Tables {
  const tables: Tables = {
    named: new Map(),
    leading: new Map(),
    people: new Map(),
    beginnings: new Map(),
    units: new Map(),
    together: new Map(),
    heard: createHeardNames(),
    words: new Map(),
  };
  for (const entry of entries) addEntry(tables, entry);
  addWithoutSeries(tables, entries);
  addPairs(tables, entries, pairs);
  return tables;
}

function addEntry(tables: Tables, entry: Entry): void {
  const names = [...(entry.called ?? entry.names), ...(entry.emoji === undefined ? [] : [entry.emoji])];
  for (const name of names.flatMap(variantsOf)) addName(tables, entry, tokensOf(name));
  for (const name of names.flatMap(variantsOf)) tables.heard.add(name, entry, true);
  for (const name of entry.aka.flatMap(variantsOf)) tables.heard.add(name, entry, false);
  for (const name of [...(entry.called === undefined ? [] : entry.names), ...entry.aka].flatMap(variantsOf))
    addLeading(tables, entry, tokensOf(name));
}

function addPairs({ together }: Tables, entries: readonly Entry[], pairs: readonly PairNames[]): void {
  for (const { names, ids } of pairs) {
    const both = ids.flatMap((id) => entries.find((entry) => entry.kind === 'character' && entry.id === id) ?? []);
    for (const name of both.length === 2 ? names : []) together.set(foldOf(tokensOf(name)), both);
  }
}

function addName(tables: Tables, entry: Entry, tokens: readonly Token[]): void {
  if (tokens.length === 0) return;
  put(tables.named, foldOf(tokens), entry);
  put(tables.named, keyOf(tokens), entry);
  put(tables.named, unorderedKeyOf(tokens), entry);
  if (tokens.length > 2) {
    const own = tables.words.get(entry) ?? [];
    tables.words.set(entry, [...own, new Set(tokens.map(({ key }) => key))]);
  }
  // `Zombie Stage 1` means its round 1, and `otr` has the first letters of three words.
  const [article, ...afterIt] = tokens;
  if (article !== undefined && ARTICLES.has(article.text) && afterIt.length > 0)
    put(tables.named, keyOf(afterIt), entry);
  const bare = tokens.filter(({ key }) => key !== '·round');
  if (bare.length > 1 && bare.length < tokens.length && bare.some(({ number }) => number !== undefined))
    put(tables.named, keyOf(bare), entry);
  if (tokens.length > 2) put(tables.leading, firstLettersOf(tokens), entry);
  // `zs round 1`: the words before the unit and number may be shortened to their first letters.
  const before = tokens.slice(0, -2);
  if (before.length > 1 && tokens.at(-1)?.number !== undefined) {
    put(tables.leading, firstLettersOf(before) + keyOf(tokens.slice(-2)), entry);
    put(tables.leading, firstLettersOf(before) + keyOf(tokens.slice(-1)), entry);
  }
  const [unit, number] = tokens;
  if (tokens.length === 2 && unit !== undefined && unit.number === undefined && number?.number !== undefined) {
    const held = tables.units.get(number.number) ?? [];
    tables.units.set(number.number, [...held, { word: unit.text, key: keyOf(tokens) }]);
  }
  if (entry.kind === 'character') addPerson(tables, entry, foldOf(tokens));
}

/** A name that begins with the name of the series also goes without it: the museum, the tragedy. */
function addWithoutSeries(tables: Tables, entries: readonly Entry[]): void {
  const isSeries = ({ kind }: Entry) => kind === 'series';
  const own = new Set(entries.filter(isSeries).flatMap(({ names }) => names.map((name) => foldOf(tokensOf(name)))));
  for (const entry of entries.filter((one) => !isSeries(one))) {
    for (const name of entry.names) {
      const tokens = tokensOf(name);
      for (let length = 1; length < tokens.length; length += 1)
        if (own.has(foldOf(tokens.slice(0, length)))) put(tables.leading, keyOf(tokens.slice(length)), entry);
    }
  }
}

function addLeading(tables: Tables, entry: Entry, tokens: readonly Token[]): void {
  // A name that only says “round” identifies nothing.
  if (tokens.length === 0 || keyOf(tokens) === '·round') return;
  put(tables.leading, foldOf(tokens), entry);
  put(tables.leading, keyOf(tokens), entry);
  if (tokens.length > 2) put(tables.leading, firstLettersOf(tokens), entry);
}

function firstLettersOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => [...text][0]).join('');
}

function addPerson({ people, beginnings }: Tables, entry: Entry, name: string): void {
  if (name.length < 2 && !/\p{sc=Hangul}/u.test(name)) return;
  if (!people.has(name)) people.set(name, entry);
  const shortest = /^\p{sc=Latin}+$/u.test(name)
    ? SHORTEST_PART
    : /^\p{sc=Katakana}+$/u.test(name)
      ? SHORTEST_PART - 1
      : 99;
  for (let length = shortest; length < name.length; length += 1) {
    const beginning = name.slice(0, length);
    const held = beginnings.get(beginning);
    beginnings.set(beginning, held === undefined || held === entry ? entry : null);
  }
}

function put(to: Map<string, Entry[]>, key: string, entry: Entry): void {
  const held = to.get(key);
  if (held === undefined) to.set(key, [entry]);
  else if (!held.includes(entry)) held.push(entry);
}

/** So many consonants are no other name by chance: `루카 신드롬`. */
function isLongSound(fold: string): boolean {
  return /^[가-힣]{4,12}$/.test(fold) && soundOf(fold).replace(/[aeiou]/g, '').length >= LONG_SOUND;
}

/** Whether all letters of the short form stand in the word in their order, the first of them first. */
function isShortFor(letters: string, word: string): boolean {
  if (letters[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/** The forms of a name: signs inside it read as letters (`C!naH`), and joined words written apart. */
function variantsOf(name: string): string[] {
  const plain = name.replace(/(?<=\p{L})[!$@](?=\p{L})/gu, (sign) => ({ '!': 'i', $: 's', '@': 'a' })[sign] ?? sign);
  const apart = name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return [...new Set([name, plain, apart])];
}

/** Reads the names of a thing, so that an index of it is made the faster. */
export function readNames({ names, aka }: Pick<Findable, 'names' | 'aka'>): void {
  for (const name of [...names, ...aka].flatMap(variantsOf)) {
    tokensOf(name);
    hearName(name);
  }
}

/** Names are read over and over, from each horizon and in each server: what they come to is kept. */
const kept = createRecent<readonly Token[]>(5000);

function tokensOf(name: string): readonly Token[] {
  return kept(name, () => readTokens(name));
}
