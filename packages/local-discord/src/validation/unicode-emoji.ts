// Written as text: the flag `v` is newer than the syntax this is compiled for, but not than the Node it runs on.
const WHOLE_EMOJI = /^\p{RGI_Emoji}$/v;

/**
 * Whether it is one emoji of Unicode, as Discord takes them: with and without the variation selector, and the letters
 * that flags are made of also alone (`:regional_indicator_a:`).
 */
export function isUnicodeEmoji(text: string): boolean {
  const known = answers.get(text);
  if (known !== undefined) return known;
  const answer = WHOLE_EMOJI.test(text) || WHOLE_EMOJI.test(`${text}\u{fe0f}`) || /^[\u{1f1e6}-\u{1f1ff}]$/u.test(text);
  if (answers.size < ANSWERS_KEPT) answers.set(text, answer);
  return answer;
}

/** The expression is slow, and a crowd asks for the same few. */
const answers = new Map<string, boolean>();
const ANSWERS_KEPT = 1000;
