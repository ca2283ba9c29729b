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
  if (!tokens.some(isUnknownHangul)) return tokens;
  return tokens.flatMap((token) => {
    if (!isUnknownHangul(token) || names.whole([token]) !== undefined) return [token];
    for (let cut = token.text.length - 1; cut > 0; cut -= 1) {
      const [name, rest] = [readTokens(token.text.slice(0, cut)), readTokens(token.text.slice(cut))];
      if (names.whole(name)?.named && rest.every(isWord)) return [...name, ...rest];
    }
    return [token];
  });
}

const LONGEST = 20;

function isUnknownHangul({ text, key, common, kind }: Token): boolean {
  if (common || kind !== undefined || key !== text) return false;
  return text.length > 1 && text.length <= LONGEST && /^\p{sc=Hangul}+$/u.test(text);
}
