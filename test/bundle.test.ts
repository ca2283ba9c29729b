import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const BUNDLE = new URL('../dist/bundle/', import.meta.url);

it.each(readdirSync(BUNDLE).filter((name) => name.endsWith('.js')))(
  'the bot’s %s has no letter that makes the engine keep all of it in twice the room',
  (name) => {
    const wide = [...readFileSync(new URL(name, BUNDLE), 'utf8')].filter((letter) => letter > '\u00FF');
    expect(wide).toEqual([]);
  },
);

const parts = readdirSync(BUNDLE)
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(new URL(name, BUNDLE), 'utf8') }));
/** Each file of a library begins with a line that names it. */
const filesIn = (text: string) =>
  [...text.matchAll(/^\/\/ (?:.*\/)?node_modules\/(.+)$/gm)].map(([, file = '']) => file);

it('undici, which two libraries bring, is in the bundle once', () => {
  const files = parts.flatMap(({ text }) => filesIn(text)).filter((file) => file.startsWith('undici/'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file, at) => files.indexOf(file) < at)).toEqual([]);
});

it('a start reads its libraries in pieces, and none that only /metrics needs', () => {
  const pieces = parts.filter(({ name }) => name.startsWith('libraries'));
  expect(pieces.filter(({ text }) => text.length > 450_000).map(({ name }) => name)).toEqual([]);
  const served = pieces.flatMap(({ text }) => filesIn(text)).filter((file) => /^(prom-client|hono)\//.test(file));
  expect(served).toEqual([]);
});
