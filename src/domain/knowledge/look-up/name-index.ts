import type { Entry } from '../name-matching.ts';
import { foldOf, keyOf, readTokens, type Token, withoutParticle } from './read-query.ts';

/** Some words of a text that name something. */
export interface Span {
  readonly at: number;
  readonly length: number;
  readonly entries: readonly Entry[];
  /** Two who were typed as one: `tillivan`, `이반틸`, `hyuluka`. */
  readonly pair: boolean;
  /** By a name of theirs; otherwise by something that leads to them, such as who sings them. */
  readonly named: boolean;
}

export interface NameIndex {
  /** What the words name, from left to right, the longest name first. */
  spansIn(tokens: readonly Token[]): Span[];
  /** What all of the words together name. */
  whole(tokens: readonly Token[]): { readonly entries: readonly Entry[]; readonly named: boolean } | undefined;
  /** The characters named, word by word, also where several words together name something else. */
  peopleIn(tokens: readonly Token[]): Entry[];
}

const LONGEST_NAME = 8;
const LONGEST_PAIR = 40;
/** A shorter beginning of a name in Latin letters is no name: `hyu` in `hyuluka`. */
const SHORTEST_PART = 3;

interface Units {
  readonly word: string;
  readonly key: string;
}

export interface PairNames {
  readonly names: readonly string[];
  readonly ids: readonly [string, string];
}

export function createNameIndex(entries: readonly Entry[], pairs: readonly PairNames[] = []): NameIndex {
  const named = new Map<string, Entry[]>();
  const leading = new Map<string, Entry[]>();
  const people = new Map<string, Entry>();
  const beginnings = new Map<string, Entry | null>();
  const units = new Map<string, Units[]>();

  const add = (to: Map<string, Entry[]>, key: string, entry: Entry) => {
    const held = to.get(key);
    if (held === undefined) to.set(key, [entry]);
    else if (!held.includes(entry)) held.push(entry);
  };
  for (const entry of entries) {
    for (const { tokens, isNamed } of [
      ...[...(entry.called ?? entry.names), ...(entry.emoji === undefined ? [] : [entry.emoji])]
        .flatMap(variantsOf)
        .map((name) => ({ tokens: tokensOf(name), isNamed: true })),
      ...(entry.called === undefined ? [] : entry.names).map((name) => ({ tokens: tokensOf(name), isNamed: false })),
      ...entry.aka.flatMap(variantsOf).map((name) => ({ tokens: tokensOf(name), isNamed: false })),
    ]) {
      // “Rounds” is no name of the one round there is.
      if (tokens.length === 0 || (!isNamed && keyOf(tokens) === '·round')) continue;
      const to = isNamed ? named : leading;
      add(to, foldOf(tokens), entry);
      add(to, keyOf(tokens), entry);
      const bare = tokens.filter(({ key }) => key !== '·round');
      if (bare.length > 1 && bare.length < tokens.length && bare.some(({ number }) => number))
        add(to, keyOf(bare), entry);
      if (isNamed && tokens.length > 2) add(leading, tokens.map(({ text }) => [...text][0]).join(''), entry);
      const [unit, number] = tokens;
      if (isNamed && tokens.length === 2 && unit?.number === undefined && number?.number !== undefined) {
        const held = units.get(number.number) ?? [];
        if (unit !== undefined) held.push({ word: unit.text, key: keyOf(tokens) });
        units.set(number.number, held);
      }
      if (isNamed && entry.kind === 'character') notePerson(foldOf(tokens), entry);
    }
  }

  function notePerson(name: string, entry: Entry): void {
    if (name.length < 2 && !/\p{sc=Hangul}/u.test(name)) return;
    people.set(name, people.get(name) ?? entry);
    if (!/^\p{sc=Latin}+$/u.test(name)) return;
    for (let length = SHORTEST_PART; length < name.length; length += 1) {
      const beginning = name.slice(0, length);
      const held = beginnings.get(beginning);
      beginnings.set(beginning, held === undefined || held === entry ? entry : null);
    }
  }

  const together = new Map<string, readonly Entry[]>();
  for (const { names, ids } of pairs) {
    const both = ids.flatMap((id) => entries.find((entry) => entry.kind === 'character' && entry.id === id) ?? []);
    for (const name of names) if (both.length === 2) together.set(foldOf(tokensOf(name)), both);
  }

  const get = (key: string) => {
    const direct = named.get(key);
    if (direct !== undefined) return { entries: direct, named: true };
    const led = leading.get(key);
    return led === undefined ? undefined : { entries: led, named: false };
  };

  function whole(tokens: readonly Token[]): ReturnType<NameIndex['whole']> {
    const fold = foldOf(tokens);
    const stem = withoutParticle(fold, (text) => named.has(text) || leading.has(text));
    return get(fold) ?? get(keyOf(tokens)) ?? (stem === undefined ? undefined : get(stem)) ?? abbreviated(tokens);
  }

  /** `r6`, `6 rd`: letters of the unit beside its number. */
  function abbreviated(tokens: readonly Token[]): ReturnType<NameIndex['whole']> {
    if (tokens.length !== 2) return undefined;
    const number = tokens.find((token) => token.number !== undefined)?.number;
    const letters = tokens.find((token) => token.number === undefined)?.text ?? '';
    if (number === undefined || !/^[a-z]{1,4}$/.test(letters)) return undefined;
    const fitting = (units.get(number) ?? []).filter(({ word }) => isShortFor(letters, word));
    const keys = [...new Set(fitting.map(({ key }) => key))];
    return keys.length === 1 && keys[0] !== undefined ? get(keys[0]) : undefined;
  }

  /** Two names in one word, the first of them perhaps cut short. */
  function pairIn(token: Token): readonly Entry[] | undefined {
    const { text } = token;
    const known = together.get(text) ?? together.get(withoutParticle(text, (stem) => together.has(stem)) ?? '');
    if (known !== undefined) return known;
    // Two names are no longer than this; what is longer is not taken apart at each of its letters.
    for (let cut = 1; cut < text.length && text.length <= LONGEST_PAIR; cut += 1) {
      const [left, right] = [text.slice(0, cut), text.slice(cut)];
      const second = people.get(right) ?? people.get(withoutParticle(right, (stem) => people.has(stem)) ?? '');
      const first = people.get(left) ?? beginnings.get(left);
      if (first && second && first !== second) return [first, second];
    }
    return undefined;
  }

  const person = ({ text }: Token) =>
    people.get(text) ?? people.get(withoutParticle(text, (stem) => people.has(stem)) ?? '');

  return {
    whole,
    peopleIn: (tokens) => [
      ...new Set(tokens.flatMap((token) => person(token) ?? (token.common ? [] : (pairIn(token) ?? [])))),
    ],
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

  function longestAt(tokens: readonly Token[], at: number): Span | undefined {
    for (let length = Math.min(LONGEST_NAME, tokens.length - at); length > 0; length -= 1) {
      const found = whole(tokens.slice(at, at + length));
      if (found !== undefined) return { at, length, pair: false, ...found };
    }
    const token = tokens[at];
    const pair = token === undefined || token.common ? undefined : pairIn(token);
    return pair === undefined ? undefined : { at, length: 1, entries: pair, pair: true, named: true };
  }
}

/** Whether all letters of the short form stand in the word in their order, the first of them first. */
function isShortFor(letters: string, word: string): boolean {
  if (letters[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/** Signs that stand for letters inside a name are read as such too: `C!naH`. */
function variantsOf(name: string): string[] {
  const plain = name.replace(/(?<=\p{L})[!$@](?=\p{L})/gu, (sign) => ({ '!': 'i', $: 's', '@': 'a' })[sign] ?? sign);
  return plain === name ? [name] : [name, plain];
}

const read = new Map<string, readonly Token[]>();
const MOST_KEPT = 5000;

/** Names are read over and over, from each horizon and in each server: what they come to is kept. */
function tokensOf(name: string): readonly Token[] {
  const held = read.get(name);
  if (held !== undefined) return held;
  const tokens = readTokens(name);
  if (read.size >= MOST_KEPT) read.clear();
  read.set(name, tokens);
  return tokens;
}
