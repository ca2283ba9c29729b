import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease, Leases, Store } from '../storage/index.ts';
import type { Log } from '../util/log.ts';
import { OperatorError } from '../util/operator-error.ts';

/** How long a shard stays taken after its process died without releasing it; a new process waits that long at most. */
const LEASE_MS = 9_000;
/** How often a process checks whether those that run another number of shards have ended. */
const LOOK_EVERY_MS = 1_000;

/** Discord's own rule: https://discord.com/developers/docs/events/gateway#sharding-sharding-formula */
export function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}

export interface WantedShards {
  readonly applicationId: string;
  readonly ids: readonly number[];
  readonly count: number;
  readonly holder: string;
  /**
   * Called with the store under the leases, before anything is done. An OperatorError that it throws ends the waiting.
   */
  readonly claim: (held: Store) => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Takes the leases of these shards, waiting until each is free: a second process started over the first waits here and
 * does nothing yet. While other processes run with another number of shards, the one that began later waits for them,
 * because the same server would be served twice. The leases are released when the store is closed. Code that acts under
 * the leases must ask them (`holds`), and write through the store `under` them.
 *
 * @throws the signal's reason; an OperatorError of `claim`.
 */
export async function holdShards(store: Store, wanted: WantedShards): Promise<readonly Lease[]> {
  const { holder, signal, log, count } = wanted;
  // The same order in every process: two processes that want some of the same shards never wait for each other in a
  // circle.
  const ids = [...wanted.ids].sort((a, b) => a - b);
  let told = false;
  let failing = false;
  while (true) {
    const leases: Lease[] = [];
    try {
      for (const id of ids) {
        const name = `${shardsOf(wanted.applicationId)}${id}/${count}`;
        leases.push(await store.leases.acquire(name, { holder, ttlMs: LEASE_MS, signal }));
      }
      const rivals = await earlierWithAnotherCount(store.leases, wanted);
      if (rivals.length === 0) {
        await wanted.claim(store.under(leases));
        return leases;
      }
      failing = false;
      if (!told) log.warn({ shards: count, rivals }, 'Waiting for processes with another CLEMATIS_SHARD_COUNT to end');
      told = true;
    } catch (err) {
      await letGo(leases);
      signal.throwIfAborted();
      if (err instanceof OperatorError) throw err;
      if (!failing) log.error({ err }, 'The shards could not be taken; trying until they can');
      failing = true;
    }
    await letGo(leases);
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** A lease that cannot be released runs out. */
async function letGo(leases: readonly Lease[]): Promise<void> {
  await Promise.all(leases.map((lease) => lease.release().catch(() => {})));
}

/**
 * Processes that have held shards of another count for longer than this one; each looks after taking its own, so one of
 * two sees the other.
 */
async function earlierWithAnotherCount(leases: Leases, wanted: WantedShards): Promise<readonly string[]> {
  const held = await leases.heldUnder(shardsOf(wanted.applicationId));
  const ownSinceMs = Math.min(
    ...held.filter(({ holder }) => holder === wanted.holder).map(({ takenAtMs }) => takenAtMs),
  );
  return held.flatMap(({ name, holder, takenAtMs }) => {
    if (holder === wanted.holder || name.endsWith(`/${wanted.count}`)) return [];
    // In the same millisecond neither knows which was first: both begin again.
    const isEarlier = takenAtMs <= ownSinceMs;
    return isEarlier ? [`${holder}: ${name}`] : [];
  });
}

/** How many processes serve this bot's shards now, at least this one. */
export async function countProcesses(leases: Leases, applicationId: string): Promise<number> {
  const held = await leases.heldUnder(shardsOf(applicationId));
  return Math.max(1, new Set(held.map(({ holder }) => holder)).size);
}

const shardsOf = (applicationId: string) => `shard/${applicationId}/`;
