import type { CommandTexts } from './command-texts.ts';
import { en } from './en/index.ts';
import { ko } from './ko/index.ts';
import { PARTICLES, particleAfter } from './ko/particles.ts';

type English = typeof en.sentences;

/** `votes_one` and `votes_other` are two forms of one sentence, `votes`. */
type WithoutForm<Key> = Key extends `${infer Base}_one` ? Base : Key extends `${infer Base}_other` ? Base : Key;
export type SentenceKey = WithoutForm<keyof English>;

type ParamsIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | ParamsIn<Rest> : never;
type TextOf<Key extends SentenceKey> = Key extends keyof English
  ? English[Key]
  : English[`${Key}_other` & keyof English];
type Params<Key extends SentenceKey> = {
  readonly [Name in ParamsIn<TextOf<Key>>]: Name extends 'count' ? number : string;
};

/** Says a sentence in one language. The values that a sentence needs are part of its type. */
export type Say = <Key extends SentenceKey>(
  key: Key,
  ...params: ParamsIn<TextOf<Key>> extends never ? [] : [Params<Key>]
) => string;

/** A sentence that will be said later, in the language of its reader. */
export type Sentence = (say: Say) => string;

/** What a language must have: every sentence, and the texts of every command and option. */
export interface LanguagePack {
  readonly sentences: { readonly [Key in keyof English]: string };
  readonly commands: CommandTexts;
}

const packs = { en, ko } as const satisfies Record<string, LanguagePack>;

/** Languages with complete sentences. The first is used for readers of all others. */
export type Language = keyof typeof packs;
export const languages = Object.keys(packs) as readonly Language[];

/** The language for a Discord locale (`en-US`, `ko`, …); English for others. */
export function languageOf(locale: string | undefined): Language {
  return languages.find((language) => language === locale || language === locale?.split('-')[0]) ?? 'en';
}

export function commandTexts(language: Language): CommandTexts {
  return packs[language].commands;
}

/**
 * Values are inserted as they are: text of a member or a feed must be escaped before
 * (src/discord/contract/markdown.ts). A sentence is parsed when it is first said, because an answer uses some fifty of
 * them.
 */
export function createSentences(): (language: Language) => Say {
  const voices = new Map(languages.map((language) => [language, voiceOf(language)]));
  return (language) => voices.get(language) ?? voiceOf(language);
}

/** Alternately a fixed text and the name of a value, with the particle to say after it, if any. */
type Parts = readonly (string | undefined)[];

function voiceOf(language: Language): Say {
  const sentences: Readonly<Record<string, string>> = packs[language].sentences;
  const plural = new Intl.PluralRules(language);
  const ready = new Map<string, Parts>();

  function partsOf(key: string): Parts {
    const known = ready.get(key);
    if (known !== undefined) return known;
    const text = sentences[key];
    if (text === undefined) throw new RangeError(`There is no sentence ${key} in ${language}`);
    const parts = text.split(/\{\{(\w+)(?:, *([^}]+))?\}\}/);
    ready.set(key, parts);
    return parts;
  }

  return (key, ...[params]) => {
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const { count } = values;
    const form = key in sentences || typeof count !== 'number' ? key : `${key}_${plural.select(count)}`;
    const parts = partsOf(form);
    let said = parts[0] ?? '';
    for (let at = 1; at < parts.length; at += 3) {
      const value = String(values[parts[at] ?? '']);
      const particle = PARTICLES.find((one) => one === parts[at + 1]);
      said += `${particle === undefined ? value : particleAfter(value, particle)}${parts[at + 2]}`;
    }
    return said;
  };
}
