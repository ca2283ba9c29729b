import type { Store } from '../storage/index.ts';
import { OperatorError } from '../util/operator-error.ts';

/** The processes that run a bot on this store now, by their leases, each once. */
export async function botsOn(store: Store): Promise<readonly string[]> {
  // Leases that have run out are left out by the store's own clock; this machine's may be wrong.
  const held = await store.leases.heldUnder('shard/');
  return [...new Set(held.map(({ holder }) => holder))];
}

/**
 * @throws OperatorError while a bot runs on the store: it would overwrite what is written here with what it has in
 * memory
 */
export async function refuseInUse(store: Store, what: string): Promise<void> {
  const bots = await botsOn(store);
  if (bots.length === 0) return;
  throw new OperatorError(
    `${what}: a bot is running on this store (${bots.join('; ')}). Stop it first; after a crash its claim runs out within ten seconds.`,
  );
}
