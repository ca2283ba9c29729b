import iconv from 'iconv-lite';

/** Looking at more bytes makes a guess no better. */
const GUESSED_BYTES = 200_000;

interface Candidate {
  readonly encoding: string;
  readonly isPlausible: (text: string, bytes: Buffer) => boolean;
}

/**
 * Tried in this order, the most distinctive first. Almost any bytes are valid in almost any encoding, so each test
 * knows its language: Russian by its most frequent letters, Japanese by kana, Korean by Hangul, Chinese by the half of
 * its characters that are in use, Western languages by single letters between ASCII ones.
 */
const CANDIDATES: readonly Candidate[] = [
  { encoding: 'win1251', isPlausible: isRussian },
  { encoding: 'koi8-r', isPlausible: isRussian },
  { encoding: 'shift_jis', isPlausible: isJapanese },
  { encoding: 'cp949', isPlausible: (text, bytes) => isKorean(text) && isInPairs(bytes, [0xa1, 0xfe], 0xa1) },
  { encoding: 'euc-jp', isPlausible: isJapanese },
  { encoding: 'gb18030', isPlausible: (text, bytes) => isChinese(text) && isInPairs(bytes, [0xa1, 0xd7], 0xa1) },
  { encoding: 'big5', isPlausible: (text, bytes) => isChinese(text) && isInPairs(bytes, [0xa1, 0xc6], 0x40) },
  { encoding: 'win1252', isPlausible: isWestern },
];

/**
 * The encoding in which bytes that are not UTF-8 read as text of a language; undefined when there is none. Takes time
 * linear in the document, up to a limit.
 */
export function guessEncoding(document: Buffer): string | undefined {
  const bytes = document.subarray(0, GUESSED_BYTES);
  return CANDIDATES.find(({ encoding, isPlausible }) => {
    const text = iconv.decode(bytes, encoding);
    return isWhole(text) && isPlausible(text, bytes);
  })?.encoding;
}

/** Whether a text that was decoded as Western really is. */
export function isWestern(text: string): boolean {
  const piece = text.slice(0, GUESSED_BYTES);
  const foreign = count(piece, /\P{ASCII}/gu);
  const known = count(piece, /[À-ÖØ-öø-ÿŠšŽžŒœŸªº“”„‘’‚«»‹›–—…•·°§©®™€£¿¡\u00a0]/gu);
  const crowded = count(piece, /[À-ÿ¡-¿]{3}/gu) * 3;
  const amidWords = count(piece, /[¢¤¥¦¨¬¯±³´¶¸¹¼½¾]\p{L}|\p{L}[¡¿«»]\p{L}/gu);
  return known * 10 >= foreign * 8 && crowded * 4 <= foreign && amidWords * 20 <= foreign;
}

function isRussian(text: string): boolean {
  const letters = count(text, /[А-яЁёІіЇїЄєҐґ]/gu);
  // Fewer letters do not tell how frequent each is.
  if (letters < 12) return false;
  const common = count(text, /[оеаинтср]/gu);
  const inWords = count(text, /[А-яЁёІіЇїЄєҐґ]{3}/gu) * 3;
  return letters * 10 >= foreignIn(text) * 8 && common * 20 >= letters * 9 && inWords * 2 >= letters;
}

function isJapanese(text: string): boolean {
  const kana = count(text, /[\u3041-\u3096\u30a1-\u30fc]/gu);
  const known = count(text, /[\u3000-\u30ff\uff01-\uff5e]|\p{sc=Han}/gu);
  return kana * 5 >= foreignIn(text) && known * 10 >= foreignIn(text) * 9;
}

function isKorean(text: string): boolean {
  const hangul = count(text, /[가-힣]/g);
  const known = count(text, /[가-힣\u2013-\u2026\u3000-\u301f\uff01-\uff5e·※★☆♥♡]|\p{sc=Han}/gu);
  return hangul * 5 >= count(text, /[가-힣]|\p{sc=Han}/gu) * 4 && known * 10 >= foreignIn(text) * 9;
}

function isChinese(text: string): boolean {
  const known = count(text, /[\u2014-\u2026\u3000-\u301f\uff01-\uff5e·]|\p{sc=Han}/gu);
  return known * 10 >= foreignIn(text) * 9;
}

/** Whether nine in ten of the byte pairs are in the range of characters in common use. */
function isInPairs(bytes: Buffer, [from, to]: readonly [number, number], secondFrom: number): boolean {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    pairs += 1;
    if (lead >= from && lead <= to && (bytes[at + 1] ?? 0) >= secondFrom) common += 1;
    at += 1;
  }
  return common * 10 >= pairs * 9;
}

/** A byte may be broken, and the last character may have been cut. */
function isWhole(text: string): boolean {
  return count(text.slice(0, -1), /\ufffd/g) * 50 <= foreignIn(text);
}

function foreignIn(text: string): number {
  return count(text, /\P{ASCII}/gu);
}

function count(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0;
}
