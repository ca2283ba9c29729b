import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { emptyOutbox } from '../../src/domain/announcement/outbox.ts';
import type { Subscription } from '../../src/domain/announcement/subscription.ts';
import { newServer } from '../../src/domain/server.ts';
import type { Store } from '../../src/storage/index.ts';
import { outboxRecord, pollRecord, serverRecord, subscriptionRecord } from '../../src/storage/kinds.ts';
import { poll } from '../../testkit/polls/make-poll.ts';

/** A server as a bot that ended leaves it: a subscription, to a feed that nobody else has unless one is named, and an open poll. */
export async function keepServer(
  store: Store,
  guildId: string,
  feedUrl = `https://feeds.example/${guildId}`,
): Promise<void> {
  const subscription: Subscription = {
    ...{ id: `s${guildId}`, guildId, channelId: `c${guildId}`, feedUrl },
    ...{ amount: 'title', reach: 'news', only: [], never: [], shorts: false, upcoming: 'post' },
    ...{ thread: false, publish: false, language: 'en', createdBy: 'mod', createdAtMs: 0, sinceDocument: 0 },
  };
  const open = poll({ id: `p${guildId}`, guildId, state: 'open', closesAtMs: Date.now() + 86_400_000 });
  const server = { ...newServer, pollIds: [open.id], subscriptionIds: [subscription.id] };
  await store.write([
    store.records(subscriptionRecord).putting(subscription.id, subscription),
    store.records(outboxRecord).putting(subscription.id, emptyOutbox),
    store.records(pollRecord).putting(open.id, open),
    store.records(serverRecord).putting(guildId, server),
  ]);
}

/** What the heap holds after a collection. */
export function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
