import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { z } from 'zod';
import type { Clock } from '../../util/clock.ts';
import { StoreOpenError } from '../errors.ts';
import type { Backend } from './backend.ts';
import { apart, type Entry, FENCED_OFF, keepTexts } from './keyv-texts.ts';
import { LAID_OUT, prepareSqliteFile, type Query } from './sqlite-file.ts';
import { createSqliteLeaseTable } from './sqlite-leases.ts';

/** How long a statement waits while another process writes, before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/** Takes a few milliseconds to hand over. */
const STRETCH_CHARACTERS = 262_144;

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
   * used.
   */
  async setMany(entries: readonly Entry[]): Promise<void> {
    const { fence, texts } = apart(entries);
    const stretches = stretchesOf(texts);
    const isLong = stretches.length > 1;
    if (isLong) await this.layOut(stretches);
    await this.query(
      `INSERT INTO ${this.table}(key, value) SELECT key, nullif(value, '') FROM ${isLong ? LAID_OUT : 'json_each(?)'}
       WHERE CASE WHEN EXISTS (
         SELECT 1 FROM json_each(?) AS held LEFT JOIN lease ON lease.name = held.key AND lease.token = held.value
         WHERE lease.name IS NULL
       ) THEN json_extract('{}', '${FENCED_OFF}') ELSE true END
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
      ...(isLong ? [] : stretches.map(asJson)),
      JSON.stringify(fence.tokens),
    );
    // The write is on disk, whatever becomes of this; the next long one empties the table as well.
    if (isLong) await this.query(`DELETE FROM ${LAID_OUT}`).catch(ignore);
  }

  /**
   * What is long is handed to SQLite piece by piece, in a table that only this connection sees: to copy it at once
   * would hold up everything else, for a fifth of a second at six megabytes.
   */
  private async layOut(stretches: readonly (readonly Entry[])[]): Promise<void> {
    // A write that failed has left its own there.
    await this.query(`DELETE FROM ${LAID_OUT}`);
    for (const stretch of stretches) {
      await this.query(`INSERT INTO ${LAID_OUT} SELECT key, value FROM json_each(?)`, asJson(stretch));
    }
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

function ignore(): void {}

/** In order; each but the last is as long as it may be, or a single one that is longer. None = one that is empty. */
function stretchesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  let stretch: Entry[] = [];
  const stretches = [stretch];
  let characters = 0;
  for (const entry of entries) {
    const length = entry.key.length + entry.value.length;
    if (characters + length > STRETCH_CHARACTERS && stretch.length > 0) {
      stretch = [];
      stretches.push(stretch);
      characters = 0;
    }
    stretch.push(entry);
    characters += length;
  }
  return stretches;
}

function asJson(entries: readonly Entry[]): string {
  return JSON.stringify(Object.fromEntries(entries.map(({ key, value }) => [key, value])));
}
