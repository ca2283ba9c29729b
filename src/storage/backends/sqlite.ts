import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import type { Log } from '../../util/log.ts';
import { StoreOpenError } from '../errors.ts';
import type { Backend } from './backend.ts';
import { keepTexts } from './keyv-texts.ts';
import { createSqliteLeaseTable } from './sqlite-leases.ts';

/** How long a statement waits while another process writes, before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens or creates the file, and the folders above it. A file that is not a database, that another process keeps from
 * being written for more than five seconds, or that cannot be written is an error: never an empty store.
 *
 * @throws StoreOpenError
 */
export async function openSqliteBackend(path: string, log: Log): Promise<Backend> {
  const file = resolve(path);
  try {
    await mkdir(dirname(file), { recursive: true });
  } catch (error) {
    throw new StoreOpenError(`the folder of ${file} cannot be created`, error);
  }

  const adapter = new WholeSqlite({ uri: `sqlite://${file}`, busyTimeout: BUSY_TIMEOUT_MS });
  // A failure to connect also rejects every query; without a listener the event would end the process.
  adapter.on('error', () => {});
  try {
    await prepare(adapter);
  } catch (error) {
    await adapter.close().catch(() => {});
    throw new StoreOpenError(`${file} cannot be opened as a store`, error);
  }

  return {
    ...keepTexts(adapter, log),
    leases: createSqliteLeaseTable((sql, ...values) => adapter.query(sql, ...values)),
    close: () => adapter.close(),
  };
}

async function prepare(adapter: WholeSqlite): Promise<void> {
  // Before anything else: as it comes, each write holds a thread for two syncs and starves the rest of the process.
  const [mode] = await adapter.query('PRAGMA journal_mode = WAL');
  if (mode?.journal_mode !== 'wal') throw new Error(`its journal stays in mode "${mode?.journal_mode}", not in "wal"`);
  // What was acknowledged survives a power cut too. Unlike the journal's mode this lasts only as long as the connection.
  await adapter.query('PRAGMA synchronous = FULL');

  // Fails now, not at the first vote, when the file is read-only or somebody else keeps writing.
  await adapter.query('BEGIN IMMEDIATE');
  const { table } = adapter.opts;
  for (const event of ['INSERT', 'UPDATE']) {
    await adapter.query(
      `CREATE TRIGGER IF NOT EXISTS ${table}_remove_after_${event} AFTER ${event} ON ${table} WHEN new.value IS NULL
       BEGIN DELETE FROM ${table} WHERE key = new.key; END`,
    );
  }
  await adapter.query(
    `CREATE TABLE IF NOT EXISTS lease(
       name TEXT PRIMARY KEY, holder TEXT NOT NULL, token TEXT NOT NULL,
       taken_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL)`,
  );
  await adapter.query('COMMIT');
}

/** The adapter as it comes, with a `setMany` that is one statement and a `getMany` that is not quadratic. */
class WholeSqlite extends KeyvSqlite {
  /** Writes and removals in one statement: removing is writing NULL, which the table's triggers turn into a DELETE. */
  async setMany(entries: readonly { readonly key: string; readonly value: string }[]): Promise<void> {
    await this.query(
      `INSERT INTO ${this.opts.table}(key, value) SELECT key, nullif(value, '') FROM json_each(?) WHERE true
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
      JSON.stringify(Object.fromEntries(entries.map(({ key, value }) => [key, value]))),
    );
  }

  override async getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    const rows: { key: string; value: Value }[] = await this.query(
      `SELECT key, value FROM ${this.opts.table} WHERE key IN (SELECT value FROM json_each(?))`,
      JSON.stringify(keys),
    );
    const found = new Map(rows.map(({ key, value }) => [key, value]));
    return keys.map((key) => found.get(key));
  }
}
