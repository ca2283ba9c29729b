// Makes dist/ of the sources, unless that was done already for exactly these files: `node scripts/build.mjs bot [page] [trials]`.
// Plain JavaScript, since it runs before anything is compiled. Types are checked by `npm run check`, not here: that takes
// four times the memory, and an operator's machine may have little.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const PAGE = 'src/local-discord/page';

const targets = {
  bot: { of: ['src', 'commands'], without: [PAGE], gives: ['src', 'commands'], make: compile('tsconfig.build.json') },
  trials: {
    of: ['src', 'commands', 'prove', 'bench', 'docs', 'verify', 'test/support', 'test/local-discord/probes'],
    without: [PAGE],
    gives: ['prove', 'bench', 'docs', 'verify', 'test'],
    make: compile('tsconfig.prove.json'),
  },
  page: { of: [PAGE], without: [], gives: ['page'], make: bundlePage },
};

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
  const stamp = join(DIST, `.built-${name}`);
  const fingerprint = fingerprintOf(target);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;

  // Beside dist/ and as deep, so that source maps are right; put in place only when it is whole, since another start may
  // be building, or running, in this folder.
  const aside = join(ROOT, `.dist-${randomUUID()}`);
  try {
    await target.make(aside);
    mkdirSync(DIST, { recursive: true });
    rmSync(stamp, { force: true });
    for (const folder of target.gives) putInPlace(join(aside, folder), join(DIST, folder), `${aside}-${folder}`);
    writeFileSync(stamp, fingerprint);
  } catch (error) {
    if (error?.code !== 'ENOSPC' && error?.code !== 'EROFS' && error?.code !== 'EACCES') throw error;
    throw new BuildError(`The folder dist cannot be written: ${error.message}`);
  } finally {
    for (const left of readdirSync(ROOT)) {
      if (left.startsWith(aside.slice(ROOT.length + 1))) rmSync(join(ROOT, left), { recursive: true, force: true });
    }
  }
}

/** Changes when a source, a setting of the compiler or the compiler itself does; not with times or places of files. */
function fingerprintOf({ of, without }) {
  const hash = createHash('sha256');
  const tools = ['typescript', 'rolldown'].map((tool) => `node_modules/${tool}/package.json`);
  const settings = readdirSync(ROOT).filter((name) => name.startsWith('tsconfig'));
  for (const file of [
    'scripts/build.mjs',
    ...settings.toSorted(),
    ...tools,
    ...of.flatMap((folder) => filesIn(folder, without)),
  ]) {
    if (existsSync(join(ROOT, file))) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesIn(folder, without) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (without.includes(path)) return [];
      return entry.isDirectory() ? filesIn(path, without) : [path];
    });
}

function compile(project) {
  return (outDir) => {
    const run = spawnSync(
      process.execPath,
      [
        toolOf('typescript', 'bin/tsc', 'npm ci'),
        '-p',
        project,
        '--outDir',
        outDir,
        '--noCheck',
        '--incremental',
        'false',
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, GOGC: process.env.GOGC ?? '50' } },
    );
    if (run.status === 0) return;
    const why = run.error?.message ?? (`${run.stdout}${run.stderr}`.trim() || `it was ended by ${run.signal}`);
    throw new BuildError(
      `The bot cannot be compiled (where memory is short, see “Small machines” in README.md):\n${why}`,
    );
  };
}

async function bundlePage(outDir) {
  toolOf('rolldown', 'package.json', 'npm ci --include=dev');
  const { build: bundle } = await import('rolldown');
  cpSync(join(ROOT, PAGE, 'static'), join(outDir, 'page'), { recursive: true });
  await bundle({ cwd: ROOT, input: `${PAGE}/main.ts`, output: { dir: join(outDir, 'page') } });
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
