import { z } from 'zod';
import type { LeaseTable } from '../lease-table.ts';
import { leaseTable, type PgQuery } from './postgres-tables.ts';

const NOW_MS = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

const leaseRows = z.array(
  z.object({
    name: z.string(),
    holder: z.string(),
    token: z.string(),
    // A bigint is returned as text.
    takenAtMs: z.coerce.number(),
    expiresAtMs: z.coerce.number(),
    ranOut: z.boolean(),
  }),
);
const COLUMNS = `name, holder, token, taken_at_ms AS "takenAtMs", expires_at_ms AS "expiresAtMs", expires_at_ms <= ${NOW_MS} AS "ranOut"`;

/** Leases as rows of a table. They run by the server's clock, not by those of the machines. */
export function createPostgresLeaseTable(query: PgQuery): LeaseTable {
  return {
    byMachineClock: false,
    async take({ name, holder, token, ttlMs, elseIfExpiresAtMs = -1 }) {
      const rows = await query(
        `INSERT INTO ${leaseTable} AS lease (name, holder, token, sequence, taken_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, 0, ${NOW_MS}, ${NOW_MS} + $4)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = excluded.token,
           sequence = CASE WHEN lease.token = excluded.token THEN lease.sequence ELSE 0 END,
           taken_at_ms = excluded.taken_at_ms, expires_at_ms = excluded.expires_at_ms
         WHERE lease.expires_at_ms <= ${NOW_MS} OR lease.expires_at_ms = $5 OR lease.token = excluded.token
         RETURNING name`,
        name,
        holder,
        token,
        ttlMs,
        elseIfExpiresAtMs,
      );
      return rows.length === 1;
    },
    async renew({ name, token, ttlMs }) {
      const rows = await query(
        `UPDATE ${leaseTable} SET expires_at_ms = ${NOW_MS} + $3 WHERE name = $1 AND token = $2 RETURNING name`,
        name,
        token,
        ttlMs,
      );
      return rows.length === 1;
    },
    async free({ name, token }) {
      await query(`DELETE FROM ${leaseTable} WHERE name = $1 AND token = $2`, name, token);
    },
    async read(name) {
      return leaseRows.parse(await query(`SELECT ${COLUMNS} FROM ${leaseTable} WHERE name = $1`, name))[0];
    },
    async list(prefix) {
      const sql = `SELECT ${COLUMNS} FROM ${leaseTable} WHERE starts_with(name, $1)`;
      return leaseRows.parse(await query(sql, prefix)).filter(({ ranOut }) => !ranOut);
    },
  };
}
