import { z } from 'zod';

/** The `user_version` of a file that contains no remains of removed records. */
const CLEANED = 1;

/** A table of the connection, not of the file, for the entries of a long write until they are written as one. */
export const LAID_OUT = 'temp.laid_out';

/** Runs one statement with values for the question marks. Resolves with its rows. */
export type Query = (sql: string, ...values: readonly (string | number)[]) => Promise<unknown>;

/**
 * Prepares the connection and the file; await it before any other statement.
 *
 * @throws when another process keeps the file from being written, or the file or its write-ahead log cannot be written.
 */
export async function prepareSqliteFile(query: Query, table: string): Promise<void> {
  // In the default mode each write holds a thread of the pool for two syncs, and starves unrelated file and DNS calls.
  const mode = await query('PRAGMA journal_mode = WAL');
  if (JSON.stringify(mode) !== '[{"journal_mode":"wal"}]') {
    throw new Error(`its journal cannot be written ahead: ${JSON.stringify(mode)}`);
  }
  // What was acknowledged survives a power cut too. Unlike the journal mode, this setting lasts only for the
  // connection.
  await query('PRAGMA synchronous = FULL');

  // Removed bytes are overwritten with zeros, so that nothing of an erased member stays in the file.
  await query('PRAGMA secure_delete = ON');

  // What waits to be written is in no file that nobody cleans.
  await query('PRAGMA temp_store = MEMORY');
  await query(`CREATE TABLE ${LAID_OUT}(key TEXT NOT NULL, value TEXT NOT NULL)`);

  // Fails now, and not at the first vote, when the file is read-only or another process keeps writing.
  await query('BEGIN IMMEDIATE');
  for (const event of ['INSERT', 'UPDATE']) {
    await query(
      `CREATE TRIGGER IF NOT EXISTS ${table}_remove_after_${event} AFTER ${event} ON ${table} WHEN new.value IS NULL
       BEGIN DELETE FROM ${table} WHERE key = new.key; END`,
    );
  }
  await query(
    `CREATE TABLE IF NOT EXISTS lease(
       name TEXT PRIMARY KEY, holder TEXT NOT NULL, token TEXT NOT NULL,
       taken_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL)`,
  );
  await query('COMMIT');
  await cleanOnce(query);
}

const versions = z.tuple([z.object({ user_version: z.number() })]);

/**
 * Data removed before `secure_delete` was on may still be in free pages: once for each file, it is rewritten without
 * them.
 */
async function cleanOnce(query: Query): Promise<void> {
  const [{ user_version: version }] = versions.parse(await query('PRAGMA user_version'));
  if (version >= CLEANED) return;
  // Fails while another process uses the file; the next start tries again.
  const isClean = await query('VACUUM').then(
    () => true,
    () => false,
  );
  if (isClean) await query(`PRAGMA user_version = ${CLEANED}`);
}
