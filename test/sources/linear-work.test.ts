import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'rolldown/utils';
import { analyse } from 'scslre';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the text of strangers is read: feeds, pages, headers, addresses, titles, and what members type. */
const FOLDERS = ['src/sources', 'src/domain'];

/** Here expressions are made of constants of their own file, and of the data's patterns, each of which is judged first. */
const OF_OUR_OWN_PIECES = [
  'src/sources/json-fault.ts',
  'src/domain/knowledge/checks/patterns.ts',
  'src/domain/moments/zones.ts',
];

interface Expression {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

function expressionsIn(file: string): Expression[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found: Expression[] = [];
  const visitor = new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const { pattern, flags } = node.regex;
      found.push({ where: `${file}: /${pattern}/${flags}`, source: pattern, flags });
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
).filter((file) => file.endsWith('.ts'));
const expressions = files.flatMap(expressionsIn);

describe('foreign text meets only work in proportion to its length', () => {
  test('there are expressions to look at, and none is put together from pieces', () => {
    expect(expressions.length).toBeGreaterThan(40);
    const putTogether = files.filter((file) => /new RegExp\(/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(putTogether.toSorted()).toEqual(OF_OUR_OWN_PIECES.toSorted());
  });

  test.each(expressions)('$where cannot be made to try the same text again and again', ({ source, flags }) => {
    // What is anchored at its start is tried once; anything else is tried from every sign of the text.
    const { reports } = analyse({ source, flags }, { reportTypes: { Trade: true, Self: true, Move: false } });
    expect(reports.map(({ type, character }) => `${type}: ${character.pick}`)).toEqual([]);
  });

  test('the expression that once held a process for minutes is found by this', () => {
    const { reports } = analyse({ source: '^(\\d{4})\\s*[.]?\\s*(?:a\\s*)?$', flags: '' });
    expect(reports.length).toBeGreaterThan(0);
  });
});
