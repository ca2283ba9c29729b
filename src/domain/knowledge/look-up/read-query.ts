import { defined } from '../../../util/defined.ts';
import { foldText } from '../../text-folding.ts';
import type { Kind } from '../view-types.ts';
import {
  COMMON,
  COMPOUNDS,
  CONCEPTS,
  KIND_WORDS,
  NUMBERS,
  ORDINAL_ENDINGS,
  PARTICLES,
  SINO_KOREAN,
} from './vocabulary.ts';

/** One word of what somebody typed, or of a name, as it is compared. */
export interface Token {
  /** Folded. */
  readonly text: string;
  /** The same for all words of one meaning (`final`, `결승`), and for all ways of writing a number (`#6`). */
  readonly key: string;
  readonly number?: string;
  /** Says nothing of what is looked for. */
  readonly common: boolean;
  readonly kind?: Kind;
  /** Begins with a capital, though not all of what was typed does. */
  readonly capital: boolean;
}

const WORD = /\p{N}+|[\p{sc=Hangul}]+|(?:(?![\p{sc=Hangul}\p{N}])[\p{L}\p{M}])+|\p{Extended_Pictographic}/gu;
/** Mentions, links and the signs that only steer how a text is written tell nothing of what is looked for. */
const NO_WORDS = /<(?:@[!&]?|#|t:|\/[^:>]{0,40}:)\d+(?::\w)?>|https?:\/\/\S+/gu;
const CUSTOM_EMOJI = /<a?:(\w{2,32}):\d+>/gu;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu;
const LONGEST_PHRASE = 3;

const concepts = new Map<string, string>();
const kinds = new Map<string, Kind>();
for (const [concept, phrases] of Object.entries(CONCEPTS)) {
  for (const phrase of phrases.split('|')) concepts.set(foldText(phrase), `·${concept}`);
}
for (const [kind, phrases] of Object.entries(KIND_WORDS)) {
  for (const phrase of phrases.split('|')) kinds.set(foldText(phrase), kind as Kind);
}

/** Without what Discord writes for people, channels and emoji. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cc}]+/gu, (signs) => (/[\n\t\r]/.test(signs) ? ' ' : ''))
    .replace(CUSTOM_EMOJI, ' $1 ')
    .replace(NO_WORDS, ' ')
    .replace(POSSESSIVE, ' ');
}

/** The words of a text. Linear in it: the caller cuts it before. */
export function readTokens(text: string): Token[] {
  const clean = withoutMarkup(text.normalize('NFKC').normalize('NFC'));
  const words = [...clean.matchAll(WORD)].flatMap(([word], index, all) => splitWord(word, all[index - 1]?.[0]));
  const mixed = words.some((word) => /^\p{Ll}/u.test(word));
  return merged(words.map((word) => readWord(word, mixed)));
}

function readWord(word: string, mixed: boolean): Token {
  const text = foldText(word);
  const number = /^\p{N}+$/u.test(text) ? String(Number(text)) : NUMBERS[text];
  const concept = conceptOf(text);
  const kind = kinds.get(text) ?? kinds.get(withoutParticle(text, (stem) => kinds.has(stem)) ?? '');
  return {
    text,
    key: number === undefined ? (concept ?? text) : `#${number}`,
    ...defined({ number }),
    common: COMMON.has(text),
    ...defined({ kind }),
    capital: mixed && /^\p{Lu}/u.test(word),
  };
}

function conceptOf(text: string): string | undefined {
  return concepts.get(text) ?? concepts.get(withoutParticle(text, (stem) => concepts.has(stem)) ?? '');
}

/** The beginning of a Hangul word that is known, where the rest is a particle. */
export function withoutParticle(text: string, isKnown: (stem: string) => boolean): string | undefined {
  if (!/\p{sc=Hangul}$/u.test(text)) return undefined;
  const letters = [...text];
  for (let length = 1; length <= Math.min(4, letters.length - 1); length += 1) {
    const stem = letters.slice(0, -length).join('');
    if (PARTICLES.has(letters.slice(-length).join('')) && isKnown(stem)) return stem;
  }
  return undefined;
}

/** `육라운드` is a number and its unit, `분홍머리` two words of one meaning each; `6th` is a number alone. */
function splitWord(word: string, before: string | undefined): string[] {
  const text = foldText(word);
  if (ORDINAL_ENDINGS.has(text) && before !== undefined && /^\p{N}+$/u.test(before)) return [];
  if (!/^\p{sc=Hangul}+$/u.test(text) || concepts.has(text)) return [word];
  const [first = '', ...others] = [...text];
  if (SINO_KOREAN.includes(first) && conceptOf(others.join('')) === '·round') return [first, others.join('')];
  const last = others.at(-1) ?? '';
  const rest = [first, ...others.slice(0, -1)].join('');
  if (SINO_KOREAN.includes(last) && text.length > 2 && concepts.get(rest) === '·round') return [rest, last];
  const compound = COMPOUNDS[text];
  if (compound !== undefined) return compound.map((concept) => (CONCEPTS[concept] ?? '').split('|')[0] ?? word);
  for (let length = text.length - 1; length >= 2; length -= 1) {
    const [stem, tail] = [text.slice(0, length), text.slice(length)];
    if (concepts.has(stem) && (conceptOf(tail) !== undefined || kinds.has(tail))) return [stem, tail];
  }
  return [word];
}

/** Phrases of several words that mean one thing become one. */
function merged(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    let found: { text: string; key: string; length: number } | undefined;
    for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 1 && !found; length -= 1) {
      const text = tokens
        .slice(at, at + length)
        .map((token) => token.text)
        .join('');
      const key = conceptOf(text);
      if (key !== undefined && key !== '·round') found = { text, key, length };
    }
    const token = tokens[at];
    if (token === undefined) continue;
    out.push(found === undefined ? token : { text: found.text, key: found.key, common: false, capital: token.capital });
    at += (found?.length ?? 1) - 1;
  }
  return out;
}

/** What some words come to: numbers stand last, so that `6라운드`, `라운드 6` and `round six` are one. */
export function keyOf(tokens: readonly Token[]): string {
  const words = tokens.filter(({ number }) => number === undefined).map(({ key }) => key);
  const numbers = tokens.flatMap(({ number }) => (number === undefined ? [] : `#${number}`));
  return [...words, ...numbers].join('');
}

/** The same as they were written. */
export function foldOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
