import { typedOnOtherKeyboard } from '../../text-folding.ts';
import type { NameIndex } from './name-index.ts';
import { readTokens, type Token } from './read-query.ts';

/** Shorter words turn into words of the other language by chance. */
const FEWEST_KEYS = 3;

/**
 * The text with words corrected that were typed on the other keyboard: `tndk shfo` is `수아 노래`. A word is corrected only
 * if it means nothing as it stands, and the text only if some corrected word names something.
 *
 * @param isWord whether a word has a meaning without naming anything
 */
export function asMeant(text: string, names: NameIndex, isWord: (token: Token) => boolean): string {
  const words = text.split(/(\s+)/);
  const meant = words.map((word) => otherWord(word, names, isWord));
  const isNaming = meant.some((word) => word !== undefined && isNamed(readTokens(word), names));
  if (!isNaming) return text;
  return words.map((word, index) => meant[index] ?? word).join('');
}

function otherWord(word: string, names: NameIndex, isWord: (token: Token) => boolean): string | undefined {
  // A Latin word typed on a Korean keyboard contains single Hangul letters; a text of whole syllables is Hangul.
  if (word.length < FEWEST_KEYS || !/^[a-z]+$|^[가-힣]*[ㄱ-ㅣ][ㄱ-ㅣ가-힣]*$/i.test(word)) return undefined;
  const other = typedOnOtherKeyboard(word);
  const says = (tokens: readonly Token[]) => isNamed(tokens, names) || tokens.every(isWord);
  return other === undefined || says(readTokens(word)) || !says(readTokens(other)) ? undefined : other;
}

function isNamed(tokens: readonly Token[], names: NameIndex): boolean {
  return names.spansIn(tokens).length > 0 || tokens.some(({ key }) => key.startsWith('·'));
}
