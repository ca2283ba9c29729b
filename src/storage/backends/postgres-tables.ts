import type { Pool } from 'pg';
import { z } from 'zod';

/** Runs one statement with values for $1, $2 …. Resolves with its rows. */
export type PgQuery = (sql: string, ...values: readonly unknown[]) => Promise<unknown[]>;

export const SCHEMA = 'public';
export const RECORDS = 'clematis_record';
const LEASES = 'clematis_lease';

/** Full names of the tables: which table a bare name means depends on the connection's search path. */
export const recordTable = `${SCHEMA}.${RECORDS}`;
export const leaseTable = `${SCHEMA}.${LEASES}`;

/** An arbitrary number for an advisory lock that nothing else in this database uses. */
const LOCK = 0x636c656d;
const OLDEST_VERSION = 130_000;

const facts = z.tuple([
  z.object({
    version: z.coerce.number(),
    encoding: z.string(),
    standby: z.boolean(),
    readonly: z.boolean(),
    unsafe: z.string(),
  }),
]);

/**
 * Prepares the tables in one transaction. `unsafe`: settings with which the server acknowledges writes before they are
 * on disk; '' for none.
 *
 * @throws when the database cannot hold a store.
 */
export async function preparePostgres(pool: Pool): Promise<{ readonly unsafe: string }> {
  const client = await pool.connect();
  // Without a listener, an error between two statements would end the process.
  client.on('error', () => {});
  let failed: Error | undefined;
  try {
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding,
         pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS readonly,
         (SELECT coalesce(string_agg(name || ' = off', ', '), '') FROM pg_settings
          WHERE name IN ('synchronous_commit', 'fsync', 'full_page_writes') AND setting = 'off') AS unsafe`,
    );
    const [{ version, encoding, standby, readonly, unsafe }] = facts.parse(rows);
    if (version < OLDEST_VERSION) throw new Error(`it is PostgreSQL ${version}; version 13 or newer is needed`);
    if (encoding !== 'UTF8') throw new Error(`its encoding is ${encoding}; it must be UTF8`);
    if (standby) throw new Error('it is read-only: a standby. STORE_URL must lead to the primary');
    if (readonly) {
      throw new Error(
        'it is read-only: default_transaction_read_only is on. ALTER DATABASE name RESET default_transaction_read_only, or ALTER ROLE',
      );
    }
    await client.query('BEGIN');
    // Two processes that start at the same time would both find no table.
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    // Ordered by bytes: other collations change with the operating system's libraries, which corrupts an index of text.
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${recordTable}(key text COLLATE "C" PRIMARY KEY, value text NOT NULL)`,
    );
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${leaseTable}(
         name text COLLATE "C" PRIMARY KEY, holder text NOT NULL, token text NOT NULL, sequence bigint NOT NULL,
         taken_at_ms bigint NOT NULL, expires_at_ms bigint NOT NULL)`,
    );
    await client.query(`SELECT key, value FROM ${recordTable} LIMIT 0`);
    await client.query(`SELECT name, holder, token, sequence, taken_at_ms, expires_at_ms FROM ${leaseTable} LIMIT 0`);
    await client.query('COMMIT');
    return { unsafe };
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // Releasing it with the error also ends the transaction.
    client.release(failed);
  }
}
