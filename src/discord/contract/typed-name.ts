import { isMeantBy, isSameName } from '../../domain/text-folding.ts';

/** Something that a person can name in an option: by what its suggestion stands for, or by any of its names. */
export interface Nameable {
  readonly id: string;
  /** In every language it has one in. */
  readonly names: readonly string[];
}

/** Whether what has been typed so far can mean it: a part of a name, half a syllable, first consonants; nothing means all. */
export function mayMean(typed: string, { id, names }: Nameable): boolean {
  return id === typed || names.some((name) => isMeantBy(name, typed.trim()));
}

/** Whether it was picked from the list, or a name of it was typed in full, however that was written. */
export function surelyMeans(typed: string, { id, names }: Nameable): boolean {
  return id === typed || names.some((name) => isSameName(name, typed));
}
