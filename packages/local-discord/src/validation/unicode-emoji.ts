// Written as text: the flag `v` is newer than the syntax this is compiled for, but not than the Node it runs on.
const WHOLE_EMOJI = /^\p{RGI_Emoji}$/v;

/**
 * Whether it is one Unicode emoji, as Discord accepts them: with or without the variation selector, and also single
 * regional indicators (`:regional_indicator_a:`).
 */
export function isUnicodeEmoji(text: string): boolean {
  const known = answers.get(text);
  if (known !== undefined) return known;
  const answer = WHOLE_EMOJI.test(text) || WHOLE_EMOJI.test(`${text}\u{fe0f}`) || /^[\u{1f1e6}-\u{1f1ff}]$/u.test(text);
  if (answers.size < ANSWERS_KEPT) answers.set(text, answer);
  return answer;
}

/** Held, because the expression is slow and the same few emoji come again and again. */
const answers = new Map<string, boolean>();
const ANSWERS_KEPT = 1000;
