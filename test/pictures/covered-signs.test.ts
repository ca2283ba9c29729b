import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { expect, it } from 'vitest';
import { readCoveredSigns } from '../../src/pictures/drawing/covered-signs.ts';

const { resolve } = createRequire(import.meta.url);
const files = ['500', '700'].map((weight) =>
  resolve(`@fontsource/pretendard/files/pretendard-latin-${weight}-normal.woff`),
);

it('a sign is drawn only where both weights of the font have it, of all that Unicode knows', async () => {
  const fonts = files.map((path) => create(readFileSync(path)) as Font);
  const covers = await readCoveredSigns(files);
  const wrong: string[] = [];
  for (let sign = 0; sign <= 0x10ffff; sign += 1) {
    if (covers(sign) !== fonts.every((font) => font.hasGlyphForCodePoint(sign))) wrong.push(sign.toString(16));
  }
  expect(wrong).toEqual([]);
  expect(['A', '가', '힣', 'あ', 'Ж', '🐍', '\uffff'].map((sign) => covers(sign.codePointAt(0) ?? 0))).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...[false, false],
  ]);
});

it('a font that is missing or none is told by who asks for it', async () => {
  await expect(readCoveredSigns(['/nowhere/font.woff'])).rejects.toThrow('font.woff');
  await expect(readCoveredSigns([import.meta.filename])).rejects.toThrow();
});
