import { z } from 'zod';
import type { LeaseTable } from '../lease-table.ts';
import { FREE_LEASE, READ_LEASE, RENEW_LEASE, TAKE_LEASE } from './redis-scripts.ts';

/** Runs a script on these keys. */
export type RedisScript = (script: string, keys: readonly string[], values: readonly string[]) => Promise<unknown>;

const leaseRow = z.object({
  holder: z.string(),
  token: z.string(),
  takenAtMs: z.coerce.number(),
  expiresAtMs: z.coerce.number(),
  ranOut: z.boolean(),
});

/** Leases as hashes, each step a script. They run by the server's clock, whatever the machines believe. */
export function createRedisLeaseTable(run: RedisScript, keyOf: (name: string) => string): LeaseTable {
  return {
    byMachineClock: false,
    async take({ name, holder, token, ttlMs, elseIfExpiresAtMs }) {
      const values = [holder, token, String(ttlMs), elseIfExpiresAtMs === undefined ? '' : String(elseIfExpiresAtMs)];
      return (await run(TAKE_LEASE, [keyOf(name)], values)) === 1;
    },
    renew: async ({ name, token, ttlMs }) => (await run(RENEW_LEASE, [keyOf(name)], [token, String(ttlMs)])) === 1,
    async free({ name, token }) {
      await run(FREE_LEASE, [keyOf(name)], [token]);
    },
    async read(name) {
      const text = await run(READ_LEASE, [keyOf(name)], []);
      return typeof text === 'string' ? leaseRow.parse(JSON.parse(text)) : undefined;
    },
  };
}
