// `node scripts/try-container.mjs [FOLDER]` does the steps of the Dockerfile in a bare folder, for machines without a
// container engine. It does not try the images themselves and their packages: steps with apt-get are left out. The
// result is run as a user without rights on a read-only root by scripts/run-container.mjs, where this machine allows
// it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const base =
  process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'clematis-container-')) : resolve(process.argv[2]);
const NEVER_COPIED = /(?:^|\/)(?:node_modules|dist)(?:\/|$)/;

const stages = new Map();
let stage;
let environment = {};
let command = [];
let healthCheck = [];

/** Where a path of the image is on this machine. */
const inside = (path, of = stage) => join(of.root, path.startsWith('/') ? path : join(of.workdir, path));

const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .split('\n')
  .filter((line) => line.trim() !== '');
for (const line of lines) {
  const [word, ...rest] = line.split(' ');
  const text = rest.join(' ');
  if (word === 'FROM') begin(rest.at(-2) === 'AS' ? rest.at(-1) : 'last');
  else if (word === 'WORKDIR') workIn(text);
  else if (word === 'ENV') environment = { ...environment, ...Object.fromEntries(rest.map((pair) => pair.split('='))) };
  else if (word === 'RUN') run(text);
  else if (word === 'COPY') copy(rest);
  else if (word === 'CMD') command = JSON.parse(text);
  else if (word === 'HEALTHCHECK') healthCheck = JSON.parse(text.slice(text.indexOf('[')));
  else if (!['USER', 'VOLUME'].includes(word)) throw new Error(`What does ${word} do?`);
}

function begin(name) {
  stage = { root: join(base, name), workdir: '/' };
  environment = {};
  mkdirSync(stage.root, { recursive: true });
  stages.set(name, stage);
}

function workIn(path) {
  stage.workdir = path;
  mkdirSync(join(stage.root, path), { recursive: true });
}

function run(text) {
  if (text.startsWith('apt-get')) return say(`left out: ${text}`);
  // This process may not change owners.
  const plain = text.replace(/ -o node -g node/, '');
  say(plain);
  const { status } = spawnSync('sh', ['-c', plain], { cwd: inside('.'), env: bare(), stdio: 'inherit' });
  if (status !== 0) throw new Error(`"${text}" ended with ${status}`);
}

function copy(words) {
  const from = words[0].startsWith('--from=') ? stages.get(words[0].slice('--from='.length)) : undefined;
  const [...paths] = from === undefined ? words : words.slice(1);
  const to = paths.pop();
  for (const path of paths) {
    const source = from === undefined ? join(ROOT, path) : inside(path, from);
    const target = to.endsWith('/') ? join(inside(to), path.split('/').at(-1)) : inside(to);
    const filter = (file) => from !== undefined || !NEVER_COPIED.test(file.slice(ROOT.length));
    cpSync(source, target, { recursive: true, filter, verbatimSymlinks: true });
  }
}

/** Of the environment only what is needed to find programs and the registry. */
function bare(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(?:PATH|HOME|npm_config_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...environment, ...more };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

// Started as in the image: without a token it must say so in one sentence; with one it must get as far as a request to
// Discord.
const started = (more) =>
  spawnSync(process.execPath, command.slice(1), {
    cwd: inside('.'),
    env: bare(more),
    encoding: 'utf8',
    timeout: 60_000,
  });
const without = started({});
if (without.status !== 1 || !without.stderr.startsWith('DISCORD_TOKEN is missing')) {
  throw new Error(`Without a token: ${without.status} ${without.stderr}`);
}
const refused = started({ DISCORD_TOKEN: 'none', HTTP_PORT: '99999' });
if (!refused.stderr.startsWith('HTTP_PORT: it must be')) throw new Error(`A wrong port: ${refused.stderr}`);
const check = spawnSync(process.execPath, ['dist/src/admin/admin.js', 'check'], {
  cwd: inside('.'),
  env: bare(),
  encoding: 'utf8',
});
if (check.status !== 0) throw new Error(`admin check: ${check.stdout}${check.stderr}`);
say(`${check.stdout}The image’s steps work; its files are in ${base}.`);

writeFileSync(join(base, 'image.json'), JSON.stringify({ command, environment, healthCheck, workdir: stage.workdir }));
const able =
  spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
if (!able) {
  say('How it runs is not tried: that takes root, unshare (util-linux) and ip (iproute2).');
} else {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/run-container.mjs'), base], { stdio: 'inherit' });
  if (status !== 0) throw new Error('It does not run as a container would run it');
  say('It runs as a container would run it.');
}
