import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { create, type Font as FontFile } from 'fontkit';
import { nextRound } from '../util/event-loop.ts';
import type { Font, Typeface } from './drawing.ts';

/** Hangul, Latin, kana, Cyrillic and Greek in one file each. The WOFF form opens in a third of the time of WOFF2. */
const FILES = {
  regular: '@fontsource/pretendard/files/pretendard-latin-500-normal.woff',
  bold: '@fontsource/pretendard/files/pretendard-latin-700-normal.woff',
} as const satisfies Record<Font['weight'], string>;

/** Names of our own, so that no font of the machine is ever taken for one of these. */
const FAMILIES = { regular: 'clematis regular', bold: 'clematis bold' } as const satisfies Record<
  Font['weight'],
  string
>;

/** The same names and labels stand in picture after picture, and measuring is the slowest part of a layout. */
const MOST_WIDTHS = 5_000;
/** Twice as many as Hangul has syllables in common use. */
const MOST_SIGNS = 5_000;

/** As CSS writes it. */
export function cssFont({ size, weight }: Font): string {
  return `${size}px "${FAMILIES[weight]}"`;
}

/**
 * Reads the fonts that come with the packages; no font of the machine is needed. They belong to the whole process, and are
 * made known to the canvas once.
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
  const files: FontFile[] = [];
  for (const weight of ['regular', 'bold'] as const) {
    const path = resolve(FILES[weight]);
    const bytes = await readFile(path);
    if (!GlobalFonts.has(FAMILIES[weight]) && GlobalFonts.register(bytes, FAMILIES[weight]) === null) {
      throw new Error(`The font ${path} cannot be used`);
    }
    // Each step takes some ten milliseconds when it is first done: whatever waits has its turn in between.
    await nextRound();
    measure('A', { size: 20, weight });
    await nextRound();
    const file = create(bytes);
    if (!('hasGlyphForCodePoint' in file)) throw new Error(`${path} holds several fonts`);
    file.hasGlyphForCodePoint(0x41);
    files.push(file);
    await nextRound();
  }
  const covered = new Map<number, boolean>();
  return {
    measure,
    covers(codePoint) {
      const known = covered.get(codePoint) ?? files.every((file) => file.hasGlyphForCodePoint(codePoint));
      if (covered.size >= MOST_SIGNS) covered.clear();
      covered.set(codePoint, known);
      return known;
    },
  };
}
