import { defined } from '../../../util/defined.ts';
import { createRecent } from '../../../util/recent.ts';
import { foldText } from '../../text-folding.ts';
import type { Kind } from '../view-types.ts';
import {
  AUXILIARY,
  COMMON,
  COMPOUNDS,
  CONCEPTS,
  KIND_ENDINGS,
  KIND_WORDS,
  NUMBERS,
  ORDINAL_BEGINNINGS,
  ORDINAL_ENDINGS,
  PARTICLES,
  ROMAN_NUMBERS,
} from './vocabulary.ts';

/** A word of a text or of a name, in the forms used for comparing. */
export interface Token {
  /** Folded. */
  readonly text: string;
  /** As it was written. */
  readonly typed: string;
  /** The same for all words with the same meaning (`final`, `결승`), and for all ways of writing a number (`#6`). */
  readonly key: string;
  readonly number?: string;
  /** True for a common word that does not say what is looked for. */
  readonly common: boolean;
  readonly kind?: Kind;
  /** True for a capital first letter, unless the whole text has capitals. */
  readonly capital: boolean;
  /** Joined by a hyphen to the word before. */
  readonly joined: boolean;
  /**
   * Written without a space after the word before: letters and digits of one word are separate tokens, `r2d2` gives
   * four.
   */
  readonly glued: boolean;
}

/** Japanese has no spaces between words: kanji, katakana and hiragana are separate tokens. */
const WORD =
  /\p{N}+|\p{sc=Hangul}+|\p{sc=Han}+|[\p{sc=Katakana}ー]+|[\p{sc=Hiragana}ー]+|(?:(?![\p{sc=Hangul}\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}\p{N}])[\p{L}\p{M}])+|\p{Extended_Pictographic}/gu;
/** Mentions, timestamps and links do not say what is looked for. */
const NO_WORDS = /<(?:@[!&]?|#|t:|\/[^:>]{0,40}:)\d+(?::\w)?>|https?:\/\/\S+/gu;
const CUSTOM_EMOJI = /<a?:(\w{2,32}):\d+>/gu;
/** Faces made of signs: `<3`, `:D`, `;-;`, `T_T`. */
const FACES =
  /<\/?3+|(?<![\p{L}\p{N}])(?:[:;=]['’-]?[3DPOSpos()[\]/\\|]+|[;:]-[;:]|[TtㅠQq]_+[TtㅠQq]|[oO>^]_+[oO<^]|[xX][dD]+)(?![\p{L}\p{N}])/gu;
/** Laughter and tears behind a word: `미쳤다ㅋㅋ`, `죽었나요ㅠㅠ`. */
const LAUGHTER = /(?<=[가-힣])[ㅋㅎㅠㅜ\u110f\u1112\u1172\u116e]+/gu;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu;
const LONGEST_PHRASE = 3;
const MOST_WORDS = 10_000;
const LONGEST_PARTICLE = 4;

const concepts = new Map<string, string>();
const kinds = new Map<string, Kind>();
for (const [concept, phrases] of Object.entries(CONCEPTS)) {
  for (const phrase of phrases.split('|')) concepts.set(foldText(phrase), `·${concept}`);
}
for (const [kind, phrases] of Object.entries(KIND_WORDS)) {
  for (const phrase of phrases.split('|')) kinds.set(foldText(phrase), kind as Kind);
}

/** Whatever some phrase that means one thing begins with: most words are none of it. */
const beginnings = new Set(
  [...concepts.keys()].flatMap((phrase) => [...phrase].map((_, index, all) => all.slice(0, index + 1).join(''))),
);

/** Without what Discord writes for people, channels and emoji. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cc}]+/gu, (signs) => (/[\n\t\r]/.test(signs) ? ' ' : ''))
    .replace(CUSTOM_EMOJI, ' $1 ')
    .replace(NO_WORDS, ' ')
    .replace(FACES, ' ')
    .replace(LAUGHTER, ' ')
    .replace(POSSESSIVE, ' ');
}

/** The words of a text. Takes time linear in its length; the caller limits it. */
export function readTokens(text: string): Token[] {
  const clean = withoutMarkup(text.normalize('NFKC').normalize('NFC'));
  const words = [...clean.matchAll(WORD)].flatMap((found, index, all) => {
    const [before, after] = [all[index - 1], all[index + 1]];
    const glued = before !== undefined && before.index + before[0].length === found.index;
    const joined = before !== undefined && clean.slice(before.index + before[0].length, found.index) === '-';
    return splitWord(found[0], before?.[0], after?.[0]).map((word, part) => ({
      word,
      glued: glued && part === 0,
      joined: joined && part === 0,
    }));
  });
  const mixed = words.some(({ word }) => /^\p{Ll}/u.test(word));
  return merged(
    words.map(({ word, glued, joined }, index) => {
      const read = readWord(word, mixed);
      // What is written in hiragana behind a sign is its ending: `死んだの`.
      const isEnding = glued && /^\p{sc=Hiragana}+$/u.test(word) && /^\p{sc=Han}+$/u.test(words[index - 1]?.word ?? '');
      return { ...read, common: read.common || isEnding, glued, joined };
    }),
  );
}

type Word = Omit<Token, 'glued' | 'joined' | 'capital'>;

/** The words of a series come again in each sentence, each view and each query: what they come to is kept. */
const wordsRead = createRecent<Word>(MOST_WORDS);
const wordsSplit = createRecent<readonly string[]>(MOST_WORDS);

function readWord(word: string, mixed: boolean): Omit<Token, 'glued' | 'joined'> {
  return { ...wordsRead(word, () => readNewWord(word)), capital: mixed && /^\p{Lu}/u.test(word) };
}

function readNewWord(word: string): Word {
  const text = foldText(word);
  const number = /^\d+$/.test(text) ? String(Number(text)) : NUMBERS[text];
  const concept = conceptOf(text);
  const kind = kinds.get(text) ?? kinds.get(withoutParticle(text, (stem) => kinds.has(stem)) ?? '');
  return {
    text,
    typed: word,
    key: number === undefined ? (concept ?? text) : `#${number}`,
    ...defined({ number }),
    common: isCommonWord(text),
    ...defined({ kind }),
  };
}

function isCommonWord(text: string): boolean {
  // Endings that stand by themselves: `같은`, `말고`.
  if (AUXILIARY.test(text) || (text.length > 1 && PARTICLES.has(text))) return true;
  // `lmaooo`, `plsss`; laughter by itself.
  if (COMMON.has(text) || COMMON.has(text.replace(/(\p{L})\1{2,}/gu, '$1')) || /^[ㅋㅎㅠㅜ]+$/.test(text)) return true;
  return withoutParticle(text, (stem) => stem.length > 1 && COMMON.has(stem)) !== undefined;
}

function conceptOf(text: string): string | undefined {
  return concepts.get(text) ?? concepts.get(withoutParticle(text, (stem) => concepts.has(stem)) ?? '');
}

/** The known stem of a Hangul word with a particle; undefined where there is none. */
export function withoutParticle(text: string, isKnown: (stem: string) => boolean): string | undefined {
  return stemsOf(text).find(isKnown);
}

/** The possible stems of a Hangul word without its particle, longest first. */
export function stemsOf(text: string): string[] {
  if (!/\p{sc=Hangul}$/u.test(text)) return [];
  const letters = [...text];
  const stems: string[] = [];
  for (let length = 1; length <= Math.min(LONGEST_PARTICLE, letters.length - 1); length += 1)
    if (PARTICLES.has(letters.slice(-length).join(''))) stems.push(letters.slice(0, -length).join(''));
  return stems;
}

/**
 * Splits a word: `육라운드` and `roundtwo` into number and unit, `분홍머리` into two words with a meaning each; `6th` is the
 * number alone.
 */
function splitWord(word: string, before: string | undefined, after: string | undefined): string[] {
  const text = foldText(word);
  if (ORDINAL_ENDINGS.has(text) && before !== undefined && isFigures(before)) return [];
  if (ORDINAL_BEGINNINGS.has(text) && after !== undefined && isFigures(after)) return [];
  if (isMeaningful(text) || isFigures(text)) return [word];
  return [...wordsSplit(word, () => splitNewWord(word, text))];
}

function splitNewWord(word: string, text: string): readonly string[] {
  const asking = ASKING_KANA.exec(word);
  if (asking !== null) return asking.slice(1).filter((part) => part !== '');
  const compound = COMPOUNDS[text];
  if (compound !== undefined) return compound.map((concept) => (CONCEPTS[concept] ?? '').split('|')[0] ?? word);
  return splitAtNumber(text) ?? splitAtMeaning(text) ?? [word];
}

/** `はいつ`: a particle and the word that asks, which are written as one. */
const ASKING_KANA = /^([はがをにでともの])(いつ|どこ|だれ|なに|なん|いくつ|どれ|どう|なぜ|どんな)(\p{sc=Hiragana}*)$/u;

function isFigures(text: string): boolean {
  return /^\p{N}+$/u.test(text);
}

function isMeaningful(text: string): boolean {
  return concepts.has(text) || kinds.has(text) || NUMBERS[text] !== undefined;
}

const LONGEST_COMPOUND = 24;
const SINO_KOREAN = '일이삼사오육칠팔구십';

function splitAtNumber(text: string): string[] | undefined {
  for (let cut = 1; cut < text.length && text.length <= LONGEST_COMPOUND; cut += 1) {
    const [left, right] = [text.slice(0, cut), text.slice(cut)];
    // `육라`; `이라` and `오라` are words of their own.
    if (right === '라' && '일삼육칠'.includes(left)) return [left, right];
    if (
      NUMBERS[left] !== undefined &&
      conceptOf(right) === '·round' &&
      (right.length > 1 || SINO_KOREAN.includes(left))
    )
      return [left, right];
    const isUnit = left.length > 1 && UNITS.has(concepts.get(left) ?? '');
    if (isUnit && NUMBERS[right] !== undefined) return [left, right];
  }
  return undefined;
}

/** Things that are counted. */
const UNITS = new Set(['·round', '·season']);

/** Only for Hangul, where words are written together. */
function splitAtMeaning(text: string): string[] | undefined {
  if (!/^\p{sc=Hangul}+$/u.test(text)) return undefined;
  for (let length = text.length - 1; length >= 1; length -= 1) {
    const [stem, tail] = [text.slice(0, length), text.slice(length)];
    // `엔딩곡`: whatever stands before, the last syllables say of what kind.
    if (stem.length + tail.length > 2 && KIND_ENDINGS.has(tail)) return [stem, tail];
    if ((concepts.has(stem) || kinds.has(stem)) && (conceptOf(tail) !== undefined || kinds.has(tail)))
      return [stem, tail];
  }
  return undefined;
}

/** Joins the words of a phrase with one meaning. */
function merged(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    let found: { text: string; key: string; length: number } | undefined;
    const longest = beginnings.has(tokens[at]?.text ?? '') ? Math.min(LONGEST_PHRASE, tokens.length - at) : 1;
    for (let length = longest; length > 1 && !found; length -= 1) {
      const text = tokens
        .slice(at, at + length)
        .map((token) => token.text)
        .join('');
      const key = conceptOf(text);
      if (key !== undefined && key !== '·round') found = { text, key, length };
    }
    const read = tokens[at];
    if (read === undefined) continue;
    const isUnit = read.text === 'r' && tokens[at + 1]?.number !== undefined && tokens[at + 2]?.glued !== true;
    const token = isUnit ? { ...read, key: '·round' } : counted(read, out.at(-1));
    out.push(
      found === undefined
        ? token
        : {
            text: found.text,
            typed: found.text,
            key: found.key,
            common: false,
            capital: token.capital,
            glued: token.glued,
            joined: token.joined,
          },
    );
    at += (found?.length ?? 1) - 1;
  }
  return out;
}

/** Reads a Roman number beside a unit: `ROUND V`. */
function counted(token: Token, unit: Token | undefined): Token {
  const number = unit !== undefined && UNITS.has(unit.key) ? ROMAN_NUMBERS[token.text] : undefined;
  return number === undefined ? token : { ...token, key: `#${number}`, number, common: false };
}

/** One key for the words, with numbers last, so that `6라운드`, `라운드 6` and `round six` are the same. */
export function keyOf(tokens: readonly Token[]): string {
  const words = tokens.filter(({ number }) => number === undefined).map(({ key }) => key);
  const numbers = tokens.flatMap(({ number }) => (number === undefined ? [] : `#${number}`));
  return [...words, ...numbers].join('');
}

/** As `keyOf`, but independent of the order of words. */
export function unorderedKeyOf(tokens: readonly Token[]): string {
  return keyOf([...tokens].sort((a, b) => (a.key < b.key ? -1 : 1)));
}

/** The words joined as they were written, folded. */
export function foldOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
