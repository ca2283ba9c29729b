import { isMeantBy, isSameName } from '../../domain/text-folding.ts';

/** Something that a person can name in an option: by the value of a suggestion, or by any of its names. */
export interface Nameable {
  readonly id: string;
  /** Its names in every language. */
  readonly names: readonly string[];
}

/**
 * Whether what has been typed so far fits: a part of a name, half a syllable, or first consonants. An empty text fits
 * everything.
 */
export function mayMean(typed: string, { id, names }: Nameable): boolean {
  return id === typed || names.some((name) => isMeantBy(name, typed.trim()));
}

/**
 * Whether it was picked from the list, or one of its names was typed completely (ignoring case, accents and spacing).
 */
export function surelyMeans(typed: string, { id, names }: Nameable): boolean {
  return id === typed || names.some((name) => isSameName(name, typed));
}
