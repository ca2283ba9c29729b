import {
  drop,
  type MadePost,
  markTried,
  nonceOf,
  type Outbox,
  type Owed,
  postable,
  record,
  resume,
  staleIn,
} from '../../domain/announcement/outbox.ts';
import { nextPostAtMs } from '../../domain/announcement/pace.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { entryIdForLog } from '../../domain/feed/entry-id.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Change } from '../../storage/index.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import { type Log, withinLog } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import { postOnce } from '../post-once.ts';
import type { Publisher } from '../publisher.ts';
import type { ComposeAnnouncement } from './compose.ts';
import type { FeedBook } from './feed-book.ts';
import { createTroubleNotes, type Trouble } from './note-trouble.ts';
import type { OutboxChange, SubscriptionBook } from './subscription-book.ts';

export interface Delivery {
  /**
   * Posts what is owed in a channel, oldest first, until something stops it. Resolves with when to call again, in ms
   * since 1970.
   */
  postOwed(channelId: string): Promise<number>;
  /** Until when a channel is left alone after a refusal, in ms since 1970; undefined while nothing keeps it waiting. */
  waitsUntilMs(channelId: string): number | undefined;
  /** Whatever kept the channel waiting may be over: the next `postOwed` tries again. */
  tryAgain(channelId: string): void;
}

/** An outage of Discord, or a permission that comes back, is noticed after `longestMs` at the latest. */
const RETRY = { firstMs: 5_000, longestMs: 600_000 };

export function createDelivery(parts: {
  book: SubscriptionBook;
  feeds: FeedBook;
  publisher: Publisher;
  notices: Notices;
  compose: ComposeAnnouncement;
  clock: Clock;
  log: Log;
}): Delivery {
  const { book, feeds, publisher, clock, log } = parts;
  const note = createTroubleNotes(parts);
  const queue = createKeyedQueue();
  const waits = new Map<string, { failures: number; untilMs: number; notBeforeMs: number }>();

  const change = (id: string, by: OutboxChange) => book.updateOutboxes(new Map([[id, by]]));
  const isListed = (subscription: Subscription) => (key: string) => feeds.isListed(feeds.keyOf(subscription), key);

  function givenUp({ guildId, channelId }: Subscription, count: number, detail: Refusal): Change {
    return parts.notices.telling(guildId, { kind: 'given-up', channelId, count, detail });
  }

  /** The announcement that has been owed longest in a channel, over all its subscriptions. */
  function nextIn(channelId: string): { subscription: Subscription; owed: Owed } | undefined {
    let next: { subscription: Subscription; owed: Owed } | undefined;
    for (const subscription of book.ofChannel(channelId)) {
      const [owed] = postable(book.outbox(subscription.id), isListed(subscription), clock.now());
      if (owed !== undefined && (next === undefined || owed.owedAtMs < next.owed.owedAtMs))
        next = { subscription, owed };
    }
    return next;
  }

  function mayPostAtMs(channelId: string): number {
    const made = book.ofChannel(channelId).flatMap(({ id }) => book.outbox(id).made.slice(-5));
    return nextPostAtMs(
      made.map(({ atMs }) => atMs),
      clock.now(),
    );
  }

  /** Undefined when the entry is posted and recorded, or given up; otherwise what keeps the channel waiting. */
  async function deliver(subscription: Subscription, owed: Owed): Promise<Trouble | undefined> {
    const { id, channelId } = subscription;
    const { key } = owed.entry;
    if (owed.triedAtMs === undefined) await change(id, (outbox) => markTried(outbox, key, clock.now()));
    // The entry as it is now: a look at the feed may have updated it meanwhile. Later changes redraw the post.
    const { entry } = book.outbox(id).owed.find((waiting) => waiting.entry.key === key) ?? owed;
    const message = await parts.compose(subscription, entry, false);
    const post = { channelId, message, nonce: nonceOf(id, key), triedAtMs: owed.triedAtMs };
    const posted = await postOnce({ publisher, clock }, post);
    if (posted.kind === 'posted') {
      await recordPost(subscription, key, { kind: 'message', messageId: posted.messageId });
      return undefined;
    }
    // Discord knew the nonce, but somebody has deleted the post since: it was made, so nothing is owed any more.
    if (posted.kind === 'refused' && posted.reason === 'message-gone') {
      await recordPost(subscription, key, { kind: 'deleted' });
      return undefined;
    }
    if (posted.kind === 'refused' && posted.reason === 'unfit') {
      const dropped: OutboxChange = (outbox) => drop(outbox, key, posted.detail, clock.now());
      const telling = givenUp(subscription, 1, posted.detail);
      await book.updateOutboxes(new Map([[id, dropped]]), [telling]);
      log.error({ subscriptionId: id, detail: posted.detail }, 'Discord does not take an announcement; it is given up');
      return undefined;
    }
    return posted;
  }

  async function recordPost(subscription: Subscription, key: string, post: MadePost): Promise<void> {
    const { id, channelId, publish, thread } = subscription;
    const followUps = [...(publish ? ['publish' as const] : []), ...(thread ? ['thread' as const] : [])];
    const changes = new Map<string, OutboxChange>();
    const telling: Change[] = [];
    for (const other of book.ofChannel(channelId)) {
      const before = book.outbox(other.id);
      if (before.stopped === undefined) continue;
      const stale = staleIn(before, isListed(other), clock.now()).filter(({ entry }) => entry.key !== key);
      if (stale.length > 0) telling.push(givenUp(other, stale.length, before.stopped.reason));
      changes.set(other.id, (outbox) => resume(outbox, isListed(other), clock.now()));
    }
    const resumed = changes.get(id) ?? ((outbox: Outbox) => outbox);
    changes.set(id, (outbox) => resumed(record(outbox, key, post, clock.now(), followUps)));
    await book.updateOutboxes(changes, telling);
    log.info({ subscriptionId: id, post }, 'An entry was announced');
  }

  async function postOwedNow(channelId: string): Promise<number> {
    const wait = waits.get(channelId);
    if (wait !== undefined && clock.now() < wait.untilMs) return wait.untilMs;

    // What waited for a lost permission is posted only if the feed still lists it, so the feed's state must be loaded.
    for (const subscription of book.ofChannel(channelId)) await feeds.readable(feeds.keyOf(subscription));
    // Posts as many as the channel's limit per minute allows, then waits.
    for (let next = nextIn(channelId); next !== undefined; next = nextIn(channelId)) {
      const mayPostAt = mayPostAtMs(channelId);
      if (mayPostAt > clock.now()) return mayPostAt;
      const { subscription, owed } = next;
      const trouble = await withinLog({ entry: entryIdForLog(owed.entry.key) }, async () => {
        const met = await deliver(subscription, owed);
        if (met !== undefined) await note(subscription, owed, met);
        return met;
      });
      if (trouble === undefined) {
        waits.delete(channelId);
        continue;
      }
      const failures = waits.get(channelId)?.failures ?? 0;
      const retryAfterMs = trouble.kind === 'refused' ? (trouble.retryAfterMs ?? 0) : 0;
      const waitMs = Math.max(backoffMs(failures, RETRY), retryAfterMs);
      const notBeforeMs = clock.now() + retryAfterMs;
      waits.set(channelId, { failures: failures + 1, untilMs: clock.now() + waitMs, notBeforeMs });
      return clock.now() + waitMs;
    }
    waits.delete(channelId);
    const isWaiting = book.ofChannel(channelId).some(({ id }) => book.outbox(id).owed.length > 0);
    return isWaiting ? clock.now() + RETRY.longestMs : Number.POSITIVE_INFINITY;
  }

  return {
    postOwed: (channelId) => queue.run(channelId, () => postOwedNow(channelId)),
    waitsUntilMs(channelId) {
      const untilMs = waits.get(channelId)?.untilMs;
      return untilMs !== undefined && untilMs > clock.now() ? untilMs : undefined;
    },
    tryAgain(channelId) {
      // The wait that Discord itself asked for stays; only our own backoff is dropped.
      const wait = waits.get(channelId);
      if (wait !== undefined) waits.set(channelId, { ...wait, failures: 0, untilMs: wait.notBeforeMs });
    },
  };
}
