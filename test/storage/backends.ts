import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/storage/index.ts';
import { type Clock, createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { redisProgram, startRedis } from '../../testkit/stores/redis-server.ts';
import type { StoreServer } from '../../testkit/stores/server-process.ts';

export const silentLog = createLog({ level: 'silent', format: 'json', write: () => {} });

interface TestBackend {
  readonly name: string;
  /** The address of a store nobody has used yet. */
  url(): Promise<string>;
  /** It goes by this machine's clock, which a test may move. */
  readonly byMachineClock: boolean;
}

/** Every backend the contract is run on. */
export const backends: readonly TestBackend[] = [
  { name: 'memory:', url: async () => 'memory:', byMachineClock: true },
  { name: 'sqlite://', url: async () => `sqlite://${await temporaryFolder()}/store.sqlite`, byMachineClock: true },
  ...onServer('redis://', redisProgram(), startRedis),
  // What is killed here is a process, never the power: what it wrote without a sync is still there.
  ...onServer('postgres://', postgresPrograms(), () => startPostgres(['fsync=off'])),
];

/** Started when the first test asks for it, and ended with the file's last one. */
function onServer(name: string, program: string | undefined, start: () => Promise<StoreServer>): TestBackend[] {
  if (program === undefined) {
    process.stderr.write(`No server for ${name} is installed here: the store's contract on it is skipped\n`);
    return [];
  }
  let server: Promise<StoreServer> | undefined;
  afterAll(async () => (await server)?.remove());
  return [
    {
      name,
      byMachineClock: false,
      async url() {
        server ??= start();
        return (await server).newUrl();
      },
    },
  ];
}

/** A folder of one test's own, removed when it ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed when the test ends. Where leases go by this clock they never run out: it stands still. */
export async function openTestStore(url: string, machineClock: Clock = createManualClock(0)): Promise<Store> {
  const store = await openStore({ url, log: silentLog, machineClock });
  onTestFinished(() => store.close());
  return store;
}
