import type { Subscription } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import { youtubeAddress } from '../../sources/addresses/youtube-address.ts';
import type { FoundPage } from '../../sources/documents/find-in-page.ts';
import type { FeedReading } from '../../sources/feeds/read-feed.ts';
import type { Clock } from '../../util/clock.ts';
import { defined } from '../../util/defined.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { FeedBook, FeedKey } from './feed-book.ts';
import type { FeedReads } from './feed-reads.ts';
import type { EpisodeOut } from './note-releases.ts';
import { createOffers, type Offer, type SubscribeRequest } from './offers.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

export type { SubscribeRequest } from './offers.ts';

export type Subscribed =
  | {
      readonly kind: 'subscribed';
      readonly subscription: Subscription;
      readonly reading: FeedReading;
      /** True when the channel had the feed already and only its choices changed. */
      readonly changed: boolean;
    }
  /**
   * The address is that of a web page, and nothing was subscribed to. For a while, one of the feeds that the page names
   * can be chosen.
   */
  | { readonly kind: 'no-feed'; readonly page: FoundPage; readonly offerId: string };

/** Making, changing and stopping a server's subscriptions. */
export interface Subscribing {
  /**
   * Reads the feed at once, so that what it lists now is known and nothing of it is announced. A feed that cannot be read
   * just now is subscribed to all the same. A channel that has the feed already gets the new choices.
   *
   * @throws UserError for an address that may not be read at all.
   */
  subscribe(request: SubscribeRequest): Promise<Subscribed>;
  /** The request that met a page instead of a feed, and the feeds it offered; undefined when that is too long ago. */
  offered(guildId: string, offerId: string): Offer | undefined;
  /** Resolves with false when this server has no subscription with this id. */
  stop(guildId: string, subscriptionId: string): Promise<boolean>;
  ofServer(guildId: string): readonly Subscription[];
  /** Replaces the id of the member who made the subscription. */
  rename(subscriptionId: string, rename: (userId: string) => string): Promise<void>;
  /** Removes all subscriptions of a server, from disk and from memory. */
  forgetServer(guildId: string): Promise<void>;
  /** The record keys of the feeds that a server subscribes to. */
  feedKeysOf(guildId: string): Iterable<string>;
}

export function createSubscribing(parts: {
  book: SubscriptionBook;
  feeds: FeedBook;
  reads: FeedReads;
  recogniser: Recogniser;
  episodeOut: EpisodeOut;
  clock: Clock;
}): Subscribing {
  const { book, feeds, reads, recogniser, clock } = parts;
  const offers = createOffers(clock);
  // When two moderators subscribe a channel to one feed at the same time, the second finds what the first made.
  const queue = createKeyedQueue();

  /** Locks this server's open polls on episodes that came out while only others looked at this feed. */
  async function noteKnown(subscription: Subscription): Promise<void> {
    const { guildId, feedUrl } = subscription;
    await recogniser.load(guildId);
    for (const entry of (await feeds.get(feeds.keyOf(subscription))).listed) {
      const is = recogniser.recognise(guildId, feedUrl, entry)?.is;
      if (entry.outAtMs === undefined || is === undefined || !('episodeId' in is)) continue;
      await parts.episodeOut(new Set([guildId]), is.episodeId, entry.outAtMs, true);
    }
  }

  /**
   * The page that an address turned out to be, if it never was a feed. YouTube's error pages are not meant: they come
   * and go with its outages.
   */
  async function pageAt(
    { feedUrl }: SubscribeRequest,
    key: FeedKey,
    reading: FeedReading,
  ): Promise<FoundPage | undefined> {
    if (reading.kind !== 'failed' || reading.failure.reason !== 'not-a-feed') return undefined;
    const { memory } = await feeds.get(key);
    return memory === undefined && youtubeAddress(feedUrl).kind === 'other' ? reading.page : undefined;
  }

  async function subscribe(request: SubscribeRequest): Promise<Subscribed> {
    const key = feeds.keyOf(request);
    const reading = await reads.look(request.feedUrl, key);
    if (reading.kind === 'moved') return subscribe({ ...request, feedUrl: reading.url });
    if (reading.kind === 'failed' && reading.failure.reason === 'refused-address') {
      throw new UserError((say) => say('announce.refusedAddress'));
    }
    const page = await pageAt(request, key, reading);
    if (page !== undefined) return { kind: 'no-feed', page, offerId: offers.keep({ request, feeds: page.feeds }) };
    return queue.run(request.guildId, async () => {
      const existing = book
        .ofServer(request.guildId)
        .find(({ channelId, feedUrl }) => channelId === request.channelId && feedUrl === request.feedUrl);
      if (existing !== undefined) {
        const { id, sinceDocument, awaitsLook, createdAtMs, createdBy } = existing;
        const since = { sinceDocument, ...defined({ awaitsLook }) };
        const subscription = { ...request, id, ...since, createdAtMs, createdBy };
        await book.replace(subscription);
        return { kind: 'subscribed', subscription, reading, changed: true };
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
      return { kind: 'subscribed', subscription, reading, changed: false };
    });
  }

  return {
    subscribe,
    offered: (guildId, offerId) => {
      const offer = offers.find(offerId);
      return offer?.request.guildId === guildId ? offer : undefined;
    },
    async stop(guildId, subscriptionId) {
      const subscription = book.get(subscriptionId);
      if (subscription?.guildId !== guildId) return false;
      await book.remove(subscription);
      return true;
    },
    ofServer: book.ofServer,
    rename: book.rename,
    forgetServer: book.forgetServer,
    feedKeysOf: (guildId) => book.ofServer(guildId).map((subscription) => feeds.keyOf(subscription).id),
  };
}
