/**
 * Finds where a tag ends (exclusive): at the first `>` outside quotes, or with broken quotes at the first one. A
 * character that was not found is not searched for again, so that all tags of a text together take linear time.
 */
export function tagEnds(piece: string): (from: number) => number | undefined {
  const isMissing = new Set<string>();
  const find = (sign: string, from: number): number => {
    const found = isMissing.has(sign) ? -1 : piece.indexOf(sign, from);
    if (found < 0) isMissing.add(sign);
    return found;
  };
  let quotesAreBroken = false;

  return (from) => {
    for (let at = from; at < piece.length && !quotesAreBroken; at += 1) {
      const sign = piece[at];
      if (sign === '>') return at + 1;
      if (sign !== '"' && sign !== "'") continue;
      const closing = find(sign, at + 1);
      if (closing > 0) at = closing;
    }
    quotesAreBroken = true;
    const end = find('>', from);
    return end < 0 ? undefined : end + 1;
  };
}
