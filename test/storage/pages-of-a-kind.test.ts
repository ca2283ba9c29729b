import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRecord, type Records } from '../../src/storage/index.ts';
import { backends, openTestStore, temporaryFolder } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.string() });
const notes = defineRecord({ name: 'notes', version: 1, schema: z.string() });
const not = defineRecord({ name: 'not', version: 1, schema: z.string() });

async function all<T>(
  records: Records<T>,
  among?: Parameters<Records<T>['pages']>[0],
): Promise<ReadonlyMap<string, T>> {
  const found: [string, T][] = [];
  for await (const page of records.pages(among)) found.push(...page);
  return new Map(found);
}

async function keysOf(records: Records<unknown>, prefix?: string): Promise<string[]> {
  const found: string[] = [];
  for await (const keys of records.keys(prefix)) found.push(...keys);
  return found.toSorted();
}

for (const { name, url } of backends) {
  describe(`the records of one kind on ${name}`, () => {
    it('are read in pages, and none of a kind whose name is alike', async () => {
      const store = await openTestStore(await url());
      const keys = [
        '%',
        'ㄱ',
        '가',
        '\u1100\u1161',
        '\0',
        'Z',
        'a',
        ...Array.from({ length: 2_100 }, (_, n) => `${n}`),
      ];
      for (const kind of [note, notes, not]) {
        const records = store.records(kind);
        await store.write(keys.map((key) => records.putting(key, `${kind.name} ${key}`)));
      }
      expect(await all(store.records(note))).toEqual(new Map(keys.map((key) => [key, `note ${key}`])));
      expect(await keysOf(store.records(notes))).toEqual(keys.toSorted());
    });

    it('are those whose key begins with a prefix and whose key or text contains the words', async () => {
      const store = await openTestStore(await url());
      const records = store.records(note);
      await store.write([
        records.putting('10/a', 'of Ada'),
        records.putting('10/Ada', 'nothing'),
        records.putting('100/a', 'of Ada'),
        records.putting('10', 'of Ada'),
      ]);
      expect([...(await all(records, { prefix: '10/', holding: 'Ada' })).keys()].toSorted()).toEqual([
        '10/Ada',
        '10/a',
      ]);
      expect(await keysOf(records, '10/')).toEqual(['10/Ada', '10/a']);
      expect(await keysOf(records, '2')).toEqual([]);
    });

    it('are listed by their keys even if one of them is damaged, which the pages leave out', async () => {
      const store = await openTestStore(await url());
      await store.records(note).put('sound', 'x');
      await store.write([{ storedKey: 'note:damaged', text: '{' }]);
      const damaged: string[] = [];
      expect([...(await all(store.records(note), { onDamaged: ({ key }) => damaged.push(key) })).keys()]).toEqual([
        'sound',
      ]);
      expect(damaged).toEqual(['damaged']);
      expect(await keysOf(store.records(note))).toEqual(['damaged', 'sound']);
    });
  });
}

it('What was removed from or overwritten in SQLite is in none of its files once traces are cleared', async () => {
  const folder = await temporaryFolder();
  const store = await openTestStore(`sqlite://${join(folder, 'store.sqlite')}`);
  const records = store.records(note);
  const secret = (number: number) => `secret-${'x'.repeat(number % 7 === 0 ? 9_000 : 40)}-end`;
  await store.write(Array.from({ length: 500 }, (_, n) => records.putting(`k${n}`, secret(n))));
  for (let n = 0; n < 250; n += 1) await records.put(`k${n}`, 'another');
  await store.write(Array.from({ length: 250 }, (_, n) => records.removing(`k${n + 250}`)));
  await store.leaveNoTrace();
  for (const file of await readdir(folder)) {
    expect((await readFile(join(folder, file))).includes('secret-'), file).toBe(false);
  }
});
