import { z } from 'zod';

/** The file's version from which nothing that was removed is left in it. */
const CLEANED = 1;

/** Runs one statement; its values stand for the question marks. Resolves to the rows it gives. */
export type Query = (sql: string, ...values: readonly (string | number)[]) => Promise<unknown>;

/**
 * Makes the connection and the file what the store relies on; to be awaited before anything else is asked of them.
 *
 * @throws if another process keeps the file from being written, or if it cannot be written or written ahead.
 */
export async function prepareSqliteFile(query: Query, table: string): Promise<void> {
  // As it comes, each write holds a thread of the pool for two syncs and starves unrelated file and DNS calls.
  const mode = await query('PRAGMA journal_mode = WAL');
  if (JSON.stringify(mode) !== '[{"journal_mode":"wal"}]') {
    throw new Error(`its journal cannot be written ahead: ${JSON.stringify(mode)}`);
  }
  // What was acknowledged survives a power cut too. Unlike the journal's mode this lasts only as long as the connection.
  await query('PRAGMA synchronous = FULL');

  // What is removed is overwritten with zeros: a member who has everything erased is nowhere in the file.
  await query('PRAGMA secure_delete = ON');

  // Fails now, not at the first vote, when the file is read-only or somebody else keeps writing.
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

/** What was removed before removing overwrote it may still be in free pages: once for each file, they are left behind. */
async function cleanOnce(query: Query): Promise<void> {
  const [{ user_version: version }] = versions.parse(await query('PRAGMA user_version'));
  if (version >= CLEANED) return;
  // While another process uses the file it cannot be; whoever opens it next tries again.
  const isClean = await query('VACUUM').then(
    () => true,
    () => false,
  );
  if (isClean) await query(`PRAGMA user_version = ${CLEANED}`);
}
