/**
 * Makes different spellings of one thing equal. All functions are pure, never throw, and take time linear in the text.
 */

const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const FINALS =
  'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');

/** One syllable as single keys; a consonant before a vowel begins the next syllable. */
const SYLLABLE_KEYS =
  /([ㄱ-ㅎ])(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])((?:ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ])(?![ㅏ-ㅣ]))?/g;

/** The letters of a Korean keyboard (두벌식), and the Latin ones on the same keys. */
const KOREAN_KEYS = [...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ'];
const LATIN_KEYS = [...'qwertyuiopasdfghjklzxcvbnmqwertop'];
/** The rows of a Latin keyboard, and how far each is shifted to the right, in keys. */
const KEY_ROWS = [
  { keys: 'qwertyuiop', offset: 0 },
  { keys: 'asdfghjkl', offset: 0.25 },
  { keys: 'zxcvbnm', offset: 0.75 },
] as const;

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/**
 * Removes differences of case, accents, width, spacing, punctuation and Unicode forms: `Mízi`, `ＭＩＺＩ` and `mi zi` all
 * become `mizi`, and Hangul is composed. A text without any letter or digit keeps its signs.
 */
export function foldText(text: string): string {
  const even = evenOut(text);
  const letters = even.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? even.trim() : letters;
}

/** The words of a text, folded. */
export function foldWords(text: string): string[] {
  return evenOut(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Folded, with every Hangul syllable split into the keys that type it, so that `미ㅈ` and `밎` both begin `미지`. */
export function typedLetters(text: string): string {
  let keys = '';
  for (const letter of foldText(text).normalize('NFD')) {
    const code = letter.codePointAt(0) ?? 0;
    keys += INITIALS[code - 0x1100] ?? VOWELS[code - 0x1161] ?? FINALS[code - 0x11a8] ?? letter;
  }
  return keys;
}

/**
 * The text that the same keys give on the other keyboard: `dlqks` is `이반` in single letters (ㅇㅣㅂㅏㄴ), `샤ㅣㅣ` is `till`.
 * Compare it with `typedLetters`. Undefined where the text is neither all Latin nor all Hangul.
 */
export function otherKeyboard(text: string): string | undefined {
  const keys = [...typedLetters(text)];
  const [from, to] = keys.every((key) => isDigit(key) || LATIN_KEYS.includes(key))
    ? [LATIN_KEYS, KOREAN_KEYS]
    : [KOREAN_KEYS, LATIN_KEYS];
  const other = keys.map((key) => (isDigit(key) ? key : to[from.indexOf(key)]));
  return keys.length === 0 || other.includes(undefined) ? undefined : other.join('');
}

/**
 * As `otherKeyboard`, composed into syllables as a keyboard does: `dlqks` → `이반`; undefined where letters are left
 * over.
 */
export function typedOnOtherKeyboard(text: string): string | undefined {
  const keys = otherKeyboard(text);
  if (keys === undefined) return undefined;
  if (!/[ㄱ-ㅣ]/.test(keys)) return keys;
  const whole = keys.replace(SYLLABLE_KEYS, (_, initial: string, vowel: string, final = '') =>
    String.fromCharCode(
      FIRST_SYLLABLE +
        INITIALS.indexOf(initial) * 588 +
        VOWELS.indexOf(vowel) * 28 +
        (final === '' ? 0 : FINALS.indexOf(final) + 1),
    ),
  );
  return /[ㄱ-ㅣ]/.test(whole) ? undefined : whole;
}

function isDigit(key: string): boolean {
  return /^\d$/.test(key);
}

/** Whether two Latin letters are next to each other on the keyboard. */
function areNeighbourKeys(a: string, b: string): boolean {
  const [one, other] = [placeOfKey(a), placeOfKey(b)];
  if (one === undefined || other === undefined || a === b) return false;
  return Math.abs(one.row - other.row) <= 1 && Math.abs(one.x - other.x) <= 1;
}

/** 초성: the first consonant of every Hangul syllable (`이반` → `ㅇㅂ`); undefined where there is no Hangul. */
export function initialConsonants(text: string): string | undefined {
  let found = false;
  let initials = '';
  for (const letter of foldText(text)) {
    const syllable = initialOf(letter);
    const lone = INITIALS[(letter.codePointAt(0) ?? 0) - 0x1100];
    found ||= syllable !== undefined || lone !== undefined;
    initials += syllable === undefined ? (lone ?? letter) : INITIALS[syllable];
  }
  return found ? initials : undefined;
}

/** Whether a query has only single consonants, as people type initials: `ㅁㅈ`, also with numbers (`ㄹㅇㄷ6`). */
export function isConsonantsOnly(text: string): boolean {
  const keys = foldText(text).normalize('NFD');
  return /^[\u1100-\u1112\u11a8-\u11c2\p{N}]+$/u.test(keys) && /[^\p{N}]/u.test(keys);
}

/** Whether a name fits what has been typed of it so far: a part of it, half a syllable, or its first consonants. */
export function isMeantBy(name: string, typed: string): boolean {
  const wanted = typedLetters(typed);
  if (wanted === '' || typedLetters(name).includes(wanted)) return true;
  if (!isConsonantsOnly(typed)) return false;
  return initialConsonants(name)?.includes(initialConsonants(typed) ?? wanted) === true;
}

/** Whether two spellings are the same name: case, accents, width, spacing and Unicode forms make no difference. */
export function isSameName(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

/**
 * Whether two short words differ by one slip of the finger: two letters swapped, one missing or too many, a
 * neighbouring key, or a letter that looks the same (`lvan`). Any other letter makes a different word: `watch` is not
 * `witch`.
 */
export function isFingerSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (slipsBetween(a, b, 1) !== 1) return false;
  if (a.length !== b.length) return true;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at];
  return swapped || areNeighbourKeys(a[at] ?? '', b[at] ?? '') || lookAlike(a[at] ?? '', b[at] ?? '');
}

/**
 * The number of typing errors (a letter too many, missing, wrong, or two swapped) between two texts; `limit + 1` when
 * more than `limit`.
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  // A search compares thousands of pairs, and most end here.
  if (Math.abs(a.length - b.length) > limit) return limit + 1;

  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      }
      row.push(best);
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function evenOut(text: string): string {
  // Most of what is folded is plain already.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .normalize('NFC')
    .replace(/[\u3041-\u3096]/gu, katakana)
    .replaceAll('ς', 'σ');
}

/** The katakana letter with the same sound as a hiragana letter. */
function katakana(letter: string): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60);
}

/** Index of the first consonant of a Hangul syllable; undefined for other characters. */
function initialOf(letter: string): number | undefined {
  const code = letter.codePointAt(0) ?? 0;
  return code < FIRST_SYLLABLE || code > LAST_SYLLABLE ? undefined : Math.floor((code - FIRST_SYLLABLE) / 588);
}

const LOOK_ALIKE = ['il', 'i1', 'l1', 'o0', 'uv'];

function lookAlike(a: string, b: string): boolean {
  return LOOK_ALIKE.some((pair) => pair === `${a}${b}` || pair === `${b}${a}`);
}

function placeOfKey(letter: string): { row: number; x: number } | undefined {
  const row = KEY_ROWS.findIndex(({ keys }) => keys.includes(letter));
  const found = KEY_ROWS[row];
  return found && letter !== '' ? { row, x: found.keys.indexOf(letter) + found.offset } : undefined;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
