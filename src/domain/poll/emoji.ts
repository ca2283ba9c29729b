/** Variation selector 16: makes a character that can also be plain text an emoji. https://unicode.org/reports/tr51/ */
const SELECTOR = '\uFE0F';
/** `name:id`. Discord goes by the id; the name may be outdated or missing. */
const CUSTOM = /^(?:a:)?\w{0,32}:(\d{15,20})$/;
const WHOLE = /^\p{RGI_Emoji}$/v;
const SELECTABLE = /^[\p{Emoji}--\p{Emoji_Presentation}]$/v;
/** No emoji has more characters than this that may or may not be followed by the selector. */
const MOST_SELECTABLE = 4;

/**
 * Whether two names mean the same emoji. Custom emoji are compared by id; the variation selector makes no difference.
 */
export function isSameEmoji(a: string, b: string): boolean {
  const [own, other] = [CUSTOM.exec(a)?.[1], CUSTOM.exec(b)?.[1]];
  if (own !== undefined || other !== undefined) return own === other;
  return withoutSelector(a) === withoutSelector(b);
}

/**
 * A Unicode emoji as Discord's clients write it: `❤` becomes `❤️`. Discord treats the two as different reactions, so
 * the bot must add the same one as the clients. Undefined for text that is not an emoji.
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

/**
 * The names under which reactions with an emoji may be on a message: its own, and the one without variation selector if
 * that differs.
 */
export function reactionNames(emoji: string): readonly string[] {
  const short = withoutSelector(emoji);
  return short === emoji ? [emoji] : [emoji, short];
}

function withoutSelector(text: string): string {
  return text.replaceAll(SELECTOR, '');
}

/** For contestants without a usable emoji, in this order: one more than a poll can have contestants. */
export const SPARE_EMOJI = ['🔴', '🔵', '🟢', '🟡', '🟣', '🟠', '⚪', '⚫', '🟤', '💠', '🔶'];
