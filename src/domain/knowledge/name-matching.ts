import { createRecent } from '../../util/recent.ts';
import { soundOf } from '../sounds.ts';
import {
  foldText,
  foldWords,
  initialConsonants,
  isConsonantsOnly,
  isFingerSlip,
  otherKeyboard,
  slipsBetween,
  typedLetters,
} from '../text-folding.ts';
import type { Hit, Kind, LocalText } from './view-types.ts';

/** Something that can be looked up. */
export interface Findable {
  readonly kind: Kind;
  readonly id: string;
  readonly name: LocalText;
  /** All names by which it is found. */
  readonly names: readonly string[];
  /**
   * The names that denote it, where not all in `names` do: a match is found by its contestants' names, but not called
   * so.
   */
  readonly called?: readonly string[];
  /** What leads to it: its singers, where it is published. */
  readonly aka: readonly string[];
  readonly emoji?: string;
  /** When it came out, for what is not kept in the order in which it did: `2026-10-02`, or `2026-10`. */
  readonly released?: string;
  /** Texts about it, one statement or trait each. */
  readonly lines: readonly string[];
}

/** A findable thing with its names in every form used for comparing. */
export interface Entry extends Findable, Forms {}

interface Forms {
  readonly folded: readonly string[];
  readonly words: readonly string[];
  readonly typed: readonly string[];
  /** The forms in which typing errors are looked for. */
  readonly forms: readonly { readonly text: string; readonly digits: string }[];
  readonly initials: readonly string[];
  readonly sounds: readonly string[];
  readonly akaSounds: readonly string[];
}

export interface Query {
  readonly id: string;
  readonly folded: string;
  readonly typed: string;
  readonly digits: string;
  readonly sound: string;
  readonly initials: string | undefined;
  /** The text that the same keys give on the other keyboard. */
  readonly otherKeys: string | undefined;
  /** Consists of common words only: then it must be exactly a name. */
  readonly isCommon: boolean;
}

export interface NameMatch {
  readonly match: Hit['match'];
  /** Smaller is better. */
  readonly rank: number;
}

export function prepareNames(findable: Findable): Entry {
  const key = `${findable.names.join('\n')}\n\n${findable.aka.join('\n')}`;
  return { ...findable, ...kept(key, () => formsOf(findable)) };
}

/** The same names come in every view of every server, so their forms are held. */
const kept = createRecent<Forms>(2000);

function formsOf({ names, aka }: Findable): Forms {
  const words = unique(names.flatMap(foldWords));
  const typed = unique(names.map(typedLetters));
  return {
    folded: unique(names.map(foldText)),
    words,
    typed,
    forms: unique([...typed, ...words]).map((text) => ({ text, digits: digitsIn(text) })),
    initials: unique(names.map(initialConsonants)),
    // The sound of a name in kana is used only whole: its beginning would sound like too many others.
    sounds: unique(names.filter((name) => !/\p{sc=Katakana}/u.test(name)).map(soundOf)),
    akaSounds: unique(aka.map(soundOf)),
  };
}

export function readQuery(query: string, isCommon = false): Query {
  const typed = typedLetters(query);
  return {
    id: query.trim().toLowerCase(),
    folded: foldText(query),
    typed,
    digits: digitsIn(typed),
    sound: soundOf(query),
    initials: isConsonantsOnly(query) ? initialConsonants(query) : undefined,
    otherKeys: otherKeyboard(query),
    isCommon,
  };
}

/** The best way in which the entry's names fit the query; undefined when none does. */
export function compareNames(entry: Entry, query: Query): NameMatch | undefined {
  if (entry.id === query.id) return { match: 'exact', rank: 0 };
  if (entry.folded.includes(query.folded)) return { match: 'exact', rank: 1 };
  if (query.isCommon) return undefined;
  if (isOnOtherKeyboard(entry, query)) return { match: 'sound', rank: 11 };
  if (query.initials !== undefined) return byInitials(entry, query.initials);
  if (query.sound.length > 1 && entry.sounds.includes(query.sound)) return { match: 'sound', rank: 10 };
  if (query.sound.length > 3 && entry.akaSounds.includes(query.sound)) return { match: 'sound', rank: 13 };
  return byBeginning(entry, query) ?? bySlips(entry, query) ?? bySlipsOfSound(entry, query);
}

/** A long foreign name is written by ear: `parkbyunghoon`. */
function bySlipsOfSound({ akaSounds }: Entry, { sound }: Query): NameMatch | undefined {
  if (sound.length < LONG_SOUND) return undefined;
  return akaSounds.some((own) => slipsBetween(own, sound, 1) <= 1) ? { match: 'near', rank: 43 } : undefined;
}

const LONG_SOUND = 8;

function isOnOtherKeyboard({ typed }: Entry, { otherKeys }: Query): boolean {
  return otherKeys !== undefined && otherKeys.length > 2 && typed.includes(otherKeys);
}

function byInitials(entry: Entry, initials: string): NameMatch | undefined {
  if (entry.initials.includes(initials)) return { match: 'sound', rank: 10 };
  return entry.initials.some((own) => own.startsWith(initials)) ? { match: 'prefix', rank: 20 } : undefined;
}

function byBeginning(entry: Entry, { folded, typed, sound }: Query): NameMatch | undefined {
  if (entry.folded.some((own) => own.startsWith(folded))) return { match: 'prefix', rank: 20 };
  if (entry.typed.some((own) => own.startsWith(typed))) return { match: 'prefix', rank: 21 };
  if (entry.words.some((own) => own.startsWith(folded))) return { match: 'prefix', rank: 22 };
  if (sound.length > 2 && entry.sounds.some((own) => own.startsWith(sound))) return { match: 'prefix', rank: 23 };
  return undefined;
}

function bySlips(entry: Entry, query: Query): NameMatch | undefined {
  const slips = fewestSlips(entry.forms, query);
  if (slips !== undefined) return { match: 'near', rank: 40 + slips };
  // `iven`: one vowel for another, in a name otherwise right.
  if (/^[a-z]{4,6}$/.test(query.folded) && entry.folded.some((own) => isVowelSlip(own, query.folded)))
    return { match: 'near', rank: 42 };
  const isPart = query.folded.length > 2 && entry.folded.some((own) => own.includes(query.folded));
  return isPart ? { match: 'near', rank: 50 } : undefined;
}

function isVowelSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a[0] !== b[0]) return false;
  const differing = [...a].filter((letter, index) => letter !== b[index]).length;
  return differing === 1 && a.replace(/[aeiou]/g, '_') === b.replace(/[aeiou]/g, '_');
}

/** One slip of the finger up to five letters, any one in six, two from seven on both sides: below that everything is near everything. */
function fewestSlips(forms: Entry['forms'], { typed, digits }: Query): number | undefined {
  // Three Hangul syllables count as a short word, as five Latin letters do.
  const short = typed.length < (/^[ㄱ-ㅣ]+$/.test(typed) ? 7 : 6);
  let allowed = typed.length < 3 ? 0 : typed.length < 7 ? 1 : 2;
  let fewest: number | undefined;
  for (const form of forms) {
    // Digits must be equal: round 6 is not nearly round 5.
    if (form.digits !== digits) continue;
    const most = Math.min(allowed, form.text.length < 7 ? 1 : 2);
    const slips = slipsBetween(typed, form.text, most);
    if (slips > most || (short && !isFingerSlip(typed, form.text))) continue;
    fewest = slips;
    if (slips === 0) return 0;
    // From here on only fewer errors matter.
    allowed = slips - 1;
  }
  return fewest;
}

function digitsIn(text: string): string {
  return text.replace(/\P{N}+/gu, ' ').trim();
}

function unique(forms: readonly (string | undefined)[]): string[] {
  return [...new Set(forms.flatMap((form) => form || []))];
}
