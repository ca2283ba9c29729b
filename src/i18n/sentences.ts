import i18next from 'i18next';
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

/** Says a sentence in one language. What a sentence needs to be told is part of its type. */
export type Say = <Key extends SentenceKey>(
  key: Key,
  ...params: ParamsIn<TextOf<Key>> extends never ? [] : [Params<Key>]
) => string;

/** A sentence still to be said, in whatever language its reader turns out to have. */
export type Sentence = (say: Say) => string;

/** What one language must have: every sentence, and every command with its options. */
export interface LanguagePack {
  readonly sentences: { readonly [Key in keyof English]: string };
  readonly commands: CommandTexts;
}

const packs = { en, ko } as const satisfies Record<string, LanguagePack>;

/** Languages whose sentences are complete. The first is what everybody else reads. */
export type Language = keyof typeof packs;
export const languages = Object.keys(packs) as readonly Language[];

/** The language of a Discord locale (`en-US`, `ko`, …), English where there is none. */
export function languageOf(locale: string | undefined): Language {
  return languages.find((language) => locale?.split('-')[0] === language) ?? 'en';
}

/** Discord's own names for a language, for the localised names of commands. */
export function localesOf(language: Language): readonly string[] {
  return language === 'en' ? ['en-US', 'en-GB'] : [language];
}

export function commandTexts(language: Language): CommandTexts {
  return packs[language].commands;
}

/**
 * Values are put in as they are: whoever passes text of a member or a feed escapes it first (src/discord/contract/markdown.ts).
 */
export function createSentences(): (language: Language) => Say {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    resources: Object.fromEntries(
      Object.entries(packs).map(([language, pack]) => [language, { translation: pack.sentences }]),
    ),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  // `{{name, 을}}` in a Korean sentence is the particle that follows the name.
  for (const particle of PARTICLES) {
    instance.services.formatter?.add(particle, (value) => particleAfter(String(value), particle));
  }
  const voices = new Map(languages.map((language) => [language, voiceOf(language)]));
  return (language) => voices.get(language) ?? voiceOf(language);

  function voiceOf(language: Language): Say {
    const translate = instance.getFixedT(language) as unknown as (key: string, params: object) => string;
    return (key, ...params) => translate(key, params[0] ?? {});
  }
}
