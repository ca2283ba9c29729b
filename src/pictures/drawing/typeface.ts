import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { nextRound } from '../../util/event-loop.ts';
import { readCoveredSigns } from './covered-signs.ts';
import type { Font, Typeface } from './drawing.ts';

/** Each file has Hangul, Latin, kana, Cyrillic and Greek. WOFF opens in a third of the time of WOFF2. */
const FILES = {
  regular: '@fontsource/pretendard/files/pretendard-latin-500-normal.woff',
  bold: '@fontsource/pretendard/files/pretendard-latin-700-normal.woff',
} as const satisfies Record<Font['weight'], string>;

/** Names of our own, so that no installed font of the machine is used instead. */
const FAMILIES = { regular: 'clematis regular', bold: 'clematis bold' } as const satisfies Record<
  Font['weight'],
  string
>;

/** The same texts occur in picture after picture, and measuring is the slowest part of a layout. */
const MOST_WIDTHS = 5_000;

/** The font in CSS syntax. */
export function cssFont({ size, weight }: Font): string {
  return `${size}px "${FAMILIES[weight]}"`;
}

/**
 * Reads the fonts from the installed packages; fonts of the machine are not used. They are registered with the canvas
 * once per process.
 */
export async function openTypeface(): Promise<Typeface> {
  const { resolve } = createRequire(import.meta.url);
  const context = createCanvas(1, 1).getContext('2d');
  const widths = new Map<string, number>();
  const measure = (text: string, font: Font) => {
    const key = `${font.weight} ${font.size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    context.font = cssFont(font);
    const { width } = context.measureText(text);
    if (widths.size >= MOST_WIDTHS) widths.clear();
    widths.set(key, width);
    return width;
  };
  const paths = (['regular', 'bold'] as const).map((weight) => ({ weight, path: resolve(FILES[weight]) }));
  const covers = readCoveredSigns(paths.map(({ path }) => path));
  // Where the canvas cannot use a font, that is what is told.
  covers.catch(() => {});
  for (const { weight, path } of paths) {
    const bytes = await readFile(path);
    if (!GlobalFonts.has(FAMILIES[weight]) && GlobalFonts.register(bytes, FAMILIES[weight]) === null) {
      throw new Error(`The font ${path} cannot be used`);
    }
    // Each step takes some ten milliseconds the first time: let other work run in between.
    await nextRound();
    measure('A', { size: 20, weight });
    await nextRound();
  }
  return { measure, covers: await covers };
}
