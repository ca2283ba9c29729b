// `node scripts/build.mjs bot [local-discord] [page] [trials]` builds the dist/ folders from the sources, unless they are
// already built from exactly these files. Plain JavaScript, since it runs before anything is compiled. Types are checked
// by `npm run check`, not here: that takes four times the memory, and an operator's machine may have little.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCAL_DISCORD = 'packages/local-discord';
const PARTS_OF_LOCAL_DISCORD = ['src', 'testkit', 'probes'];

/** For each target: the folders it is built from, and where the result is put, relative to the root. */
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

/** Changes to tsconfig.json: what is written, without anything that costs memory. */
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

  // Built next to its place and at the same depth, so that source maps are right, and moved only when complete: another
  // start may be building, or running, in this folder.
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

/**
 * Changes when a source, a compiler setting, the compiler itself or Node changes; does not depend on times or on where the
 * files are.
 */
function fingerprintOf({ of }) {
  // What is kept of the compiled bundle is of use to this version alone.
  const hash = createHash('sha256').update(`${process.version}\n`);
  const tools = ['typescript', 'rolldown'].map((tool) => `node_modules/${tool}/package.json`);
  for (const file of [
    'scripts/build.mjs',
    'scripts/bundle.mjs',
    'scripts/keep-compiled.mjs',
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

/**
 * Compiles the folders into JavaScript, with the same layout that they have below `base`. Each file is compiled by
 * itself, without the files it imports.
 */
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

/**
 * Also makes a bundle where the bundler is installed. Without it the bot starts from its single files, which is slower.
 */
async function compileAndBundle(outDir, folders) {
  compile('.')(outDir, folders);
  const bundle = join(outDir, 'bundle');
  // An empty folder, so that a bundle of older sources is replaced.
  mkdirSync(bundle);
  if (!isInstalled('rolldown')) return;
  const { bundleBot } = await import('./bundle.mjs');
  await bundleBot(ROOT, bundle);
  // In a process of its own, which loads the bot as a start does. Where that fails, a start compiles as it goes.
  spawnSync(process.execPath, [join(ROOT, 'scripts/keep-compiled.mjs'), outDir], { stdio: 'ignore' });
}

function isInstalled(name) {
  return existsSync(join(ROOT, 'node_modules', name, 'package.json'));
}

async function bundlePage(outDir) {
  toolOf('rolldown', 'package.json', 'npm ci --include=dev');
  const localDiscord = await import('../packages/local-discord/build.mjs');
  await localDiscord.bundlePage(join(outDir, 'page'));
}

/** The path of a tool's file. Where it is missing, ends with one sentence that says what installs it. */
function toolOf(name, file, command) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
  } catch {
    throw new BuildError(
      `${name} is not installed, and is needed to build this. Run \`${command}\` in the folder of Clematis.`,
    );
  }
}

/**
 * Puts `from` in the place of `to`. With other processes doing the same, `to` is always one complete build, or missing
 * for a moment.
 */
function putInPlace(from, to, old) {
  for (let tries = 1; ; tries += 1) {
    try {
      if (existsSync(to)) renameSync(to, `${old}-${tries}`);
      return renameSync(from, to);
    } catch (error) {
      // Another build put its own there, or removed it, in between: try again.
      if (tries > 20 || !['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM'].includes(error.code)) throw error;
    }
  }
}
