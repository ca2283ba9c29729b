import type { NameIndex } from './name-index.ts';
import { readTokens, type Token } from './read-query.ts';

/**
 * Splits a name from what was written on to it without a space, as is common in quick Korean: `틸생일`, `큐어가사`.
 *
 * @param isWord whether the rest after the name is a word with a meaning
 */
export function withNamesApart(
  tokens: readonly Token[],
  names: NameIndex,
  isWord: (token: Token) => boolean,
): readonly Token[] {
  if (!tokens.some((token) => isUnknownHangul(token) || isHan(token))) return tokens;
  return tokens.flatMap((token) => {
    if (isHan(token)) return names.whole([token]) === undefined ? hanApart(token, names, isWord) : [token];
    if (!isUnknownHangul(token) || names.whole([token]) !== undefined) return [token];
    for (let cut = token.text.length - 1; cut > 0; cut -= 1) {
      const [name, rest] = [readTokens(token.text.slice(0, cut)), readTokens(token.text.slice(cut))];
      if (names.whole(name)?.named && rest.every(isWord)) return [...name, ...rest];
    }
    return [token];
  });
}

/** Chinese is written without spaces: `伊万和提尔`, `第六轮谁赢了`. Parted only where something is named or counted in it. */
function hanApart(token: Token, names: NameIndex, isWord: (token: Token) => boolean): readonly Token[] {
  const { typed } = token;
  const parts: Token[] = [];
  let [at, unread, says] = [0, '', false];
  const close = () => {
    if (unread !== '') parts.push(...readTokens(unread));
    unread = '';
  };
  while (at < typed.length) {
    const found = wordAt(typed, at, names, isWord);
    if (found === undefined) unread += typed[at];
    else {
      close();
      parts.push(...found.tokens);
      says ||= found.says;
    }
    at += found?.length ?? 1;
  }
  close();
  return says && parts.length > 1 ? parts : [token];
}

function wordAt(typed: string, at: number, names: NameIndex, isWord: (token: Token) => boolean) {
  for (let length = Math.min(LONGEST_HAN, typed.length - at); length > 0; length -= 1) {
    const tokens = readTokens(typed.slice(at, at + length));
    const isName = length > 1 && names.whole(tokens)?.named === true;
    // A longer one only begins like a word that asks.
    if (isName || (length <= LONGEST_WORD && tokens.length === 1 && tokens.every(isWord)))
      return { tokens, length, says: isName || tokens.some(({ number }) => number !== undefined) };
  }
  return undefined;
}

const LONGEST_HAN = 6;
const LONGEST_WORD = 2;

function isHan({ text, typed, key }: Token): boolean {
  return key === text && typed.length > 1 && typed.length <= LONGEST && /^\p{sc=Han}+$/u.test(typed);
}

const LONGEST = 20;

function isUnknownHangul({ text, key, common, kind }: Token): boolean {
  if (common || kind !== undefined || key !== text) return false;
  return text.length > 1 && text.length <= LONGEST && /^\p{sc=Hangul}+$/u.test(text);
}
