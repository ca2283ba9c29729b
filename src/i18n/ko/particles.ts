/**
 * Korean particles whose form depends on the last sound of the word before. In a sentence, `{{name}}{{name, 을}}` gives
 * `틸을` and `루카를`; a particle is named by its first form.
 */
const FORMS = {
  은: ['은', '는'],
  이: ['이', '가'],
  을: ['을', '를'],
  과: ['과', '와'],
  으로: ['으로', '로'],
  이나: ['이나', '나'],
  이랑: ['이랑', '랑'],
  이에요: ['이에요', '예요'],
} as const satisfies Record<string, readonly [afterConsonant: string, afterVowel: string]>;

export type Particle = keyof typeof FORMS;

export const PARTICLES = Object.keys(FORMS) as readonly Particle[];

/** The form of the particle after this text; both, as `을(를)`, where its pronunciation is not known. */
export function particleAfter(text: string, name: Particle): string {
  const [afterConsonant, afterVowel] = FORMS[name];
  const sound = lastSound(text);
  if (sound === 'unknown') return `${afterConsonant}(${afterVowel})`;
  // 서울로, 지하철로: after ㄹ as after a vowel.
  const isVowel = sound === 'vowel' || (sound === 'l' && name === '으로');
  return isVowel ? afterVowel : afterConsonant;
}

type Sound = 'vowel' | 'l' | 'consonant' | 'unknown';

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** Index of ㄹ among the 28 possible ends of a syllable. */
const RIEUL = 8;

/** By how the digits are read: 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in zeros is read 십, 백, 천 or 만. */
const DIGITS: readonly Sound[] = [
  'consonant',
  'l',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'l',
  'l',
  'vowel',
];

function lastSound(text: string): Sound {
  const read = whatIsRead(text.normalize('NFC'));
  const last = read.at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const final = (code - FIRST_SYLLABLE) % 28;
    if (final === 0) return 'vowel';
    return final === RIEUL ? 'l' : 'consonant';
  }
  // Single letters are read by their names: 기역 … 히읗, and ㅏ as 아.
  if (last === 'ㄹ') return 'l';
  if (/[ㄱ-ㅎ]/u.test(last)) return 'consonant';
  if (/[ㅏ-ㅣ]/u.test(last)) return 'vowel';
  if (/[0-9]/.test(last)) return DIGITS[Number(last)] ?? 'unknown';
  const word = /[A-Za-z]+$/.exec(read.normalize('NFD').replace(/\p{M}/gu, ''))?.[0];
  return word === undefined ? kanaSound(last) : latinSound(word);
}

/** Signs at the end are not read, nor is text in brackets at the end: `**틸** (Till)` takes the particle of `틸`. */
function whatIsRead(text: string): string {
  const bare = text.replace(/[^\p{L}\p{N})\]]+$/u, '');
  if (!/[)\]]$/.test(bare)) return bare;
  const open = Math.max(bare.lastIndexOf('('), bare.lastIndexOf('['));
  return open > 0 ? whatIsRead(bare.slice(0, open)) : bare.replace(/[^\p{L}\p{N}]+$/u, '');
}

function kanaSound(sign: string): Sound {
  if (/[んン]/u.test(sign)) return 'consonant';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sign) ? 'vowel' : 'unknown';
}

/**
 * Roughly how a Latin word is written in Korean: `Till` 틸, `Ivan` 이반, `pick` 픽, `Art` 아트, `time` 타임. Letters that are
 * not a word are read by their names: `LG` 엘지, `FM` 에프엠.
 */
function latinSound(word: string): Sound {
  if (!/[aeiouy]/i.test(word) || word.length === 1) return letterSound(word.at(-1) ?? '');
  const lower = word.toLowerCase();
  if (/le?$/.test(lower)) return 'l';
  if (/(?:[mn]e?|ng)$/.test(lower)) return 'consonant';
  // A stop right after one short vowel closes the syllable; after two vowels or another consonant it gets a syllable of
  // its own.
  if (/(?:^|[^aeiouy])[aeiouy](?:[bcgkpt]|ck)$/.test(lower)) return 'consonant';
  return 'vowel';
}

/** The names 엘 엠 엔 알 end in a consonant; all other names of letters end in a vowel. */
function letterSound(letter: string): Sound {
  if (/[lr]/i.test(letter)) return 'l';
  return /[mn]/i.test(letter) ? 'consonant' : 'vowel';
}
