import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const README = read('README.md');

test('the code in the README is the example, which is tested', () => {
  const blocks = [...README.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1]);
  const example = readdirSync(new URL('../example', import.meta.url)).map((file) => read(`example/${file}`));
  expect(blocks.toSorted()).toEqual(example.toSorted());
});

test('the README tells of every option', () => {
  const options = [...read('src/options.ts').matchAll(/^ {2}readonly (\w+)\?/gm)].map((match) => match[1]);
  expect(options.length).toBeGreaterThan(10);
  expect(options.filter((name) => !README.includes(`| \`${name}\` |`))).toEqual([]);
});
