// `node scripts/run-container.mjs FOLDER` runs the files that `node scripts/try-container.mjs` made, as a container
// would: in process, mount and network namespaces of their own, with a read-only root, as user 1000 without
// capabilities, with node as process 1, and with a local Discord. Needs root on Linux, and unshare, nsenter, setpriv
// (util-linux) and ip (iproute2).
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const USER = 1000;
const folder = resolve(process.argv[2] ?? '');
const root = join(folder, 'last');
const { command, environment, healthCheck, workdir } = JSON.parse(readFileSync(join(folder, 'image.json'), 'utf8'));

if (process.env.CLEMATIS_IN_NAMESPACE === undefined) {
  // A network namespace of its own: no port is taken in it, and nothing outside can be reached.
  const again = `ip link set lo up && exec ${process.execPath} ${fileURLToPath(import.meta.url)} ${folder}`;
  const { status } = spawnSync('unshare', ['--net', '--mount', 'sh', '-c', again], {
    env: { ...process.env, CLEMATIS_IN_NAMESPACE: '1' },
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}

/** What the base image would contain is taken from this machine, read-only. Links such as /lib stay links. */
const BASE = ['usr', 'bin', 'sbin', 'lib', 'lib64', 'etc', 'dev'];
for (const name of [...BASE, 'proc', 'tmp']) {
  const [here, there] = [join('/', name), join(root, name)];
  if (existsSync(there) || !existsSync(here)) continue;
  if (lstatSync(here).isSymbolicLink()) symlinkSync(readlinkSync(here), there);
  else mkdirSync(there);
}
const volume = join(folder, 'volume');
mkdirSync(volume, { recursive: true });
chownSync(volume, USER, USER);

const bound = BASE.filter((name) => existsSync(join('/', name)) && !lstatSync(join('/', name)).isSymbolicLink());
const privileges = `setpriv --reuid=${USER} --regid=${USER} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`;
const entry = [
  'set -e',
  'mount --make-rprivate /',
  `mount --bind ${root} ${root}`,
  ...bound.map((name) => `mount --bind /${name} ${root}/${name} && mount -o remount,bind,ro ${root}/${name}`),
  `mount -t proc proc ${root}/proc`,
  `mount -t tmpfs tmpfs ${root}/tmp`,
  `mount --bind ${volume} ${join(root, workdir, 'var')}`,
  `mount -o remount,bind,ro ${root}`,
  `exec chroot ${root} ${privileges} env -C ${workdir} "$@"`,
].join('\n');

const { startScene } = await import('local-discord/testkit');
const scene = await startScene();
const settings = {
  PATH: process.env.PATH,
  ...environment,
  DISCORD_TOKEN: scene.application.botToken,
  DISCORD_API_URL: scene.discord.api,
};

/**
 * Runs the command of the image (CMD). `said` resolves with the first line of its log that begins with the given text.
 */
function start(more = {}) {
  const child = spawn('unshare', ['--pid', '--fork', '--mount', 'sh', '-c', entry, 'sh', ...command], {
    env: { ...settings, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`;
      for (const { text, done } of waiting) if (line.includes(text)) done();
    });
  }
  const ended = new Promise((done) => child.once('close', (code) => done(code)));
  return {
    ended,
    output: () => output,
    said: (text) =>
      new Promise((done, failed) => {
        if (output.includes(text)) return done();
        waiting.push({ text, done });
        void ended.then((code) => failed(new Error(`It ended with ${code} before it said “${text}”:\n${output}`)));
      }),
    /** The pid that process 1 of the container has on this machine. */
    pid: () => Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()),
  };
}

/**
 * Runs a command inside the container, as Docker runs a health check. Gives its exit code, or says that it took too
 * long.
 */
function inside(pid, args, timeout = 5_000) {
  const entering = ['--target', String(pid), '--mount', '--pid', '--root', '--wd'];
  const { status, signal } = spawnSync('nsenter', [...entering, ...privileges.split(' '), ...args], {
    env: settings,
    timeout,
    killSignal: 'SIGKILL',
  });
  return signal === null ? status : 'too long';
}

function must(what, seen, wanted) {
  if (seen !== wanted) throw new Error(`${what}: ${seen}, not ${wanted}`);
  process.stdout.write(`${what}: ${seen}\n`);
}

let running;
try {
  running = start();
  await running.said('The bot is ready');
  const pid = running.pid();
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/).at(-1);
  must('its number inside', field('NSpid'), '1');
  must('its name', field('Name'), 'node');
  must('its user', field('Uid'), String(USER));
  must('its capabilities', field('CapEff'), '0000000000000000');
  must('new privileges', field('NoNewPrivs'), '1');
  must('writes to its root, exit code', inside(pid, ['touch', `${workdir}/x`]), 1);
  must('writes to its code, exit code', inside(pid, ['touch', `${workdir}/dist/src/main.js`]), 1);
  must('writes to its volume, exit code', inside(pid, ['touch', `${workdir}/var/x`]), 0);
  must('the health check while it serves', inside(pid, healthCheck), 0);
  process.kill(pid, 'SIGSTOP');
  must('the health check while it hangs', inside(pid, healthCheck), 'too long');
  process.kill(pid, 'SIGCONT');
  must('the health check after that', inside(pid, healthCheck), 0);
  const beganMs = performance.now();
  process.kill(pid, 'SIGTERM');
  must('SIGTERM to it, exit code', await running.ended, 0);
  must('within the 15 seconds that compose.yaml gives it', performance.now() - beganMs < 15_000, true);

  running = start();
  await running.said('The bot is ready');
  must('asks for another invitation, its store being kept', running.output().includes('adds it with this link'), false);
  process.kill(running.pid(), 'SIGTERM');
  must('SIGTERM to the second, exit code', await running.ended, 0);

  running = start({ DISCORD_TOKEN: '' });
  must('without a token, exit code', await running.ended, 1);
  must('and a sentence', running.output().startsWith('DISCORD_TOKEN is missing'), true);
} catch (error) {
  process.stderr.write(`${error.message}\n${running?.output() ?? ''}`);
  process.exitCode = 1;
} finally {
  await scene.discord.close();
}
process.exit();
