import { z } from 'zod';
import type { LeaseTable } from '../lease-table.ts';
import type { Query } from './sqlite-file.ts';

const tokenRows = z.array(z.object({ token: z.string() })).max(1);
const holderRows = z.array(z.object({ holder: z.string(), taken_at_ms: z.number(), expires_at_ms: z.number() })).max(1);

/** Leases as rows of the table `lease`. Keyv has no compare-and-set, so each step is one conditional statement. */
export function createSqliteLeaseTable(query: Query): LeaseTable {
  return {
    async take({ name, holder, nowMs, expiresAtMs, elseIfExpiresAtMs = -1 }) {
      const rows = await query(
        `INSERT INTO lease(name, holder, token, taken_at_ms, expires_at_ms)
         VALUES (?, ?, hex(randomblob(16)), ?, ?)
         ON CONFLICT(name) DO UPDATE SET holder = excluded.holder, token = excluded.token,
           taken_at_ms = excluded.taken_at_ms, expires_at_ms = excluded.expires_at_ms
         WHERE lease.expires_at_ms <= excluded.taken_at_ms OR lease.expires_at_ms = ?
         RETURNING token`,
        name,
        holder,
        nowMs,
        expiresAtMs,
        elseIfExpiresAtMs,
      );
      return tokenRows.parse(rows)[0]?.token;
    },
    async renew({ name, token, expiresAtMs }) {
      const rows = await query(
        'UPDATE lease SET expires_at_ms = ? WHERE name = ? AND token = ? RETURNING token',
        expiresAtMs,
        name,
        token,
      );
      return tokenRows.parse(rows).length === 1;
    },
    async free({ name, token }) {
      await query('DELETE FROM lease WHERE name = ? AND token = ?', name, token);
    },
    async read(name) {
      const rows = await query('SELECT holder, taken_at_ms, expires_at_ms FROM lease WHERE name = ?', name);
      const row = holderRows.parse(rows)[0];
      return row && { holder: row.holder, takenAtMs: row.taken_at_ms, expiresAtMs: row.expires_at_ms };
    },
  };
}
