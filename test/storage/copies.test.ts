import { KeyvSqlite } from '@keyv/sqlite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Change, defineRecord, type Store, StoreClosedError } from '../../src/storage/index.ts';
import { backends, openTestStore, temporaryFolder } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.string() });
const count = defineRecord({ name: 'count', version: 1, schema: z.int() });

async function everything(store: Store): Promise<ReadonlyMap<string, string | undefined>> {
  const rows: Change[] = [];
  for await (const page of store.pages()) rows.push(...page);
  const unique = new Map(rows.map(({ storedKey, text }) => [storedKey, text]));
  expect(unique.size).toBe(rows.length);
  return unique;
}

for (const { name, url } of backends) {
  describe(`the pages of a store on ${name}`, () => {
    const open = async () => openTestStore(await url());

    it('are a copy of every record of every kind, whatever its key, when written to another store', async () => {
      const store = await open();
      const keys = [
        '',
        '%',
        'ㄱ',
        '가',
        '\u1100\u1161',
        '\0',
        'Z',
        'a',
        ...Array.from({ length: 2_500 }, (_, n) => `${n}`),
      ];
      await store.write(keys.map((key) => store.records(note).putting(key, `note ${key}`)));
      await store.write(keys.map((key, index) => store.records(count).putting(key, index)));

      for (const target of [await openTestStore('memory:'), await open()]) {
        for await (const page of store.pages()) await target.write(page);

        expect(await everything(target)).toEqual(await everything(store));
        expect([...(await target.records(note).getMany(keys))]).toEqual(keys.map((key) => [key, `note ${key}`]));
      }
    });

    it('skip nothing that stays when other records are removed meanwhile', async () => {
      const store = await open();
      const notes = store.records(note);
      const keys = Array.from({ length: 3_000 }, (_, index) => `${index}`.padStart(4, '0'));
      await store.write(keys.map((key) => notes.putting(key, key)));
      const seen: string[] = [];
      for await (const page of store.pages()) {
        if (seen.length === 0) await store.write(keys.slice(0, 900).map((key) => notes.removing(key)));
        seen.push(...page.map(({ storedKey }) => storedKey));
      }

      expect(seen).toEqual(keys.map((key) => `note:${key}`));
    });

    it('are none when there is nothing, and an error when the store is closed', async () => {
      const store = await open();
      expect((await everything(store)).size).toBe(0);
      await store.close();

      await expect(everything(store)).rejects.toThrow(StoreClosedError);
    });
  });
}

it('the pages of a store hold a damaged record as it is, since a copy must not lose it', async () => {
  const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
  const store = await openTestStore(url);
  const file = new KeyvSqlite(url);
  await file.query('INSERT INTO keyv VALUES (?, ?)', 'note:a', '{"v":');
  await file.close();

  expect([...(await everything(store))]).toEqual([['note:a', '{"v":']]);
});
