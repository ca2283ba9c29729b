import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compiledName, createCompiledFiles } from '../../src/util/compiled-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clematis-compiled-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
/** Runs a file, and writes what was compiled of it and its like. */
function runAndKeep(name: string): unknown {
  const files = createCompiledFiles(folder);
  const exported = files.run(name);
  for (const [file, compiled] of files.compiled()) write(compiledName(file), compiled);
  return exported;
}
const run = (name: string) => createCompiledFiles(folder).run(name);

it('files of a folder require each other, also in a circle, and what is outside', () => {
  write('one.js', `exports.name = 'one'; exports.two = require('./two.js'); exports.sep = require('node:path').sep;`);
  write('two.js', `const one = require('./one.js'); exports.of = () => one.name; exports.at = __filename;`);
  const one = run('one.js') as { two: { of(): string; at: string }; sep: string };
  expect([one.two.of(), one.two.at, one.sep]).toEqual(['one', join(folder, 'two.js'), '/']);
});

it('what was compiled of a file is taken the next time', () => {
  write('one.js', 'exports.is = 1;');
  runAndKeep('one.js');
  // V8 knows a text by its length alone, so that this one shows which was run.
  write('one.js', 'exports.is = 2;');
  expect((run('one.js') as { is: number }).is).toBe(1);
});

it.each([
  ['of another text', (kept: Buffer) => kept, 'exports.is = 2 + 1;'],
  ['that is broken', (kept: Buffer) => kept.subarray(0, kept.length / 2), 'exports.is = 3;'],
  ['that is empty', () => Buffer.alloc(0), 'exports.is = 3;'],
  ['of another version', (kept: Buffer) => Buffer.concat([Buffer.alloc(16), kept.subarray(16)]), 'exports.is = 3;'],
])('compiled code %s is passed over', (_, spoiled, text) => {
  write('one.js', 'exports.is = 1;');
  const files = createCompiledFiles(folder);
  files.run('one.js');
  write(compiledName('one.js'), spoiled(files.compiled().get('one.js') ?? Buffer.alloc(0)));
  write('one.js', text);
  expect((run('one.js') as { is: number }).is).toBe(3);
});

it('a file that failed is run again when it is asked for again', () => {
  write('one.js', `if (globalThis.isMended !== true) throw new Error('not yet'); exports.is = 1;`);
  const files = createCompiledFiles(folder);
  expect(() => files.run('one.js')).toThrow('not yet');
  Object.assign(globalThis, { isMended: true });
  expect(files.run('one.js')).toEqual({ is: 1 });
});
