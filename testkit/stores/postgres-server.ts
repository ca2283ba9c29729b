import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  freePort,
  type Person,
  type RunningProgram,
  runProgram,
  runUntilItAnswers,
  type StoreServer,
} from './server-process.ts';

const run = promisify(execFile);
const PASSWORD = 'a-password-of-tests';
const DEBIAN = '/usr/lib/postgresql';

/** The folder of initdb and postgres; undefined where they are not installed. */
export function postgresPrograms(): string | undefined {
  // Debian has a folder for each version, outside of PATH.
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * Starts a PostgreSQL of the test's own, which syncs at every commit.
 *
 * @param settings more of its configuration, such as `fsync=off`
 * @throws Error where it is not installed
 */
export async function startPostgres(settings: readonly string[] = []): Promise<StoreServer> {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('postgresql is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'clematis-postgres-'));
  const port = await freePort();
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  await writeFile(passwordFile, PASSWORD);
  const person = personFor();
  if (person.uid !== undefined)
    for (const path of [folder, passwordFile]) await chown(path, person.uid, person.gid ?? 0);
  const made = ['-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  await run(join(programs, 'initdb'), ['-D', data, '-N', ...made], person);
  const options = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, ...settings];
  const args = ['-D', data, ...options.flatMap((option) => ['-c', option])];
  const urlOf = (database: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let running: RunningProgram | undefined;
  let databases = 0;
  const start = async () => {
    running = await runUntilItAnswers(
      () => runProgram(join(programs, 'postgres'), args, person),
      () => askPostgres(urlOf('postgres'), 'SELECT 1'),
    );
  };
  const end = async (signal: NodeJS.Signals) => {
    await running?.end(signal);
    running = undefined;
  };
  await start();
  return {
    port,
    folder: data,
    async newUrl() {
      databases += 1;
      await askPostgres(urlOf('postgres'), `CREATE DATABASE store_${databases}`);
      return urlOf(`store_${databases}`);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    start,
    async remove() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement, as the user named in the URL. */
export async function askPostgres(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root; Debian's package creates a user for it. */
function personFor(): Person {
  if (process.getuid?.() !== 0) return {};
  const [, , uid, gid] = /^postgres:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}
