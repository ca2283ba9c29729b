import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

const BUILT = fileURLToPath(new URL('../dist', import.meta.url));
/** Runs a script in a Node of its own, with `BUILT`, as `dist/src/main.js` is started. Gives what it printed. */
const inNode = (script: string) => {
  const whole = `const BUILT = ${JSON.stringify(BUILT)};\n${script}`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', whole], { encoding: 'utf8', env: {} });
};

it('a start compiles no file that it reads: each was kept compiled by the build, and is taken', () => {
  const compiled = inNode(`
    const { default: vm } = await import('node:vm');
    const compiled = [];
    class Script extends vm.Script {
      constructor(code, options) {
        super(code, options);
        if (this.cachedDataRejected !== false) compiled.push(options.filename);
      }
    }
    vm.Script = Script;
    (await import('node:module')).syncBuiltinESMExports();
    const { startSmall } = await import(BUILT + '/src/util/start-small.js');
    const { createCompiledFiles } = await import(BUILT + '/src/util/compiled-files.js');
    startSmall(60_000);
    const files = createCompiledFiles(BUILT + '/bundle');
    files.run('run.js');
    console.log(JSON.stringify({ files: files.compiled().size, compiled }));
    process.exit(0);
  `);
  const told = JSON.parse(compiled) as { readonly files: number; readonly compiled: readonly string[] };
  expect(told.files).toBeGreaterThan(20);
  expect(told.compiled).toEqual([]);
});

const OTHER_ENTRIES = /worker|\.compiled$/;
it.each(parts.map(({ name }) => name).filter((name) => !OTHER_ENTRIES.test(name)))(
  'the bundle’s %s can be loaded, whenever it is needed',
  (name) => {
    const told = inNode(`
      const { createCompiledFiles } = await import(BUILT + '/src/util/compiled-files.js');
      createCompiledFiles(BUILT + '/bundle').run(${JSON.stringify(name)});
      console.log('loaded');
      process.exit(0);
    `);
    expect(told).toContain('loaded');
  },
);

it('the stack of an error in the bundle names the lines of the sources', () => {
  const stack = inNode(`
    const { startSmall } = await import(BUILT + '/src/util/start-small.js');
    startSmall(60_000);
    const { tellSourceLines } = await import(BUILT + '/src/util/source-lines.js');
    const { createCompiledFiles } = await import(BUILT + '/src/util/compiled-files.js');
    tellSourceLines(BUILT);
    const { run } = createCompiledFiles(BUILT + '/bundle').run('run.js');
    const signals = { obey() { console.log(new Error('who calls?').stack); process.exit(0); } };
    Object.assign(process.env, { DISCORD_TOKEN: 'x', STORE_URL: 'memory:', KNOWLEDGE_DIR: BUILT + '/../data/alien-stage' });
    await run('main.js', signals, async () => {});
  `);
  const source = readFileSync(new URL('../src/run.ts', import.meta.url), 'utf8').split('\n');
  const line = source.indexOf('  signals.obey({') + 1;
  expect(stack).toContain('Error: who calls?');
  expect(stack).toMatch(/at async run \(.*\/src\/run\.ts:\d+:\d+\)/);
  expect(stack).toContain(`src/run.ts:${line}:`);
});
