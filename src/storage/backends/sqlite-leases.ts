import { z } from 'zod';
import type { Clock } from '../../util/clock.ts';
import type { LeaseTable } from '../lease-table.ts';
import type { Query } from './sqlite-file.ts';

const tokenRows = z.array(z.object({ token: z.string() })).max(1);
const leaseRows = z.array(
  z.object({
    name: z.string(),
    holder: z.string(),
    token: z.string(),
    takenAtMs: z.number(),
    expiresAtMs: z.number(),
  }),
);
const COLUMNS = 'name, holder, token, taken_at_ms AS takenAtMs, expires_at_ms AS expiresAtMs';

/**
 * Leases as rows of the table `lease`. Keyv has no compare-and-set, so each step is one conditional statement. All
 * processes that share a file are on one machine, and use its clock.
 */
export function createSqliteLeaseTable(query: Query, machineClock: Clock): LeaseTable {
  return {
    byMachineClock: true,
    async take({ name, holder, token, ttlMs, elseIfExpiresAtMs = -1 }) {
      const nowMs = machineClock.now();
      const rows = await query(
        `INSERT INTO lease(name, holder, token, taken_at_ms, expires_at_ms)
         VALUES (?, ?, ?, ?, ?)
         ON CONFLICT(name) DO UPDATE SET holder = excluded.holder, token = excluded.token,
           taken_at_ms = excluded.taken_at_ms, expires_at_ms = excluded.expires_at_ms
         WHERE lease.expires_at_ms <= excluded.taken_at_ms OR lease.expires_at_ms = ? OR lease.token = excluded.token
         RETURNING token`,
        name,
        holder,
        token,
        nowMs,
        nowMs + ttlMs,
        elseIfExpiresAtMs,
      );
      return tokenRows.parse(rows).length === 1;
    },
    async renew({ name, token, ttlMs }) {
      const rows = await query(
        'UPDATE lease SET expires_at_ms = ? WHERE name = ? AND token = ? RETURNING token',
        machineClock.now() + ttlMs,
        name,
        token,
      );
      return tokenRows.parse(rows).length === 1;
    },
    async free({ name, token }) {
      await query('DELETE FROM lease WHERE name = ? AND token = ?', name, token);
    },
    async read(name) {
      const row = leaseRows.parse(await query(`SELECT ${COLUMNS} FROM lease WHERE name = ?`, name))[0];
      return row && { ...row, ranOut: row.expiresAtMs <= machineClock.now() };
    },
    async list(prefix) {
      const sql = `SELECT ${COLUMNS} FROM lease WHERE substr(name, 1, ?) = ? AND expires_at_ms > ?`;
      return leaseRows.parse(await query(sql, prefix.length, prefix, machineClock.now()));
    },
  };
}
