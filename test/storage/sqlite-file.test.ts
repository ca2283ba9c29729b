import { copyFile, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prepareSqliteFile } from '../../src/storage/backends/sqlite-file.ts';
import { defineRecord, openStore, StoreOpenError } from '../../src/storage/index.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { openTestStore, silentLog, temporaryFolder } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.string() });
const machineClock = createManualClock(0);
const opening = (url: string) => openStore({ url, log: silentLog, machineClock });

describe('STORE_URL', () => {
  it.each([
    '',
    'memory',
    'sqlite',
    'sqlite:/a',
    'sqlite://',
    'sqlite://folder/',
    'sqlite://:memory:',
    'mysql://h/d',
    'SQLITE://a',
  ])('that is no address is one clear error naming it: "%s"', async (url) => {
    await expect(opening(url)).rejects.toThrow(StoreOpenError);
    await expect(opening(url)).rejects.toThrow(/^STORE_URL: /);
  });

  it.each([
    'mongodb://bot:hunter2@example.org/0',
    'redis://bot:hunter2@example.org/players',
    'rediss://bot:hunter2@ex ample.org/0',
    'postgres://bot:hunter2@example.org:port/clematis',
    'postgresql://bot:hunter2@[example.org/clematis',
  ])('that cannot be understood is refused without repeating its password: %s', async (url) => {
    const error: unknown = await opening(url).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(StoreOpenError);
    expect(`${error} ${error instanceof Error ? JSON.stringify(error.cause ?? '') : ''}`).not.toContain('hunter2');
  });
});

describe('the file of a store', () => {
  it('is created with the folders above it', async () => {
    const folder = await temporaryFolder();
    await (await openTestStore(`sqlite://${folder}/a/b/store.sqlite`)).records(note).put('a', 'kept');

    expect((await stat(join(folder, 'a/b/store.sqlite'))).isFile()).toBe(true);
  });

  it('below something that is no folder is an error naming STORE_URL and the path', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');

    await expect(opening(`sqlite://${folder}/file/store.sqlite`)).rejects.toThrow(
      `STORE_URL: the folder of ${folder}/file/store.sqlite cannot be created: `,
    );
  });

  it('that is a folder is an error naming STORE_URL and the path', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'store.sqlite'));

    await expect(opening(`sqlite://${folder}/store.sqlite`)).rejects.toThrow(
      `STORE_URL: ${folder}/store.sqlite cannot be`,
    );
  });

  it('that is no database is an error and stays as it was, not an empty store', async () => {
    const file = join(await temporaryFolder(), 'store.sqlite');
    await writeFile(file, 'Dear diary, '.repeat(1_000));

    await expect(opening(`sqlite://${file}`)).rejects.toThrow('file is not a database');
    expect(await readFile(file, 'utf8')).toBe('Dear diary, '.repeat(1_000));
  });

  it('that is damaged inside is an error when read, not an absence', async () => {
    const folder = await temporaryFolder();
    const whole = await openTestStore(`sqlite://${folder}/whole.sqlite`);
    const keys = Array.from({ length: 500 }, (_, index) => `${index}`);
    await whole.write(keys.map((key) => whole.records(note).putting(key, 'x'.repeat(500))));
    await whole.close();
    await copyFile(join(folder, 'whole.sqlite'), join(folder, 'broken.sqlite'));
    const file = await open(join(folder, 'broken.sqlite'), 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size - 20_480, 0xff), 0, size - 20_480, 20_480);
    await file.close();

    const notes = (await openTestStore(`sqlite://${folder}/broken.sqlite`)).records(note);
    await expect(notes.get('250')).rejects.toThrow('SQLITE_CORRUPT');
    await expect(notes.getMany(keys)).rejects.toThrow('SQLITE_CORRUPT');
    await expect(notes.put('250', 'new')).rejects.toThrow('SQLITE_CORRUPT');
  });

  it('that another writer keeps locked makes a write an error, and is whole when it is free again', async () => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const notes = (await openTestStore(url)).records(note);
    await notes.put('a', 'before');
    const other = new KeyvSqlite(url);
    await other.query('BEGIN IMMEDIATE');

    await Promise.all([
      expect(notes.put('a', 'refused')).rejects.toThrow('SQLITE_BUSY'),
      expect(opening(url)).rejects.toThrow(/^STORE_URL: .*SQLITE_BUSY/),
    ]);
    await other.query('COMMIT');
    await other.close();
    expect(await notes.get('a')).toBe('before');
    await notes.put('a', 'after');
    expect(await notes.get('a')).toBe('after');
  });

  it('that another process keeps to itself cannot be opened, and is no empty store', async () => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const first = await openTestStore(url);
    await first.records(note).put('a', 'kept');
    await first.close();
    const other = new KeyvSqlite(url);
    await other.query('PRAGMA locking_mode = EXCLUSIVE');
    await other.query('BEGIN IMMEDIATE');

    await expect(opening(url)).rejects.toThrow(/^STORE_URL: .*SQLITE_BUSY/);
    await other.query('COMMIT');
    await other.close();
    expect(await (await openTestStore(url)).records(note).get('a')).toBe('kept');
  });

  it('is written ahead, and synced at every acknowledgement', async () => {
    const file = new KeyvSqlite(`sqlite://${await temporaryFolder()}/store.sqlite`);
    await prepareSqliteFile((sql, ...values) => file.query(sql, ...values), 'keyv');
    const pragmas = [await file.query('PRAGMA journal_mode'), await file.query('PRAGMA synchronous')];
    await file.close();

    expect(pragmas).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }]]);
  });

  it('keeps no trace of a removed record among its rows', async () => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const store = await openTestStore(url);
    const notes = store.records(note);
    await notes.put('a', 'about someone');
    await store.write([notes.removing('a'), notes.removing('never there'), notes.putting('b', 'stays')]);
    const file = new KeyvSqlite(url);
    const rows = await file.query('SELECT key FROM keyv');
    await file.close();

    expect(rows).toEqual([{ key: 'note:b' }]);
  });

  it('may be opened by several at once when it is new', async () => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const stores = await Promise.all(Array.from({ length: 4 }, () => openTestStore(url)));
    await Promise.all(stores.map((store, index) => store.records(note).put(`${index}`, 'kept')));

    expect((await stores[0]?.records(note).getMany(['0', '1', '2', '3']))?.size).toBe(4);
  });
});
