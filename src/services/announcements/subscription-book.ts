import { emptyOutbox, type Outbox } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Change, Store } from '../../storage/index.ts';
import { outboxRecord, subscriptionRecord } from '../../storage/kinds.ts';
import { createGroups } from '../../util/groups.ts';
import { createDrafts } from '../drafts.ts';
import type { Servers } from '../servers.ts';
import { isSameEverywhere } from './owed-entries.ts';

export type OutboxChange = (outbox: Outbox) => Outbox;

/** The subscriptions of the servers that this process serves, each with its outbox; all of them in memory. */
export interface SubscriptionBook {
  load(guildIds: readonly string[]): Promise<void>;
  add(subscription: Subscription): Promise<void>;
  /** Saves other choices for a subscription; what it owes stays. */
  replace(subscription: Subscription): Promise<void>;
  /** The change that `replace` would write, to be written together with others. */
  replacing(subscription: Subscription): Change;
  remove(subscription: Subscription): Promise<void>;
  /** Replaces the id of the member who made it. */
  rename(subscriptionId: string, rename: (userId: string) => string): Promise<void>;
  /** Removes the subscriptions of a server, whether they are in memory or not. */
  forgetServer(guildId: string): Promise<void>;
  /** The subscriptions to the feed at this address. */
  ofFeed(feedUrl: string): readonly Subscription[];
  ofServer(guildId: string): readonly Subscription[];
  ofChannel(channelId: string): readonly Subscription[];
  get(subscriptionId: string): Subscription | undefined;
  outbox(subscriptionId: string): Outbox;
  /** How many announcements all subscriptions owe together. */
  owedCount(): number;
  /** Whether another subscription has announced a video in the same channel, or is about to. */
  isAnnounced(subscription: Subscription, key: string): boolean;
  /**
   * Saves what each change makes of its outbox, together with `others`: all of it or nothing. Changes made at the same
   * time build on one another and may share one write; if the write fails, none of them has happened.
   */
  updateOutboxes(changes: ReadonlyMap<string, OutboxChange>, others?: readonly Change[]): Promise<void>;
}

export function createSubscriptionBook(parts: {
  store: Store;
  servers: Servers;
  /** Called when a subscription is new in memory, or its feed has changed. */
  onHeld: (subscription: Subscription) => void;
  /** Called when posts made for this subscription need a thread, publishing or a redraw. */
  onFollowUps: (subscriptionId: string) => void;
}): SubscriptionBook {
  const { store, servers } = parts;
  const subscriptions = store.records(subscriptionRecord);
  const outboxes = store.records(outboxRecord);
  const held = new Map<string, Subscription>();
  const byServer = createGroups<string, string>();
  const byChannel = createGroups<string, string>();
  const byFeed = createGroups<string, string>();
  const boxes = createDrafts<Outbox>(noteFollowUps);

  const outbox = (id: string) => boxes.latest(id) ?? emptyOutbox;
  const present = (ids: readonly string[]) => ids.flatMap((id) => held.get(id) ?? []);
  const ofChannel = (channelId: string) => present(byChannel.of(channelId));

  function hold(subscription: Subscription): void {
    const { id, guildId, channelId, feedUrl } = subscription;
    const before = held.get(id);
    held.set(id, subscription);
    byServer.put(id, guildId);
    byChannel.put(id, channelId);
    byFeed.put(id, feedUrl);
    if (before?.feedUrl !== feedUrl) parts.onHeld(subscription);
    if (before === undefined) noteFollowUps(id);
  }

  function noteFollowUps(id: string): void {
    if (outbox(id).followUps.length > 0) parts.onFollowUps(id);
  }

  function letGo(id: string): void {
    held.delete(id);
    for (const groups of [byServer, byChannel, byFeed]) groups.put(id, undefined);
    boxes.forget(id);
  }

  function replacing(subscription: Subscription): Change {
    const settled = (onDisk: boolean) => {
      if (onDisk && held.has(subscription.id)) hold(subscription);
    };
    return { ...subscriptions.putting(subscription.id, subscription), settled };
  }

  return {
    async load(guildIds) {
      const found = await servers.getMany(guildIds);
      // What is in memory is as new as the store, or newer.
      const ids = [...found.values()].flatMap((server) => server.subscriptionIds).filter((id) => !held.has(id));
      const [kept, keptBoxes] = await Promise.all([
        subscriptions.getMany(ids, () => {}),
        // Without its outbox a subscription would announce everything again, so it is not loaded until the record is
        // mended.
        outboxes.getMany(ids, () => {}),
      ]);
      for (const [id, subscription] of kept) {
        const outbox = keptBoxes.get(id);
        if (outbox === undefined || held.has(id)) continue;
        boxes.load(id, outbox);
        hold(subscription);
      }
    },
    async add(subscription) {
      const { id, guildId } = subscription;
      await servers.update(
        guildId,
        (server) => ({ ...server, subscriptionIds: [...server.subscriptionIds.filter((other) => other !== id), id] }),
        [subscriptions.putting(id, subscription), outboxes.putting(id, emptyOutbox)],
      );
      boxes.load(id, emptyOutbox);
      hold(subscription);
    },
    async replace(subscription) {
      await store.write([replacing(subscription)]);
    },
    replacing,
    async remove({ id, guildId }) {
      // First out of memory, so that nothing is posted for it or written after it is gone.
      letGo(id);
      await servers.update(
        guildId,
        (server) => ({ ...server, subscriptionIds: server.subscriptionIds.filter((other) => other !== id) }),
        [subscriptions.removing(id), outboxes.removing(id)],
      );
    },
    async rename(id, rename) {
      const subscription = held.get(id) ?? (await subscriptions.get(id));
      if (subscription === undefined) return;
      await store.write([replacing({ ...subscription, createdBy: rename(subscription.createdBy) })]);
    },
    async forgetServer(guildId) {
      const ids = new Set([...byServer.of(guildId), ...(await servers.get(guildId)).subscriptionIds]);
      for (const id of ids) letGo(id);
      await store.write([...ids].flatMap((id) => [subscriptions.removing(id), outboxes.removing(id)]));
    },
    ofFeed: (feedUrl) => present(byFeed.of(feedUrl)),
    ofServer: (guildId) => present(byServer.of(guildId)),
    ofChannel,
    get: (id) => held.get(id),
    outbox,
    owedCount: () => [...held.keys()].reduce((sum, id) => sum + outbox(id).owed.length, 0),
    isAnnounced: ({ id, channelId }, key) =>
      isSameEverywhere(key) &&
      ofChannel(channelId)
        .filter((other) => other.id !== id)
        .map((other) => outbox(other.id))
        .some(({ made, owed }) => made.some((post) => post.key === key) || owed.some(({ entry }) => entry.key === key)),
    updateOutboxes(changes, others = []) {
      const puts: Change[] = [];
      for (const [id, change] of changes) {
        const before = held.has(id) ? boxes.latest(id) : undefined;
        if (before === undefined) continue;
        const after = change(before);
        puts.push(boxes.putting(id, after, outboxes.putting(id, after)));
      }
      return store.write([...others, ...puts]);
    },
  };
}
