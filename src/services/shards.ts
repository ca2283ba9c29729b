import type { Lease, Store } from '../storage/index.ts';

/** How long a shard stays taken after its process died without a word; a newcomer waits that long at most. */
const LEASE_MS = 9_000;

/** Discord's own rule: https://discord.com/developers/docs/events/gateway#sharding-sharding-formula */
export function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/**
 * Takes the leases of these shards, waiting until each is free: a second process started over the first waits here and
 * does nothing yet. The leases are let go when the store is closed.
 *
 * Whoever acts under them asks them (`holds`), and writes through the store `under` them.
 */
export async function holdShards(
  store: Store,
  shards: { applicationId: string; ids: readonly number[]; count: number; holder: string; signal?: AbortSignal },
): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  for (const id of shards.ids) {
    const name = `shard/${shards.applicationId}/${id}/${shards.count}`;
    const { holder, signal } = shards;
    leases.push(await store.leases.acquire(name, { holder, ttlMs: LEASE_MS, ...(signal ? { signal } : {}) }));
  }
  return leases;
}
