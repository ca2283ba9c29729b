import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { defineRecord, type Store } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { askPostgres, postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { openTestStore } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.string() });
const holder = { holder: 'this test', ttlMs: 60_000 };

/** Whether this machine lets a test have a small disk of its own: Linux, as root, where mounting is allowed. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', tmpdir()], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('No disk of its own can be mounted here: stores on one that fills are not tried\n');
    return false;
  }
})();

/** A disk of so many bytes, which goes when the test ends. */
async function smallDisk(bytes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder]);
  const filler = join(folder, 'filler');
  // The last that was asked for is the first that is done: stores are closed before.
  onTestFinished(async () => {
    execFileSync('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    /** Takes all the room that is left. */
    fill() {
      for (let size = bytes; size >= 512; size /= 2) {
        try {
          while (true) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Half as much may still fit.
        }
      }
    },
    empty: () => rmSync(filler),
  };
}

/** Writes until it is refused; what was acknowledged before, and what was refused with it. */
async function writeUntilRefused(
  store: Store,
  under: Store,
): Promise<{ kept: ReadonlyMap<string, string>; refused: unknown }> {
  const kept = new Map<string, string>();
  for (let turn = 0; turn < 2_000; turn += 1) {
    const keys = [`${turn}/a`, `${turn}/b`];
    const text = `${turn} ${'x'.repeat(4_000)}`;
    try {
      await under.write(keys.map((key) => under.records(note).putting(key, text)));
    } catch (refused) {
      const half = await store.records(note).getMany(keys);
      expect(half.size, 'nothing of what was refused is written').toBe(0);
      return { kept, refused };
    }
    for (const key of keys) kept.set(key, text);
  }
  throw new Error('The disk never was full');
}

async function holds(store: Store, kept: ReadonlyMap<string, string>): Promise<void> {
  const there = await store.records(note).getMany(kept.keys());
  expect(Object.fromEntries(there)).toEqual(Object.fromEntries(kept));
}

it.skipIf(!mayMount)(
  'SQLite on a disk that fills refuses what does not fit, whole, loses nothing, and heals',
  async () => {
    const disk = await smallDisk(1_500_000);
    const store = await openTestStore(`sqlite://${disk.folder}/store.sqlite`, createSystemClock());
    await store.records(note).put('first', 'before');
    const under = store.under([await store.leases.acquire('shard-0', holder)]);
    disk.fill();
    const { kept, refused } = await writeUntilRefused(store, under);
    expect(String(refused)).toMatch(/SQLITE_FULL|disk is full|disk I\/O error/);
    await holds(store, new Map([...kept, ['first', 'before']]));
    disk.empty();
    await store.records(note).put('first', 'after');
    await holds(store, new Map([...kept, ['first', 'after']]));
  },
);

it.skipIf(!mayMount || postgresPrograms() === undefined)(
  'PostgreSQL on a disk that fills refuses what does not fit, whole, loses nothing, and heals',
  { timeout: 120_000 },
  async () => {
    const server = await startPostgres(['fsync=off']);
    onTestFinished(() => server.remove());
    const disk = await smallDisk(16_000_000);
    chmodSync(disk.folder, 0o777);
    const main = new URL(await server.newUrl());
    execFileSync('mkdir', ['-m', '777', join(disk.folder, 'space')]);
    execFileSync('chown', ['postgres', join(disk.folder, 'space')]);
    await askPostgres(main.href, `CREATE TABLESPACE small LOCATION '${join(disk.folder, 'space')}'`);
    await askPostgres(main.href, 'CREATE DATABASE small TABLESPACE small');
    main.pathname = '/small';
    const store = await openTestStore(main.href, createSystemClock());
    await store.records(note).put('first', 'before');
    const under = store.under([await store.leases.acquire('shard-0', holder)]);
    disk.fill();
    const { kept, refused } = await writeUntilRefused(store, under);
    expect(String(refused)).toMatch(/No space left on device/);
    await holds(store, new Map([...kept, ['first', 'before']]));
    disk.empty();
    await store.records(note).put('first', 'after');
    await holds(store, new Map([...kept, ['first', 'after']]));
  },
);
