import type { Drawing, Typeface } from '../../src/pictures/index.ts';

/** A typeface without glyphs: a picture is here only the words in it. */
export const PLAIN_LETTERS: Typeface = { measure: (text, { size }) => (text.length * size) / 2, covers: () => true };

export function wordsOn({ marks }: Drawing): string[] {
  return marks.flatMap((mark) => (mark.kind === 'text' ? mark.text : []));
}
