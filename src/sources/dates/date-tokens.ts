export interface DateToken {
  readonly kind: 'number' | 'word' | 'sign';
  /** In lower case. */
  readonly text: string;
}

/** Korean and Japanese suffixes of numbers are words of their own, even without a space. */
const TOKEN =
  /(\d+)|(오전|오후|년|월(?!요)|일(?!요)|시|분|초|年|月|日|時|分|秒|午前|午後|上午|下午|[\p{L}\p{M}_]+)|\S/gu;

/** The numbers, words and signs of a date, without text in brackets. Takes time linear in the text. */
export function dateTokens(text: string): readonly DateToken[] {
  const all = [...text.trim().normalize('NFKC').toLowerCase().matchAll(TOKEN)].map(
    ([token, number, word]): DateToken => ({
      kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign',
      text: token,
    }),
  );
  return unfolded(withoutComments(all));
}

function withoutComments(tokens: readonly DateToken[]): readonly DateToken[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === '(') depth += 1;
    const isInside = depth > 0;
    if (text === ')') depth = Math.max(0, depth - 1);
    return !isInside;
  });
}

/** `20260921t013544` and `20260921013544` become tokens with signs between: `2026-09-21 01:35:44`. */
function unfolded(tokens: readonly DateToken[]): readonly DateToken[] {
  const [first, second, third] = tokens;
  if (first?.kind !== 'number' || ![8, 12, 14].includes(first.text.length)) return tokens;
  const isApart = second?.text === 't' && third?.kind === 'number' && [4, 6].includes(third.text.length);
  const clock = first.text.slice(8) || (isApart ? third.text : '');
  return [
    ...between([first.text.slice(0, 4), first.text.slice(4, 6), first.text.slice(6, 8)], '-'),
    ...between(clock.match(/\d\d/g) ?? [], ':'),
    ...tokens.slice(isApart ? 3 : 1),
  ];
}

function between(numbers: readonly string[], sign: string): readonly DateToken[] {
  return numbers.flatMap((text, index): DateToken[] => [
    ...(index === 0 ? [] : [{ kind: 'sign', text: sign } as const]),
    { kind: 'number', text },
  ]);
}
