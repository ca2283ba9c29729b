import { z } from 'zod';
import type { LeaseTable } from '../lease-table.ts';
import { FREE_LEASE, LIST_LEASES, READ_LEASE, RENEW_LEASE, TAKE_LEASE } from './redis-scripts.ts';

/** Runs a script on these keys. */
export type RedisScript = (script: string, keys: readonly string[], values: readonly string[]) => Promise<unknown>;

const leaseRow = z.object({
  holder: z.string(),
  token: z.string(),
  takenAtMs: z.coerce.number(),
  expiresAtMs: z.coerce.number(),
  ranOut: z.boolean(),
});

const namedLeases = z.array(
  z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(
      z.object({
        name: z.string(),
        holder: z.string(),
        takenAtMs: z.coerce.number(),
        expiresAtMs: z.coerce.number(),
      }),
    ),
);

/** The key of the set of all leases' names. */
const ALL = '{clematis}/leases';
const LEASE = '{clematis}/lease/';

export const leaseKey = (name: string) => LEASE + name;

/** Leases as hashes; each step is a script. They run by the server's clock, not by those of the machines. */
export function createRedisLeaseTable(run: RedisScript): LeaseTable {
  return {
    byMachineClock: false,
    async take({ name, holder, token, ttlMs, elseIfExpiresAtMs }) {
      const elseIf = elseIfExpiresAtMs === undefined ? '' : String(elseIfExpiresAtMs);
      return (await run(TAKE_LEASE, [leaseKey(name), ALL], [holder, token, String(ttlMs), elseIf, name])) === 1;
    },
    renew: async ({ name, token, ttlMs }) => (await run(RENEW_LEASE, [leaseKey(name)], [token, String(ttlMs)])) === 1,
    async free({ name, token }) {
      await run(FREE_LEASE, [leaseKey(name), ALL], [token, name]);
    },
    async read(name) {
      const text = await run(READ_LEASE, [leaseKey(name)], []);
      return typeof text === 'string' ? leaseRow.parse(JSON.parse(text)) : undefined;
    },
    list: async (prefix) => namedLeases.parse(await run(LIST_LEASES, [ALL], [prefix, LEASE])),
  };
}
