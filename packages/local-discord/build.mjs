// Makes dist/ anew: `node build.mjs` compiles the sources, with their types, and bundles the page; `node build.mjs page`
// bundles the page alone. Plain JavaScript, since it runs before anything is compiled.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = join(HERE, 'dist');

// Started by itself, and not asked for one of its parts by another build.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // With what was made goes what another build has noted about it.
  const gone = process.argv[2] === 'page' ? ['page', '.built-page'] : ['.'];
  for (const name of gone) rmSync(join(DIST, name), { recursive: true, force: true });
  if (process.argv[2] !== 'page') compile();
  await bundlePage(join(DIST, 'page'));
}

/** Writes the page into a folder, ready to be served: its files as they are, and its script in one piece. */
export async function bundlePage(folder) {
  const { build } = await import('rolldown');
  cpSync(join(HERE, 'page/static'), folder, { recursive: true });
  copyFonts(join(folder, 'fonts'));
  await build({ cwd: HERE, input: 'page/main.ts', output: { dir: folder } });
}

/** The page's own letters, Hangul among them: nothing is ever asked of another machine, and not every machine has them. */
function copyFonts(folder) {
  const { resolve } = createRequire(import.meta.url);
  for (const weight of [400, 700]) {
    const name = `pretendard-latin-${weight}-normal.woff2`;
    cpSync(resolve(`@fontsource/pretendard/files/${name}`), join(folder, name));
  }
}

function compile() {
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(HERE, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
  // Types that were written by hand are no output of the compiler.
  cpSync(join(HERE, 'src/validation/api-spec.d.ts'), join(DIST, 'src/validation/api-spec.d.ts'));
}
