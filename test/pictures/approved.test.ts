import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { paint } from '../../src/pictures/drawing/paint.ts';
import { openTypeface } from '../../src/pictures/drawing/typeface.ts';
import {
  bracketAltText,
  bracketScene,
  type Drawing,
  layoutBracket,
  layoutPicks,
  layoutRank,
  layoutSplit,
  layoutVersus,
  picksAltText,
  picksScene,
  rankAltText,
  rankScene,
  splitAltText,
  splitScene,
  type Typeface,
  versusAltText,
  versusScene,
} from '../../src/pictures/index.ts';
import { examples } from './examples.ts';
import { picksExamples } from './picks-examples.ts';
import { ranks, splits } from './plot-examples.ts';
import { versus } from './versus-examples.ts';

const FOLDER = fileURLToPath(new URL('./approved', import.meta.url));

let typeface: Typeface;
beforeAll(async () => {
  typeface = await openTypeface();
});

/**
 * What has been looked at and approved. Where there is none it is written and the test fails: look at it, and keep it if
 * it is good. To approve a change, delete the files and run the test twice.
 */
function approved(name: string, made: { readonly txt: string; readonly png: Buffer }): typeof made {
  const file = `${FOLDER}/${name}`;
  if (existsSync(`${file}.txt`)) return { txt: readFileSync(`${file}.txt`, 'utf8'), png: readFileSync(`${file}.png`) };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${file}.txt`, made.txt);
  writeFileSync(`${file}.png`, made.png);
  return expect.fail(`${file}.png is new: look at it`);
}

function asText(drawing: Drawing, altText: string): string {
  const { marks, ...ground } = drawing;
  return [altText, JSON.stringify(ground), ...marks.map((mark) => JSON.stringify(mark)), ''].join('\n');
}

async function pixels(png: Buffer): Promise<Buffer> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return Buffer.from(context.getImageData(0, 0, image.width, image.height).data);
}

async function expectApproved(name: string, drawing: Drawing, altText: string): Promise<void> {
  const made = { txt: asText(drawing, altText), png: await paint(drawing, 1) };
  const kept = approved(name, made);

  expect(made.txt).toBe(kept.txt);
  expect((await pixels(made.png)).equals(await pixels(kept.png)), `the pixels of ${name}.png`).toBe(true);
}

describe('A bracket is laid out and drawn as it was approved:', () => {
  it.each(Object.entries(examples()))('%s', async (name, input) => {
    const scene = bracketScene(input);
    await expectApproved(name, layoutBracket(scene, input.words, typeface), bracketAltText(scene, input.words));
  });
});

describe('Picks of a whole bracket are laid out and drawn as they were approved:', () => {
  it.each(Object.entries(picksExamples()))('%s', async (name, input) => {
    const scene = picksScene(input);
    await expectApproved(name, layoutPicks(scene, input.words, typeface), picksAltText(scene, input.words));
  });
});

describe('The split of a poll over time is laid out and drawn as it was approved:', () => {
  it.each(Object.entries(splits))('%s', async (name, input) => {
    const scene = splitScene(input);
    await expectApproved(name, layoutSplit(scene, input.words, typeface), splitAltText(scene, input.words));
  });
});

describe('The rank of a member over time is laid out and drawn as it was approved:', () => {
  it.each(Object.entries(ranks))('%s', async (name, input) => {
    const scene = rankScene(input);
    await expectApproved(name, layoutRank(scene, input.words, typeface), rankAltText(scene, input.words));
  });
});

describe('Who faces whom is laid out and drawn as it was approved:', () => {
  it.each(Object.entries(versus))('%s', async (name, input) => {
    const scene = versusScene(input);
    await expectApproved(name, layoutVersus(scene, input.words, typeface), versusAltText(scene, input.words));
  });
});
