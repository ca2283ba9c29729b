import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/storage/index.ts';
import { type Clock, createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

export const silentLog = createLog({ level: 'silent', format: 'json', write: () => {} });

/** Every backend the contract is run on. */
export const backends: readonly { readonly name: string; readonly url: (folder: string) => string }[] = [
  { name: 'memory:', url: () => 'memory:' },
  { name: 'sqlite://', url: (folder) => `sqlite://${folder}/store.sqlite` },
];

/** A folder of one test's own, removed when it ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed when the test ends. Its leases never run out: its clock stands still. */
export async function openTestStore(url: string, machineClock: Clock = createManualClock(0)): Promise<Store> {
  const store = await openStore({ url, log: silentLog, machineClock });
  onTestFinished(() => store.close());
  return store;
}
