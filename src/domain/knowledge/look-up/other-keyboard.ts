import { typedOnOtherKeyboard } from '../../text-folding.ts';
import type { NameIndex } from './name-index.ts';
import { readTokens, type Token } from './read-query.ts';

/** Fewer keys than these are a word of the other language by chance. */
const FEWEST_KEYS = 3;

/**
 * The text as it was meant where words of it were typed on the other keyboard: `tndk shfo` is `수아 노래`. A word is put
 * right only if it says nothing as it stands and, beside it or in it, something does when it is put right.
 */
export function asMeant(text: string, names: NameIndex): string {
  const words = text.split(/(\s+)/);
  const meant = words.map((word) => otherWord(word, names));
  const isNaming = meant.some((word) => word !== undefined && isNamed(readTokens(word), names));
  if (!isNaming) return text;
  return words.map((word, index) => meant[index] ?? word).join('');
}

function otherWord(word: string, names: NameIndex): string | undefined {
  if (word.length < FEWEST_KEYS || !/^[a-z]+$|^[ㄱ-ㅣ가-힣]+$/i.test(word)) return undefined;
  const other = typedOnOtherKeyboard(word);
  if (other === undefined || saysSomething(readTokens(word), names)) return undefined;
  return saysSomething(readTokens(other), names) ? other : undefined;
}

function saysSomething(tokens: readonly Token[], names: NameIndex): boolean {
  return isNamed(tokens, names) || tokens.every(({ common, kind, number }) => common || kind || number !== undefined);
}

function isNamed(tokens: readonly Token[], names: NameIndex): boolean {
  return names.spansIn(tokens).length > 0 || tokens.some(({ key }) => key.startsWith('·'));
}
