import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { emptyOutbox } from '../../src/domain/announcement/outbox.ts';
import type { Subscription } from '../../src/domain/announcement/subscription.ts';
import { newServer } from '../../src/domain/server.ts';
import { openStore, type Store } from '../../src/storage/index.ts';
import { outboxRecord, pollRecord, serverRecord, subscriptionRecord } from '../../src/storage/kinds.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { poll } from '../../testkit/polls/make-poll.ts';

/** All that the store keeps of a subscription, as a bot leaves it when it ends. */
export function subscriptionIn(place: Pick<Subscription, 'id' | 'guildId' | 'channelId' | 'feedUrl'>): Subscription {
  return {
    ...place,
    ...{ amount: 'title', reach: 'all', only: [], never: [], shorts: true, upcoming: 'post' },
    ...{ thread: false, publish: false, language: 'en', createdBy: '1', createdAtMs: 0, sinceDocument: 0 },
  };
}

/** Opens the store at `url`, which a bot will use later or has used before, for the duration of `act`. */
export async function inStore<Done>(url: string, act: (store: Store) => Promise<Done>): Promise<Done> {
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url, log, machineClock: createSystemClock() });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

/**
 * Writes a server as a bot leaves it when it ends: a subscription and an open poll. Without `feedUrl` the feed belongs
 * to this server alone.
 */
export async function keepServer(
  store: Store,
  guildId: string,
  feedUrl = `https://feeds.example/${guildId}`,
): Promise<void> {
  const subscription = subscriptionIn({ id: `s${guildId}`, guildId, channelId: `c${guildId}`, feedUrl });
  const open = poll({ id: `p${guildId}`, guildId, state: 'open', closesAtMs: Date.now() + 86_400_000 });
  const server = { ...newServer, pollIds: [open.id], subscriptionIds: [subscription.id] };
  await store.write([
    store.records(subscriptionRecord).putting(subscription.id, subscription),
    store.records(outboxRecord).putting(subscription.id, emptyOutbox),
    store.records(pollRecord).putting(open.id, open),
    store.records(serverRecord).putting(guildId, server),
  ]);
}

/** The size of the heap after a garbage collection. */
export function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
