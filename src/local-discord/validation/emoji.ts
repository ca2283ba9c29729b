// Written as text: the flag `v` is newer than the syntax this is compiled for, but not than the Node it runs on.
const WHOLE_EMOJI = /^\p{RGI_Emoji}$/v;

/** Whether it is one emoji of Unicode; Discord takes those with and without the variation selector. */
export function isUnicodeEmoji(text: string): boolean {
  return WHOLE_EMOJI.test(text) || WHOLE_EMOJI.test(`${text}\u{fe0f}`);
}
