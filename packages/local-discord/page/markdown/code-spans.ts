export interface CodeSpan {
  readonly text: string;
  /** Index after the closing backticks. */
  readonly end: number;
}

/**
 * The code spans of a text by where they begin: from some backticks to the next equally many. Found in one pass,
 * because searching from each backtick would take minutes for a message full of them.
 */
export function codeSpansIn(text: string): Map<number, CodeSpan> {
  const spans = new Map<number, CodeSpan>();
  const runs = [...text.matchAll(/\\[\s\S]|`+/g)].filter(([run]) => run.startsWith('`'));
  const closings = [...text.matchAll(/`+/g)].map((run) => ({ at: run.index, length: run[0].length }));
  let from = 0;
  for (const { index, 0: opening } of runs) {
    if (index < from) continue;
    const inside = index + opening.length;
    const closing = closings.find(({ at, length }) => at >= inside && length === opening.length);
    if (!closing) continue;
    const inner = text.slice(inside, closing.at);
    from = closing.at + closing.length;
    spans.set(index, { text: inner.trim() === '' ? inner : inner.trim(), end: from });
  }
  return spans;
}
