import { emptyOutbox, type Outbox } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Change, Store } from '../../storage/index.ts';
import { outboxRecord, subscriptionRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import type { Servers } from '../servers.ts';

/** The subscriptions of the servers that this process serves, each with its outbox; all of them in memory. */
export interface SubscriptionBook {
  load(guildIds: readonly string[]): Promise<void>;
  add(subscription: Subscription): Promise<void>;
  remove(subscription: Subscription): Promise<void>;
  all(): readonly Subscription[];
  get(subscriptionId: string): Subscription | undefined;
  outbox(subscriptionId: string): Outbox;
  /** Saves what `change` makes of an outbox, together with `others`; in memory it changes once it is on disk. */
  updateOutboxes(changes: ReadonlyMap<string, (outbox: Outbox) => Outbox>, others?: readonly Change[]): Promise<void>;
}

export function createSubscriptionBook(parts: { store: Store; servers: Servers; log: Log }): SubscriptionBook {
  const { store, servers, log } = parts;
  const subscriptions = store.records(subscriptionRecord);
  const outboxes = store.records(outboxRecord);
  const queue = createKeyedQueue();
  const held = new Map<string, { subscription: Subscription; outbox: Outbox }>();
  const damaged = (err: Error) => log.error({ err }, 'A subscription cannot be read; the others go on');

  return {
    async load(guildIds) {
      const found = await servers.getMany(guildIds);
      const ids = [...found.values()].flatMap((server) => server.subscriptionIds);
      const [kept, boxes] = await Promise.all([
        subscriptions.getMany(ids, damaged),
        // Without its outbox a subscription would announce again what it has announced: it rests until mended.
        outboxes.getMany(ids, damaged),
      ]);
      for (const [id, subscription] of kept) {
        const outbox = boxes.get(id);
        if (outbox !== undefined) held.set(id, { subscription, outbox });
      }
    },
    async add(subscription) {
      const { id, guildId } = subscription;
      await servers.update(
        guildId,
        (server) => ({ ...server, subscriptionIds: [...server.subscriptionIds.filter((other) => other !== id), id] }),
        [subscriptions.putting(id, subscription), outboxes.putting(id, emptyOutbox)],
      );
      held.set(id, { subscription, outbox: emptyOutbox });
    },
    async remove({ id, guildId }) {
      await servers.update(
        guildId,
        (server) => ({ ...server, subscriptionIds: server.subscriptionIds.filter((other) => other !== id) }),
        [subscriptions.removing(id), outboxes.removing(id)],
      );
      held.delete(id);
    },
    all: () => [...held.values()].map(({ subscription }) => subscription),
    get: (id) => held.get(id)?.subscription,
    outbox: (id) => held.get(id)?.outbox ?? emptyOutbox,
    updateOutboxes: (changes, others = []) =>
      queue.run('outboxes', async () => {
        const changed = [...changes].flatMap(([id, change]) => {
          const entry = held.get(id);
          return entry === undefined ? [] : [{ id, subscription: entry.subscription, outbox: change(entry.outbox) }];
        });
        await store.write([...others, ...changed.map(({ id, outbox }) => outboxes.putting(id, outbox))]);
        for (const { id, subscription, outbox } of changed) if (held.has(id)) held.set(id, { subscription, outbox });
      }),
  };
}
