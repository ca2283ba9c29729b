/** With it, a character that can be plain text too is drawn as an emoji: https://unicode.org/reports/tr51/ */
const SELECTOR = '\uFE0F';
/** `name:id`. The name is what the emoji was called at some time, and may be missing. */
const CUSTOM = /^(?:a:)?\w{0,32}:(\d{15,20})$/;
const WHOLE = /^\p{RGI_Emoji}$/v;
const SELECTABLE = /^[\p{Emoji}--\p{Emoji_Presentation}]$/v;
/** More characters that may or may not have the selector are in no emoji. */
const MOST_SELECTABLE = 4;

/** Whether two names mean one emoji. A custom one is its id, whatever it is called; a selector makes no other emoji. */
export function isSameEmoji(a: string, b: string): boolean {
  const [own, other] = [CUSTOM.exec(a)?.[1], CUSTOM.exec(b)?.[1]];
  if (own !== undefined || other !== undefined) return own === other;
  return withoutSelector(a) === withoutSelector(b);
}

/**
 * One emoji of Unicode as people's clients write it: `❤` becomes `❤️`. To Discord the two are two reactions, so a bot that
 * adds the short one adds another than everybody's picker does. Undefined for what is no emoji.
 */
export function unicodeEmoji(text: string): string | undefined {
  if (WHOLE.test(text)) return text;
  const characters = [...withoutSelector(text)];
  const places = characters.flatMap((character, at) => (SELECTABLE.test(character) ? at : []));
  if (places.length > MOST_SELECTABLE) return undefined;
  for (let chosen = 2 ** places.length - 1; chosen > 0; chosen -= 1) {
    const withSelector = (at: number) => ((chosen >> places.indexOf(at)) & 1) === 1 && places.includes(at);
    const form = characters.map((character, at) => (withSelector(at) ? character + SELECTOR : character)).join('');
    if (WHOLE.test(form)) return form;
  }
  return undefined;
}

/** Every name under which reactions of an emoji may be on a message: its own, and the short form where it has one. */
export function reactionNames(emoji: string): readonly string[] {
  const short = withoutSelector(emoji);
  return short === emoji ? [emoji] : [emoji, short];
}

function withoutSelector(text: string): string {
  return text.replaceAll(SELECTOR, '');
}

/** For contestants without an emoji that can be used, in order: one more than a poll can have contestants. */
export const SPARE_EMOJI = ['🔴', '🔵', '🟢', '🟡', '🟣', '🟠', '⚪', '⚫', '🟤', '💠', '🔶'];
