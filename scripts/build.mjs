// Makes the dist/ folders of the sources, unless that was done already for exactly these files: `node scripts/build.mjs bot [local-discord] [page] [trials]`.
// Plain JavaScript, since it runs before anything is compiled. Types are checked by `npm run check`, not here: that takes
// four times the memory, and an operator's machine may have little.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCAL_DISCORD = 'packages/local-discord';
const PARTS_OF_LOCAL_DISCORD = ['src', 'testkit', 'probes'];

/** What is made of which folders, and where it is put, below the root. */
const targets = {
  bot: { of: ['src', 'commands'], into: 'dist', gives: ['src', 'commands', 'bundle'], make: compileAndBundle },
  'local-discord': {
    of: PARTS_OF_LOCAL_DISCORD.map((part) => `${LOCAL_DISCORD}/${part}`),
    into: `${LOCAL_DISCORD}/dist`,
    gives: PARTS_OF_LOCAL_DISCORD,
    make: compile(LOCAL_DISCORD),
  },
  trials: {
    of: ['prove', 'bench', 'docs', 'verify', 'testkit'],
    into: 'dist',
    gives: ['prove', 'bench', 'docs', 'verify', 'testkit'],
    make: compile('.'),
  },
  page: { of: [`${LOCAL_DISCORD}/page`], into: `${LOCAL_DISCORD}/dist`, gives: ['page'], make: bundlePage },
};

/** Over tsconfig.json: what is written, and nothing that takes memory. */
const EMIT = { noEmit: false, noCheck: true, noResolve: true, types: [], sourceMap: true, incremental: false };

class BuildError extends Error {}

try {
  for (const name of process.argv.slice(2)) await build(name);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function build(name) {
  const target = targets[name];
  if (target === undefined)
    throw new BuildError(`There is no "${name}" to build, only ${Object.keys(targets).join(', ')}.`);
  const into = join(ROOT, target.into);
  const stamp = join(into, `.built-${name}`);
  const fingerprint = fingerprintOf(target);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;

  // Beside its place and as deep, so that source maps are right; put in place only when it is whole, since another start
  // may be building, or running, in this folder.
  const aside = join(dirname(into), `.dist-${randomUUID()}`);
  try {
    await target.make(aside, target.of);
    mkdirSync(into, { recursive: true });
    rmSync(stamp, { force: true });
    for (const folder of target.gives) putInPlace(join(aside, folder), join(into, folder), `${aside}-${folder}`);
    writeFileSync(stamp, fingerprint);
  } catch (error) {
    if (error?.code !== 'ENOSPC' && error?.code !== 'EROFS' && error?.code !== 'EACCES') throw error;
    throw new BuildError(`The folder ${target.into} cannot be written: ${error.message}`);
  } finally {
    for (const left of readdirSync(dirname(aside))) {
      if (left.startsWith(basename(aside))) rmSync(join(dirname(aside), left), { recursive: true, force: true });
    }
  }
}

/** Changes when a source, a setting of the compiler or the compiler itself does; not with times or places of files. */
function fingerprintOf({ of }) {
  const hash = createHash('sha256');
  const tools = ['typescript', 'rolldown'].map((tool) => `node_modules/${tool}/package.json`);
  for (const file of [
    'scripts/build.mjs',
    'scripts/bundle.mjs',
    `${LOCAL_DISCORD}/build.mjs`,
    'tsconfig.json',
    ...tools,
    ...of.flatMap(filesIn),
  ]) {
    if (existsSync(join(ROOT, file))) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

/** JavaScript for the folders, with the shape they have below `base`: each file by itself, nothing that they import. */
function compile(base) {
  return (outDir, folders) => {
    const settings = join(outDir, 'tsconfig.json');
    mkdirSync(outDir, { recursive: true });
    writeFileSync(
      settings,
      JSON.stringify({
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { ...EMIT, rootDir: resolve(ROOT, base), outDir },
        include: folders.map((folder) => join(ROOT, folder)),
      }),
    );
    const run = spawnSync(process.execPath, [toolOf('typescript', 'bin/tsc', 'npm ci'), '-p', settings], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, GOGC: process.env.GOGC ?? '50' },
    });
    if (run.status === 0) return;
    const why = run.error?.message ?? (`${run.stdout}${run.stderr}`.trim() || `it was ended by ${run.signal}`);
    throw new BuildError(
      `The bot cannot be compiled (where memory is short, see “Small machines” in README.md):\n${why}`,
    );
  };
}

/** In one piece as well where that can be made; without, the bot starts file by file, and slower. */
async function compileAndBundle(outDir, folders) {
  compile('.')(outDir, folders);
  const bundle = join(outDir, 'bundle');
  // Empty, it takes the place of one that was made of other sources.
  mkdirSync(bundle);
  if (!isInstalled('rolldown')) return;
  const { bundleBot } = await import('./bundle.mjs');
  await bundleBot(ROOT, bundle);
}

function isInstalled(name) {
  return existsSync(join(ROOT, 'node_modules', name, 'package.json'));
}

async function bundlePage(outDir) {
  toolOf('rolldown', 'package.json', 'npm ci --include=dev');
  const localDiscord = await import('../packages/local-discord/build.mjs');
  await localDiscord.bundlePage(join(outDir, 'page'));
}

/** Where a tool's file is, or one sentence saying what installs it. */
function toolOf(name, file, command) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
  } catch {
    throw new BuildError(
      `${name} is not installed, and is needed to build this. Run \`${command}\` in the folder of Clematis.`,
    );
  }
}

/** Whatever another process does at the same time, `to` is one whole or another, or for a moment nothing. */
function putInPlace(from, to, old) {
  for (let tries = 1; ; tries += 1) {
    try {
      if (existsSync(to)) renameSync(to, `${old}-${tries}`);
      return renameSync(from, to);
    } catch (error) {
      // Another build put its own there, or took it away, in between.
      if (tries > 20 || !['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM'].includes(error.code)) throw error;
    }
  }
}
