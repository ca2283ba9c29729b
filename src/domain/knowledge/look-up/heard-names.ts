import { createRecent } from '../../../util/recent.ts';
import { type Bones, bonesOf, soundsOf } from '../../sounds.ts';
import { slipsBetween } from '../../text-folding.ts';
import type { Entry } from '../name-matching.ts';

/** Names by how they sound, for people who write them in another script than the data does. */
export interface HeardNames {
  add(name: string, entry: Entry, named: boolean): void;
  /**
   * @param typed as it was written
   * @param folded the form used for comparing elsewhere
   */
  like(typed: string, folded: string): { readonly entries: readonly Entry[]; readonly named: boolean } | undefined;
}

interface Sounding {
  readonly sound: string;
  /** How the name may sound, with and without an r that may be left out. */
  readonly sounds: readonly string[];
  readonly bones: readonly Bones[];
}

interface Heard extends Sounding {
  readonly entry: Entry;
  readonly named: boolean;
}

/** Shorter sounds fit too many words; for words in Latin letters one letter more is needed. */
const SHORTEST_SOUND = 3;
const LONGEST_NAME = 40;

export function createHeardNames(): HeardNames {
  const bySound = new Map<string, Heard[]>();
  const byBones = new Map<string, Heard[]>();

  return {
    add(name, entry, named) {
      const heard = { ...heardOf(name), entry, named };
      const { sounds, bones } = heard;
      for (const one of sounds) put(bySound, one, heard);
      for (const { consonants } of bones) put(byBones, consonants, heard);
    },
    like(typed, folded) {
      // Chinese characters do not tell how a name sounds.
      if (typed.length > LONGEST_NAME || /\p{sc=Han}|\p{N}/u.test(typed)) return undefined;
      const { sound, bones } = heardOf(typed);
      const shortest = /^\p{sc=Latin}+$/u.test(folded) ? SHORTEST_SOUND + 1 : SHORTEST_SOUND;
      const same = sound.length >= shortest ? bySound.get(sound) : undefined;
      return (
        found(same) ??
        found(bones.flatMap((own) => (byBones.get(own.consonants) ?? []).filter((one) => isLike(one.bones, own))))
      );
    },
  };
}

/** Only between two scripts: within one script, vowels tell names apart. */
function isLike(bones: readonly Bones[], other: Bones): boolean {
  return bones.some((one) => {
    if (one.consonants !== other.consonants || one.isLatin === other.isLatin) return false;
    const most = Math.max(one.vowels.length, other.vowels.length) > 3 ? 2 : 1;
    return slipsBetween(one.vowels, other.vowels, most) <= most;
  });
}

function found(heard: readonly Heard[] | undefined) {
  if (heard === undefined || heard.length === 0) return undefined;
  const named = heard.filter((one) => one.named);
  const best = named.length > 0 ? named : heard;
  return { entries: [...new Set(best.map(({ entry }) => entry))], named: named.length > 0 };
}

/** The same names come in every view of every server, so what was computed for them is held. */
const kept = createRecent<Sounding>(2000);

/** How a name sounds is worked out once. */
export function hearName(name: string): void {
  heardOf(name);
}

function heardOf(name: string): Sounding {
  return kept(name, () => {
    const sounds = soundsOf(name);
    return { sound: sounds[0] ?? '', sounds, bones: bonesOf(name, sounds) };
  });
}

function put(to: Map<string, Heard[]>, key: string, heard: Heard): void {
  const held = to.get(key);
  if (held === undefined) to.set(key, [heard]);
  else held.push(heard);
}
