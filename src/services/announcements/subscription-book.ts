import { emptyOutbox, type Outbox } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Change, Store } from '../../storage/index.ts';
import { outboxRecord, subscriptionRecord } from '../../storage/kinds.ts';
import type { Log } from '../../util/log.ts';
import type { Servers } from '../servers.ts';
import { isSameEverywhere } from './owed-entries.ts';

export type OutboxChange = (outbox: Outbox) => Outbox;

/** The subscriptions of the servers that this process serves, each with its outbox; all of them in memory. */
export interface SubscriptionBook {
  load(guildIds: readonly string[]): Promise<void>;
  add(subscription: Subscription): Promise<void>;
  /** Saves other choices for a subscription; what it owes stays. */
  replace(subscription: Subscription): Promise<void>;
  /** The same, to be written together with others. */
  replacing(subscription: Subscription): Change;
  remove(subscription: Subscription): Promise<void>;
  all(): readonly Subscription[];
  ofServer(guildId: string): readonly Subscription[];
  ofChannel(channelId: string): readonly Subscription[];
  get(subscriptionId: string): Subscription | undefined;
  outbox(subscriptionId: string): Outbox;
  /** Whether another subscription has announced a video in the same channel, or is about to. */
  isAnnounced(subscription: Subscription, key: string): boolean;
  /**
   * Saves what each change makes of its outbox, together with `others`: all of it or nothing. In memory it changes at
   * once, so that changes made side by side build on one another and may share one write.
   */
  updateOutboxes(changes: ReadonlyMap<string, OutboxChange>, others?: readonly Change[]): Promise<void>;
}

export function createSubscriptionBook(parts: { store: Store; servers: Servers; log: Log }): SubscriptionBook {
  const { store, servers, log } = parts;
  const subscriptions = store.records(subscriptionRecord);
  const outboxes = store.records(outboxRecord);
  const held = new Map<string, { subscription: Subscription; outbox: Outbox }>();
  const damaged = (err: Error) => log.error({ err }, 'A subscription cannot be read; the others go on');

  return {
    async load(guildIds) {
      const found = await servers.getMany(guildIds);
      // What is held already is as new as the store, or newer.
      const ids = [...found.values()].flatMap((server) => server.subscriptionIds).filter((id) => !held.has(id));
      const [kept, boxes] = await Promise.all([
        subscriptions.getMany(ids, damaged),
        // Without its outbox a subscription would announce again what it has announced: it rests until mended.
        outboxes.getMany(ids, damaged),
      ]);
      for (const [id, subscription] of kept) {
        const outbox = boxes.get(id);
        if (outbox !== undefined && !held.has(id)) held.set(id, { subscription, outbox });
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
    async replace(subscription) {
      await subscriptions.put(subscription.id, subscription);
      const entry = held.get(subscription.id);
      if (entry !== undefined) held.set(subscription.id, { ...entry, subscription });
    },
    replacing(subscription) {
      const entry = held.get(subscription.id);
      if (entry !== undefined) held.set(subscription.id, { ...entry, subscription });
      return subscriptions.putting(subscription.id, subscription);
    },
    async remove({ id, guildId }) {
      // First out of memory, so that nothing is posted for it, or written after it is gone.
      held.delete(id);
      await servers.update(
        guildId,
        (server) => ({ ...server, subscriptionIds: server.subscriptionIds.filter((other) => other !== id) }),
        [subscriptions.removing(id), outboxes.removing(id)],
      );
    },
    all: () => [...held.values()].map(({ subscription }) => subscription),
    ofServer: (guildId) =>
      [...held.values()].flatMap(({ subscription }) => (subscription.guildId === guildId ? subscription : [])),
    ofChannel: (channelId) =>
      [...held.values()].flatMap(({ subscription }) => (subscription.channelId === channelId ? subscription : [])),
    get: (id) => held.get(id)?.subscription,
    outbox: (id) => held.get(id)?.outbox ?? emptyOutbox,
    isAnnounced: ({ id, channelId }, key) =>
      isSameEverywhere(key) &&
      [...held.values()].some(
        ({ subscription, outbox }) =>
          subscription.channelId === channelId &&
          subscription.id !== id &&
          (outbox.made.some((made) => made.key === key) || outbox.owed.some(({ entry }) => entry.key === key)),
      ),
    updateOutboxes(changes, others = []) {
      const puts: Change[] = [];
      for (const [id, change] of changes) {
        const entry = held.get(id);
        if (entry === undefined) continue;
        const outbox = change(entry.outbox);
        held.set(id, { ...entry, outbox });
        puts.push(outboxes.putting(id, outbox));
      }
      return store.write([...others, ...puts]);
    },
  };
}
