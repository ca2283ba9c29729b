import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createClient } from '@keyv/redis';
import { freePort, type RunningProgram, runProgram, runUntilItAnswers, type StoreServer } from './server-process.ts';

const DATABASES = 4_096;

/** The path of redis-server; undefined where it is not installed. */
export function redisProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/**
 * Starts a Redis of the test's own, with an append-only file that is synced at every write.
 *
 * @param settings more arguments for its command line
 * @throws Error where it is not installed
 */
export async function startRedis(settings: readonly string[] = []): Promise<StoreServer> {
  const program = redisProgram();
  if (program === undefined) throw new Error('redis-server is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'clematis-redis-'));
  const port = await freePort();
  const args = [
    ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--databases', `${DATABASES}`],
    ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', ...settings],
  ];
  let running: RunningProgram | undefined;
  let database = -1;
  const start = async () => {
    running = await runUntilItAnswers(
      () => runProgram(program, args),
      () => askRedis(port, ['PING']),
    );
  };
  const end = async (signal: NodeJS.Signals) => {
    await running?.end(signal);
    running = undefined;
  };
  await start();
  return {
    port,
    folder,
    async newUrl() {
      database += 1;
      return `redis://127.0.0.1:${port}/${database}`;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start,
    async remove() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Sends one command. Resolves with the answer of Redis.
 *
 * @throws Error while the server is down or still loading its data
 */
export async function askRedis(port: number, command: readonly string[]): Promise<unknown> {
  const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
    return await client.sendCommand([...command]);
  } finally {
    if (client.isOpen) client.destroy();
  }
}
