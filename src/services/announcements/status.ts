import { nonceOf, type Outbox } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { FeedHealth } from '../../domain/feed/feed-health.ts';
import { type ListedEntry, newFeedState } from '../../domain/feed/feed-state.ts';
import { defined } from '../../util/defined.ts';
import type { AnnouncementFacts, Publisher, Sent } from '../publisher.ts';
import type { ComposeAnnouncement } from './compose.ts';
import { type EntryStory, entryStory } from './entry-story.ts';
import type { FeedBook } from './feed-book.ts';
import type { FeedReads } from './feed-reads.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

export interface SubscriptionStatus {
  readonly subscription: Subscription;
  /** The feed's own title, once it has been read. */
  readonly feedTitle: string | undefined;
  readonly health: FeedHealth;
  readonly nextReadAtMs: number | undefined;
  readonly outbox: Outbox;
  /** When the next try to post is, in ms since 1970, where a refusal or a rate limit makes it wait. */
  readonly waitsUntilMs: number | undefined;
}

/** How moderators find out what their subscriptions do. None of it changes what is announced. */
export interface StatusOfSubscriptions {
  ofServer(guildId: string): Promise<readonly SubscriptionStatus[]>;
  /**
   * Posts the feed's latest entry now, marked as a test and notifying nobody. `id` makes a repeated call of one command
   * post only once.
   */
  test(subscription: Subscription, id: string): Promise<Sent>;
  /** The facts of the same test post; posts nothing. */
  preview(subscription: Subscription): Promise<AnnouncementFacts>;
  /** What became of the feed's latest entries (fifteen at most, newest first). */
  why(subscription: Subscription): Promise<readonly EntryStory[]>;
}

/** Stands for the latest entry in a test of a feed that lists none. */
const SAMPLE: Pick<ListedEntry, 'key' | 'title' | 'link'> = { key: 'test', title: '…' };

export function createSubscriptionStatus(parts: {
  book: SubscriptionBook;
  feeds: FeedBook;
  recogniser: Recogniser;
  compose: ComposeAnnouncement;
  reads: Pick<FeedReads, 'settled'>;
  publisher: Pick<Publisher, 'send'>;
  waitsUntilMs: (channelId: string) => number | undefined;
  /** Called when the channel took a post: what waits for it may go out as well. */
  reached: (channelId: string) => void;
}): StatusOfSubscriptions {
  const { book, feeds, recogniser } = parts;

  async function preview(subscription: Subscription): Promise<AnnouncementFacts> {
    const [latest] = (await feeds.get(feeds.keyOf(subscription))).listed;
    await recogniser.load(subscription.guildId);
    const entry: typeof SAMPLE = latest ?? SAMPLE;
    const is = recogniser.recognise(subscription.guildId, subscription.feedUrl, entry)?.is;
    const { key, title, link } = entry;
    const shown = {
      key: `test ${key}`,
      title,
      ...defined({ link }),
      ...(is && 'episodeId' in is ? { episodeId: is.episodeId } : {}),
    };
    return parts.compose(subscription, shown, true);
  }

  return {
    preview,
    ofServer: (guildId) =>
      Promise.all(
        book.ofServer(guildId).map(async (subscription) => {
          const key = feeds.keyOf(subscription);
          const { health, title } = (await feeds.readable(key)) ?? newFeedState;
          const nextReadAtMs = feeds.nextReadAtMs(key);
          return {
            subscription,
            feedTitle: title,
            health,
            nextReadAtMs,
            outbox: book.outbox(subscription.id),
            waitsUntilMs: parts.waitsUntilMs(subscription.channelId),
          };
        }),
      ),

    async test(subscription, id) {
      const message = await preview(subscription);
      const sent = await parts.publisher.send(subscription.channelId, message, nonceOf(id, 'test'));
      if (sent.kind === 'sent') parts.reached(subscription.channelId);
      return sent;
    },

    async why(subscription) {
      // A moderator who asks right after an upload wants to hear of it: wait for the look that is under way.
      await parts.reads.settled(subscription.feedUrl);
      const state = await feeds.get(feeds.keyOf(subscription));
      await recogniser.load(subscription.guildId);
      const outbox = book.outbox(subscription.id);
      return state.listed.map((entry) => {
        const recognised = recogniser.recognise(subscription.guildId, subscription.feedUrl, entry);
        const isElsewhere = book.isAnnounced(subscription, entry.key);
        return entryStory(subscription, { state, outbox, isElsewhere }, entry, recognised);
      });
    },
  };
}
