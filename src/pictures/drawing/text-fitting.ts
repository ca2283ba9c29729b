import type { Font, Mark, Typeface } from './drawing.ts';

const SPACES = /\s/gu;
const INVISIBLE = /[\p{C}\p{M}]/gu;

/** The text without characters that the typeface has no glyph for (emoji, other scripts) and without invisible ones. */
export function drawable(text: string, typeface: Pick<Typeface, 'covers'>): string {
  return [...text.normalize('NFC').replace(SPACES, ' ').replace(INVISIBLE, '')]
    .filter((sign) => typeface.covers(sign.codePointAt(0) ?? 0))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * The text, or as much of its beginning as fits into `width` with an ellipsis; empty when not even one character fits.
 */
export function fitted(text: string, font: Font, width: number, typeface: Typeface): string {
  if (typeface.measure(text, font) <= width) return text;
  const signs = [...text];
  const shortened = (length: number) => `${signs.slice(0, length).join('').trimEnd()}…`;
  let fits = 0;
  let tooLong = signs.length;
  while (tooLong - fits > 1) {
    const length = Math.floor((fits + tooLong) / 2);
    if (typeface.measure(shortened(length), font) <= width) fits = length;
    else tooLong = length;
  }
  return fits === 0 ? '' : shortened(fits);
}

/** Half the height of a capital as a share of the font size: used to centre a line of text vertically. */
const HALF_CAPITAL = 0.355;

type TextLook = { readonly color: string; readonly align?: 'left' | 'center' | 'right' };

/** A line of text, vertically centred on `middle`. */
export function textAt(text: string, font: Font, x: number, middle: number, look: TextLook): Mark {
  const y = Math.round((middle + font.size * HALF_CAPITAL) * 2) / 2;
  return { kind: 'text', text, x, y, font, color: look.color, align: look.align ?? 'left' };
}

/** https://discord.com/developers/docs/resources/message#attachment-object */
export const LONGEST_ALT_TEXT = 1024;

/** The first sentences that fit into an alternative text, with an ellipsis where some are left out. */
export function untilTooLong(sentences: readonly string[]): string {
  const whole = sentences.join(' ');
  if (whole.length <= LONGEST_ALT_TEXT) return whole;
  const parts = [...sentences];
  while (parts.length > 1 && parts.join(' ').length > LONGEST_ALT_TEXT - 2) parts.pop();
  const text = `${parts.join(' ')} …`;
  return text.length <= LONGEST_ALT_TEXT ? text : `${[...text].slice(0, LONGEST_ALT_TEXT / 2).join('')}…`;
}
