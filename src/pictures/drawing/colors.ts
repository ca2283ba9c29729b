import type { Color } from './drawing.ts';

/** The dark theme of Discord, used by every picture. */
export const theme = {
  background: '#232428',
  panel: '#2f3137',
  edge: '#44474f',
  faintEdge: '#383a41',
  ink: '#f2f3f5',
  dim: '#b5bac1',
  faint: '#949ba4',
  crossed: '#6a6f79',
  gold: '#f0b232',
  right: '#3ba55d',
  wrong: '#d9534f',
  own: '#7983f5',
  /** For contestants without a known name. */
  nobody: '#80848e',
} as const satisfies Record<string, Color>;

/** For contestants to whom the series gives no colour: easy to tell apart. */
const SPARE = [0x5b9bd5, 0xd98a4b, 0x6fae73, 0xb77fc4, 0xc9b04a, 0x5fb3b3, 0xd0708c, 0x8d97d8] as const;

/** The same colour for the same id, everywhere. */
export function spareColor(id: string): number {
  let sum = 7;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return SPARE[sum % SPARE.length] ?? SPARE[0];
}

/** The colour of a number 0xRRGGBB, as the knowledge base has it. */
export function colorOf(value: number | undefined): Color {
  return value === undefined ? theme.nobody : `#${(value & 0xffffff).toString(16).padStart(6, '0')}`;
}

/** A mixture with this share of `b`. */
export function mixed(a: Color, b: Color, share: number): Color {
  const from = channels(a);
  const to = channels(b);
  const parts = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour, lightened where it would not be visible on the dark background. */
export function visible(color: Color): Color {
  let lighter = color;
  for (let step = 1; step <= 10 && luminance(lighter) < 0.22; step += 1) lighter = mixed(color, '#ffffff', step / 12);
  return lighter;
}

/** Black or white, whichever is more readable on it. */
export function inkOn(color: Color): Color {
  return luminance(color) > 0.36 ? '#1e1f22' : '#ffffff';
}

function channels(color: Color): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

/** Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
