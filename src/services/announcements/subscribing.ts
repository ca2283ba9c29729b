import type { Subscription, SubscriptionChoices } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { FeedReading } from '../../sources/feeds/read-feed.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { FeedBook } from './feed-book.ts';
import type { EpisodeOut, FeedReads } from './feed-reads.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

/** What a subscription is asked to be; its place in the feed's history is found when it is made. */
export type SubscribeRequest = SubscriptionChoices &
  Pick<Subscription, 'id' | 'guildId' | 'channelId' | 'feedUrl' | 'createdBy'>;

/** How a server's subscriptions come and go. */
export interface Subscribing {
  /**
   * Reads the feed at once, so that what it lists now is known and nothing of it is announced. A feed that cannot be read
   * just now is subscribed to all the same. A channel that has the feed already gets the new choices.
   *
   * @throws UserError for an address that may not be read at all.
   */
  subscribe(request: SubscribeRequest): Promise<{ subscription: Subscription; reading: FeedReading; changed: boolean }>;
  /** False when there was none with this id in this server. */
  stop(guildId: string, subscriptionId: string): Promise<boolean>;
  ofServer(guildId: string): readonly Subscription[];
}

export function createSubscribing(parts: {
  book: SubscriptionBook;
  feeds: FeedBook;
  reads: FeedReads;
  recogniser: Recogniser;
  episodeOut: EpisodeOut;
  clock: Clock;
  wake: () => void;
}): Subscribing {
  const { book, feeds, reads, recogniser, clock } = parts;
  // Two who subscribe a channel to one feed at the same time: the second finds what the first made.
  const queue = createKeyedQueue();

  /** What came out while others looked at this feed locks what this server has had open since before. */
  async function noteKnown(subscription: Subscription): Promise<void> {
    const { guildId, feedUrl } = subscription;
    await recogniser.load(guildId);
    for (const entry of (await feeds.get(feeds.keyOf(subscription))).listed) {
      const is = recogniser.recognise(guildId, feedUrl, entry)?.is;
      if (entry.outAtMs === undefined || is === undefined || !('episodeId' in is)) continue;
      await parts.episodeOut(new Set([guildId]), is.episodeId, entry.outAtMs, true);
    }
  }

  return {
    async subscribe(request) {
      const key = feeds.keyOf(request);
      const reading = await reads.look(request.feedUrl, key);
      if (reading.kind === 'failed' && reading.failure.reason === 'refused-address') {
        throw new UserError((say) => say('announce.refusedAddress'));
      }
      return queue.run(request.guildId, async () => {
        const existing = book
          .ofServer(request.guildId)
          .find(({ channelId, feedUrl }) => channelId === request.channelId && feedUrl === request.feedUrl);
        if (existing !== undefined) {
          const { id, sinceDocument, awaitsLook, createdAtMs, createdBy } = existing;
          const since = { sinceDocument, ...(awaitsLook === undefined ? {} : { awaitsLook }) };
          const subscription = { ...request, id, ...since, createdAtMs, createdBy };
          await book.replace(subscription);
          return { subscription, reading, changed: true };
        }
        const { memory } = await feeds.get(key);
        const subscription: Subscription = {
          ...request,
          sinceDocument: memory?.documents ?? 0,
          ...(reading.kind === 'failed' ? { awaitsLook: true } : {}),
          createdAtMs: clock.now(),
        };
        await book.add(subscription);
        await noteKnown(subscription);
        parts.wake();
        return { subscription, reading, changed: false };
      });
    },

    async stop(guildId, subscriptionId) {
      const subscription = book.get(subscriptionId);
      if (subscription?.guildId !== guildId) return false;
      await book.remove(subscription);
      return true;
    },

    ofServer: book.ofServer,
  };
}
