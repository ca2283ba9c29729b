import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
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

/** Which files V8 compiled anew, of those that a run of this one needs. */
function compiledAnew(name: string): readonly string[] {
  const anew: string[] = [];
  const { Script } = vm;
  class Watched extends Script {
    constructor(code: string, options: vm.ScriptOptions) {
      super(code, options);
      if (this.cachedDataRejected !== false) anew.push(String(options.filename));
    }
  }
  vm.Script = Watched;
  syncBuiltinESMExports();
  try {
    run(name);
  } finally {
    vm.Script = Script;
    syncBuiltinESMExports();
  }
  return anew;
}

it('what was compiled of a file is taken the next time', () => {
  write('one.js', 'exports.is = 1;');
  runAndKeep('one.js');
  expect(compiledAnew('one.js')).toEqual([]);
});

it.each([
  ['of another text', (kept: Buffer) => kept, 'exports.is = 2 + 1;'],
  ['of another text that is as long', (kept: Buffer) => kept, 'exports.is = 3;'],
  ['that was not written whole', (kept: Buffer) => kept.subarray(0, kept.length / 2), 'exports.is = 3;'],
  ['with a wrong byte at its end', (kept: Buffer) => changed(kept, kept.length - 1), 'exports.is = 1 + 2;'],
  ['with a wrong byte in its middle', (kept: Buffer) => changed(kept, kept.length >> 1), 'exports.is = 1 + 2;'],
  ['that is empty', () => Buffer.alloc(0), 'exports.is = 3;'],
])('compiled code %s is passed over', (_, spoiled, text) => {
  write('one.js', text.includes('1 + 2') ? text : 'exports.is = 1;');
  const files = createCompiledFiles(folder);
  files.run('one.js');
  write(compiledName('one.js'), spoiled(files.compiled().get('one.js') ?? Buffer.alloc(0)));
  write('one.js', text);
  expect((run('one.js') as { is: number }).is).toBe(3);
  expect(compiledAnew('one.js')).toHaveLength(1);
});

it('compiled code of another version of Node is passed over, even if V8 would take it', () => {
  write('one.js', 'exports.is = 1;');
  const real = Object.getOwnPropertyDescriptor(process, 'version') ?? {};
  Object.defineProperty(process, 'version', { ...real, value: 'v20.20.1' });
  try {
    runAndKeep('one.js');
  } finally {
    Object.defineProperty(process, 'version', real);
  }
  expect(compiledAnew('one.js')).toHaveLength(1);
});

const changed = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

it('a file that failed is run again when it is asked for again', () => {
  write('one.js', `if (globalThis.isMended !== true) throw new Error('not yet'); exports.is = 1;`);
  const files = createCompiledFiles(folder);
  expect(() => files.run('one.js')).toThrow('not yet');
  Object.assign(globalThis, { isMended: true });
  expect(files.run('one.js')).toEqual({ is: 1 });
});
