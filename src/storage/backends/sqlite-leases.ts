import { z } from 'zod';
import type { Clock } from '../../util/clock.ts';
import type { LeaseTable } from '../lease-table.ts';
import type { Query } from './sqlite-file.ts';

const tokenRows = z.array(z.object({ token: z.string() })).max(1);
const leaseRows = z
  .array(z.object({ holder: z.string(), token: z.string(), taken_at_ms: z.number(), expires_at_ms: z.number() }))
  .max(1);

/**
 * Leases as rows of the table `lease`. Keyv has no compare-and-set, so each step is one conditional statement. All who
 * share a file are on one machine, and go by its clock.
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
      const rows = await query('SELECT holder, token, taken_at_ms, expires_at_ms FROM lease WHERE name = ?', name);
      const row = leaseRows.parse(rows)[0];
      if (row === undefined) return undefined;
      const { holder, token, taken_at_ms: takenAtMs, expires_at_ms: expiresAtMs } = row;
      return { holder, token, takenAtMs, expiresAtMs, ranOut: expiresAtMs <= machineClock.now() };
    },
  };
}
