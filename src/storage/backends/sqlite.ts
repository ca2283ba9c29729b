import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { z } from 'zod';
import type { Clock } from '../../util/clock.ts';
import { jsonInSlices } from '../../util/json-in-slices.ts';
import { StoreOpenError } from '../errors.ts';
import type { Backend } from './backend.ts';
import { apart, type Entry, FENCED_OFF, keepTexts } from './keyv-texts.ts';
import { prepareSqliteFile, type Query } from './sqlite-file.ts';
import { createSqliteLeaseTable } from './sqlite-leases.ts';

/** How long a statement waits while another process writes, before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

const pageRows = z.array(z.object({ storedKey: z.string(), text: z.string() }));

/**
 * Opens or creates the file, and the folders above it. A file that is not a database, that another process keeps from
 * being written for more than five seconds, or that cannot be written is an error, and never treated as an empty store.
 *
 * @throws StoreOpenError
 */
export async function openSqliteBackend(path: string, machineClock: Clock): Promise<Backend> {
  const file = resolve(path);
  try {
    await mkdir(dirname(file), { recursive: true });
  } catch (error) {
    throw new StoreOpenError(`the folder of ${file} cannot be created`, error);
  }

  const adapter = new WholeSqlite({ uri: `sqlite://${file}`, busyTimeout: BUSY_TIMEOUT_MS });
  // A failure to connect also rejects every query; without a listener the event would end the process.
  adapter.on('error', () => {});
  const query: Query = (sql, ...values) => adapter.query(sql, ...values);
  try {
    await prepareSqliteFile(query, adapter.table);
  } catch (error) {
    await adapter.close().catch(() => {});
    throw new StoreOpenError(`${file} cannot be opened as a store`, error);
  }

  return {
    ...keepTexts(adapter),
    // By key, not by OFFSET as the adapter's iterator, which is quadratic and skips rows when others are removed.
    pageAfter: async (storedKey) =>
      pageRows.parse(
        await query(
          `SELECT key AS storedKey, value AS text FROM ${adapter.table}
           WHERE key > ? AND value IS NOT NULL ORDER BY key LIMIT 1000`,
          storedKey,
        ),
      ),
    async leaveNoTrace() {
      // Has no effect while somebody reads (and says so only in a row); the next call empties it.
      await query('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    leases: createSqliteLeaseTable(query, machineClock),
    close: () => adapter.close(),
  };
}

/** The Keyv adapter with a `setMany` that is one statement, and a `getMany` that is not quadratic. */
class WholeSqlite extends KeyvSqlite {
  readonly table = 'keyv';

  /**
   * Writes and removals in one statement: removing writes NULL, which the table's triggers turn into a DELETE. If the
   * fence does not hold, the same statement fails: SQLite has no RAISE outside of triggers, so an invalid JSON path is
   * used. All texts are one value, in bytes: sqlite3 copies those at once, and would convert a long string for as long
   * as a tenth of a second.
   */
  async setMany(entries: readonly Entry[]): Promise<void> {
    const { fence, texts } = apart(entries);
    const written = await jsonInSlices(fieldsOf(texts), 0);
    await this.query(
      `INSERT INTO ${this.table}(key, value) SELECT key, nullif(value, '') FROM json_each(CAST(? AS TEXT))
       WHERE CASE WHEN EXISTS (
         SELECT 1 FROM json_each(?) AS held LEFT JOIN lease ON lease.name = held.key AND lease.token = held.value
         WHERE lease.name IS NULL
       ) THEN json_extract('{}', '${FENCED_OFF}') ELSE true END
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
      written,
      JSON.stringify(fence.tokens),
    );
  }

  override async getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    const rows: { key: string; value: Value }[] = await this.query(
      `SELECT key, value FROM ${this.table} WHERE key IN (SELECT value FROM json_each(?))`,
      JSON.stringify(keys),
    );
    const found = new Map(rows.map(({ key, value }) => [key, value]));
    return keys.map((key) => found.get(key));
  }
}

function* fieldsOf(texts: readonly Entry[]): Generator<readonly [string, string]> {
  for (const { key, value } of texts) yield [key, value];
}
