import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../src/admin/backup.ts';
import { copyStore } from '../../src/admin/copy.ts';
import { claimStore } from '../../src/services/claim-store.ts';
import { type Change, openStore, type Store } from '../../src/storage/index.ts';
import { createManualClock, createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

const log = createLog({ level: 'silent', format: 'json' });
const opened: Store[] = [];
let folder: string;

async function store(url = 'memory:'): Promise<Store> {
  const made = await openStore({ url, log, machineClock: createManualClock(0) });
  opened.push(made);
  return made;
}

async function contentOf(of: Store): Promise<ReadonlyMap<string, string | undefined>> {
  const all = new Map<string, string | undefined>();
  for await (const page of of.pages()) for (const { storedKey, text } of page) all.set(storedKey, text);
  return all;
}

const rows = (count: number): Change[] =>
  Array.from({ length: count }, (_, index) => ({ storedKey: `poll:${index}`, text: `{"v":1,"d":${index}}` }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clematis-copies-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await rm(folder, { recursive: true });
});

describe('A backup', () => {
  it('brings back every record as it was, whatever characters it holds', async () => {
    const texts = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => !/[\0\p{Surrogate}]/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(texts, texts, { maxKeys: 20 }), async (records) => {
        const [from, to] = [await store(), await store()];
        await from.write(Object.entries(records).map(([key, text]) => ({ storedKey: `server:${key}`, text })));
        const file = join(folder, `${Math.random()}.jsonl`);
        await backUp(from, file, 1);
        await restore(to, file);
        expect(await contentOf(to)).toEqual(await contentOf(from));
      }),
      { numRuns: 40 },
    );
  });

  it('is read by its owner alone, and is never written over another', async () => {
    const file = join(folder, 'backup.jsonl');
    const from = await store();
    await from.write(rows(3));
    await backUp(from, file, 1);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const before = await readFile(file, 'utf8');
    await expect(backUp(from, file, 2)).rejects.toThrow('cannot be made');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('has each record in its final state, although records are written and removed meanwhile', async () => {
    const from = await store();
    await from.write(rows(2_500));
    const file = join(folder, 'backup.jsonl');
    let pages = 0;
    const moving: Store = {
      ...from,
      async *pages() {
        for await (const page of from.pages()) {
          yield page;
          pages += 1;
          if (pages === 2)
            await from.write([
              { storedKey: 'poll:0', text: '"new"' },
              { storedKey: 'poll:1', text: undefined },
            ]);
        }
      },
    };
    await backUp(moving, file, 1);
    const to = await store();
    await restore(to, file);
    expect(await contentOf(to)).toEqual(await contentOf(from));
  });

  it.each([
    [
      'cut off at the end',
      async (file: string) => writeFile(file, (await readFile(file, 'utf8')).split('\n').slice(0, -2).join('\n')),
    ],
    ['cut off in a line', async (file: string) => writeFile(file, (await readFile(file, 'utf8')).slice(0, -90))],
    [
      'changed',
      async (file: string) => writeFile(file, (await readFile(file, 'utf8')).replace('"d\\":1}', '"d\\":9}')),
    ],
    ['another file', async (file: string) => writeFile(file, '{"some":"json"}\n')],
    ['empty', async (file: string) => writeFile(file, '')],
    ['a binary', async (file: string) => writeFile(file, Buffer.from([0, 255, 10, 13, 7]))],
  ])('that is %s is not restored, nothing of it', async (_what, spoil) => {
    const from = await store();
    await from.write(rows(1_500));
    const file = join(folder, 'backup.jsonl');
    await backUp(from, file, 1);
    await spoil(file);
    const to = await store();
    await expect(restore(to, file)).rejects.toThrow(/not whole|no backup|no record/);
    expect(await contentOf(to)).toEqual(new Map());
  });

  it('is not restored into a store with data, nor while a bot uses it', async () => {
    const file = join(folder, 'backup.jsonl');
    const from = await store();
    await from.write(rows(1));
    await backUp(from, file, 1);
    await expect(restore(from, file)).rejects.toThrow('not empty');
    const url = `sqlite://${join(folder, 'used.sqlite')}`;
    const used = await openStore({ url, log, machineClock: createSystemClock() });
    opened.push(used);
    await used.leases.acquire('shard/1/0/1', { holder: 'a bot', ttlMs: 9_000 });
    await expect(restore(used, file)).rejects.toThrow('a bot is running on this store (a bot)');
  });
});

describe('A copy', () => {
  it('goes on after an interruption, and no bot starts on it before it is complete', async () => {
    const [from, to] = [await store(), await store(`sqlite://${join(folder, 'to.sqlite')}`)];
    await from.write(rows(3_000));
    let pages = 0;
    const breaking: Store = {
      ...from,
      async *pages() {
        for await (const page of from.pages()) {
          pages += 1;
          if (pages === 3) throw new Error('the machine went off');
          yield page;
        }
      },
    };
    await expect(copyStore(breaking, to)).rejects.toThrow('went off');
    await expect(claimStore(to, { applicationId: '1', seriesId: 'a' })).rejects.toThrow(
      'a copy into this store was interrupted',
    );
    expect(await copyStore(from, to)).toEqual({ records: 3_000, already: 2_000 });
    expect(await contentOf(to)).toEqual(await contentOf(from));
    await claimStore(to, { applicationId: '1', seriesId: 'a' });
  });

  it('is not made into a store that has something else', async () => {
    const [from, to] = [await store(), await store()];
    await from.write(rows(1));
    await to.write(rows(1));
    await expect(copyStore(from, to)).rejects.toThrow('not empty');
  });
});

it('A setting is shown without its secrets', async () => {
  const { withoutSecrets } = await import('../../src/admin/without-secrets.ts');
  expect(withoutSecrets('token', 'abc')).toBe('set');
  expect(withoutSecrets('storeUrl', 'postgres://u:p%40ss@db:5432/c?password=x&a=b')).toBe(
    'postgres://…@db:5432/c?password=…&a=b',
  );
  expect(withoutSecrets('storeUrl', 'redis://:p@a@host')).not.toContain('p@');
});
