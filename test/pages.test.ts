import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'data/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What a page links to, and what it names as `src/…` in its text. */
function namedOn(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to = '']) =>
    resolve(ROOT, dirname(page), to),
  );
  const named = [...text.matchAll(/`((?:src|commands|test|testkit|docs|packages|scripts|data)\/[\w./-]+)`/g)];
  return [...links, ...named.map(([, path = '']) => resolve(ROOT, path))];
}

it.each(PAGES)('every file and folder that %s names is there', (page) => {
  const gone = namedOn(page).filter((path) => !existsSync(path));
  expect(gone.map((path) => path.slice(ROOT.length))).toEqual([]);
});
