import { foldText } from './text-folding.ts';

/**
 * How a name sounds, whatever its script: Hangul, kana and Cyrillic are transcribed to Latin letters, and spellings
 * that are often confused are made equal. All functions are pure, never throw, and take time linear in the text.
 */

/** Revised Romanisation of single sounds, without the sound changes between syllables. */
const ROMAN_INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ').map((r) => (r === '-' ? '' : r));
const ROMAN_VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const ROMAN_FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

const KANA = tableOf(
  'ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go サ sa シ shi ス su セ se ソ so ' +
    'ザ za ジ ji ズ zu ゼ ze ゾ zo タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do ナ na ニ ni ヌ nu ネ ne ノ no ' +
    'ハ ha ヒ hi フ fu ヘ he ホ ho バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po マ ma ミ mi ム mu メ me モ mo ' +
    'ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ヴ vu ッ - ー -',
);
/** Small kana replace the vowel before them: `ティ` is ti, `ヒョ` is hyo. */
const SMALL_KANA = tableOf('ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo');
const CYRILLIC = tableOf(
  'а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sh ъ - ы i ' +
    'ь - э e ю yu я ya і i ї yi є ye ґ g',
);

/** Spellings that sound alike, applied in this order to lower-case Latin letters. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/eye/g, 'ai'],
  [/ow(?![aeiou])/g, 'o'],
  [/(?<=[stkqgdh])w/g, 'u'],
  [/ph/g, 'p'],
  [/sh/g, 's'],
  [/th/g, 't'],
  [/ts/g, 'j'],
  [/[vw]/g, 'b'],
  [/f/g, 'p'],
  [/z/g, 'j'],
  [/ch/g, 'j'],
  [/c(?=[eiy])/g, 's'],
  [/c|q/g, 'k'],
  [/x/g, 'ks'],
  [/d/g, 't'],
  [/l/g, 'r'],
  [/eo|oa/g, 'o'],
  [/eu/g, ''],
  [/oo|ou/g, 'u'],
  [/ee|ea|ie|y/g, 'i'],
  [/si(?=[aeou])/g, 's'],
  [/(?<=[aeiou])h(?![aeiou])/g, ''],
  [/ae|ai/g, 'e'],
  [/(\p{L})\1+/gu, '$1'],
];

/** Roughly how a text sounds: `Miji` ~ `Mizi` ~ `미지` ~ `ミジ` ~ `Мизи`. */
export function soundOf(text: string): string {
  return alike(foldText(inLatin(text)));
}

/** As `soundOf`, with and without an r before a consonant, which some scripts leave out: `アコーン`. */
export function soundsOf(text: string): readonly string[] {
  const latin = foldText(inLatin(text));
  return [...new Set([latin, withoutSilentR(latin)].map(alike))];
}

function withoutSilentR(latin: string): string {
  return latin.replace(/r(?![aeiouyr])/g, '');
}

/** What a name keeps in every script. */
export interface Bones {
  /** Its consonants, and whether it begins with a vowel. */
  readonly consonants: string;
  readonly vowels: string;
  readonly isLatin: boolean;
}

/**
 * For comparing a name across scripts, which add vowels and drop an r: `アナクトガーデン` and `Anakt Garden` have the same
 * consonants. Empty where there are too few consonants to tell names apart.
 */
export function bonesOf(text: string, sounds: readonly string[]): readonly Bones[] {
  const isLatin = /^\p{sc=Latin}+$/u.test(foldText(text));
  return sounds.flatMap((sound) => {
    if (!/^[a-z]+$/.test(sound)) return [];
    const consonants = sound
      .replace(/(?!^)[aeiou]/g, '')
      .replace(/^[aeiou]/, '_')
      .replace(/(.)\1+/g, '$1');
    // A u may be there only because a script needs a vowel after each consonant.
    const vowels = sound.replace(/[^aeio]/g, '');
    return consonants.replace('_', '').length < FEWEST_CONSONANTS ? [] : [{ consonants, vowels, isLatin }];
  });
}

const LETTERS = tableOf(
  '에이 a 비 b 씨 c 시 c 디 d 이 e 에프 f 지 g 에이치 h 아이 i 제이 j 케이 k 엘 l 엠 m 엔 n 오 o 피 p 큐 q 알 r 에스 s 티 t ' +
    '유 u 브이 v 더블유 w 엑스 x 와이 y 제트 z 원 1 투 2 쓰리 3 포 4 파이브 5 식스 6 세븐 7 에잇 8 에이트 8 팔 8 나인 9',
);

/**
 * The Latin letters that a Hangul word spells by their names: `오티알` is otr, `식스에프유` 6fu. Undefined where it does not.
 */
export function spelledOut(text: string): string | undefined {
  let [rest, letters] = [text.replace(/\s+/g, ''), ''];
  while (rest !== '') {
    const said = [4, 3, 2, 1].map((length) => rest.slice(0, length)).find((part) => LETTERS.has(part));
    if (said === undefined) return undefined;
    letters += LETTERS.get(said);
    rest = rest.slice(said.length);
  }
  return letters.length > 1 ? letters : undefined;
}

const FEWEST_CONSONANTS = 3;

/** One Hangul syllable in Latin letters; any other character unchanged. */
export function romanise(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter;
  const index = code - FIRST_SYLLABLE;
  const [initial, vowel, final] = [Math.floor(index / 588), Math.floor((index % 588) / 28), index % 28];
  return `${ROMAN_INITIALS[initial]}${ROMAN_VOWELS[vowel]}${ROMAN_FINALS[final]}`;
}

function inLatin(text: string): string {
  let latin = '';
  for (const letter of text.normalize('NFKC').toLowerCase()) {
    const kana = /[\u3041-\u3096]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60) : letter;
    const small = SMALL_KANA.get(kana);
    if (small !== undefined) latin = withoutLastVowel(latin) + small;
    else latin += KANA.get(kana) ?? CYRILLIC.get(kana) ?? romanise(letter);
  }
  return latin;
}

function withoutLastVowel(latin: string): string {
  return /[aeiou]$/.test(latin) ? latin.slice(0, -1) : latin;
}

function alike(latin: string): string {
  return SOUNDS.reduce((sound, [from, to]) => sound.replace(from, to), latin);
}

function tableOf(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.split(' ');
  return new Map(
    words.flatMap((word, index) => {
      const latin = words[index + 1] ?? '';
      return index % 2 === 0 ? [[word, latin === '-' ? '' : latin] as const] : [];
    }),
  );
}
