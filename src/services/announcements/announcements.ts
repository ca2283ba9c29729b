import { nonceOf, type Outbox } from '../../domain/announcement/outbox.ts';
import type { Subscription, SubscriptionChoices } from '../../domain/announcement/subscription.ts';
import type { FeedHealth } from '../../domain/feed/feed-health.ts';
import type { ListedEntry } from '../../domain/feed/feed-state.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { FeedReader, FeedReading } from '../../sources/feeds/read-feed.ts';
import type { Store } from '../../storage/index.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { createAgenda } from '../agenda.ts';
import type { Notices } from '../notices.ts';
import type { Publisher, Sent } from '../publisher.ts';
import type { Servers } from '../servers.ts';
import { createComposer } from './compose.ts';
import { createDelivery } from './deliver.ts';
import { type EntryStory, entryStory } from './entry-story.ts';
import { createFeedBook } from './feed-book.ts';
import { createFeedReads, type EpisodeOut } from './feed-reads.ts';
import { createFollowUps } from './follow-ups.ts';
import { createRecogniser } from './recogniser.ts';
import { createSubscriptionBook } from './subscription-book.ts';
import { createTeaching, type Teaching } from './teaching.ts';

/** What a subscription is asked to be; its place in the feed's history is found when it is made. */
export type SubscribeRequest = SubscriptionChoices &
  Pick<Subscription, 'id' | 'guildId' | 'channelId' | 'feedUrl' | 'createdBy'>;

export interface SubscriptionStatus {
  readonly subscription: Subscription;
  readonly health: FeedHealth;
  readonly nextReadAtMs: number | undefined;
  readonly outbox: Outbox;
}

export interface Announcements extends Teaching {
  returnTo(guildIds: readonly string[]): Promise<void>;
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
  status(guildId: string): Promise<readonly SubscriptionStatus[]>;
  /** Posts the feed's latest entry now, marked as a test and notifying nobody; `id` makes it once for a command. */
  test(subscription: Subscription, id: string): Promise<Sent>;
  /** What became of the feed's latest entries (fifteen at most, newest first). */
  why(subscription: Subscription): Promise<readonly EntryStory[]>;
  /** Whether something waits there for a permission, or for a channel that is gone. */
  isResting(guildId: string): boolean;
  /** A permission or a channel may have come back: what waits is tried now. */
  retry(guildId: string): void;
  /**
   * The one way announcements move on: feeds that are due are read, what is owed is posted. Starts whatever is due, and
   * returns when it is next needed, in ms since 1970.
   */
  begin(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface AnnouncementParts {
  readonly store: Store;
  readonly servers: Servers;
  readonly knowledge: Knowledge;
  readonly publisher: Publisher;
  readonly notices: Notices;
  readonly reader: FeedReader;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly intervalSeconds: number;
  /** Which shard a server belongs to: what has been seen of a feed is kept per shard. */
  readonly shardOf: (guildId: string) => number;
  readonly episodeOut: EpisodeOut;
  readonly episodeNotOut: (guildId: string, episodeId: string) => Promise<void>;
  readonly pollsOf: (guildId: string) => Promise<readonly Poll[]>;
  readonly wake: () => void;
}

/** Stands for the latest entry in a test of a feed that lists none. */
const SAMPLE: Pick<ListedEntry, 'key' | 'title' | 'link'> = { key: 'test', title: '…' };

export function createAnnouncements(parts: AnnouncementParts): Announcements {
  const { clock } = parts;
  const feeds = createFeedBook(parts);
  const book = createSubscriptionBook(parts);
  const recogniser = createRecogniser(parts);
  const agenda = createAgenda(parts);
  const { compose, labelOf } = createComposer(parts);
  const shared = { ...parts, feeds, book, recogniser, compose, labelOf };
  const reads = createFeedReads({
    ...shared,
    owed({ id, channelId }) {
      agenda.poke(`channel ${channelId}`);
      agenda.poke(`follow ${id}`);
    },
  });
  const delivery = createDelivery({ ...shared, followUp: (id) => agenda.poke(`follow ${id}`) });
  const followUps = createFollowUps(shared);
  const teaching = createTeaching(shared);

  const ofServer = (guildId: string) => book.all().filter((subscription) => subscription.guildId === guildId);

  /** A feed is read when the first of the shards that want it is due. */
  function nextLookAtMs(url: string): number {
    return Math.min(...[...feeds.keysOf(url, book.all())].map((key) => feeds.nextReadAtMs(key) ?? 0));
  }

  async function step(name: string): Promise<number> {
    const [kind, key] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    if (kind === 'channel') return delivery.bring(key);
    if (kind === 'follow') return followUps.bring(key);
    if (nextLookAtMs(key) <= clock.now()) await reads.look(key);
    return nextLookAtMs(key);
  }

  return {
    ...teaching,
    async returnTo(guildIds) {
      await book.load(guildIds);
      parts.wake();
    },

    async subscribe(request) {
      const key = feeds.keyOf(request);
      const reading = await reads.look(request.feedUrl, key);
      if (reading.kind === 'failed' && reading.failure.reason === 'refused-address') {
        throw new UserError((say) => say('announce.refusedAddress'));
      }
      const existing = ofServer(request.guildId).find(
        ({ channelId, feedUrl }) => channelId === request.channelId && feedUrl === request.feedUrl,
      );
      if (existing !== undefined) {
        const { id, sinceDocument, createdAtMs, createdBy } = existing;
        const subscription = { ...request, id, sinceDocument, createdAtMs, createdBy };
        await book.replace(subscription);
        return { subscription, reading, changed: true };
      }
      const { memory } = await feeds.get(key);
      const subscription = { ...request, sinceDocument: memory?.documents ?? 0, createdAtMs: clock.now() };
      await book.add(subscription);
      parts.wake();
      return { subscription, reading, changed: false };
    },

    async stop(guildId, subscriptionId) {
      const subscription = book.get(subscriptionId);
      if (subscription?.guildId !== guildId) return false;
      await book.remove(subscription);
      return true;
    },

    ofServer,

    status: (guildId) =>
      Promise.all(
        ofServer(guildId).map(async (subscription) => {
          const key = feeds.keyOf(subscription);
          const { health } = await feeds.get(key);
          return { subscription, health, nextReadAtMs: feeds.nextReadAtMs(key), outbox: book.outbox(subscription.id) };
        }),
      ),

    async test(subscription, id) {
      const [latest] = (await feeds.get(feeds.keyOf(subscription))).listed;
      await recogniser.load(subscription.guildId);
      const entry: typeof SAMPLE = latest ?? SAMPLE;
      const is = recogniser.recognise(subscription.guildId, subscription.feedUrl, entry)?.is;
      const { key, title, link } = entry;
      const shown = {
        key: `test ${key}`,
        title,
        ...(link === undefined ? {} : { link }),
        ...(is && 'episodeId' in is ? { episodeId: is.episodeId } : {}),
      };
      const message = await compose(subscription, shown, true);
      const sent = await parts.publisher.send(subscription.channelId, message, nonceOf(id, 'test'));
      if (sent.kind === 'sent') agenda.poke(`channel ${subscription.channelId}`);
      return sent;
    },

    async why(subscription) {
      const state = await feeds.get(feeds.keyOf(subscription));
      await recogniser.load(subscription.guildId);
      const outbox = book.outbox(subscription.id);
      return state.listed.map((entry) => {
        const recognised = recogniser.recognise(subscription.guildId, subscription.feedUrl, entry);
        return entryStory(subscription, state, outbox, entry, recognised);
      });
    },

    isResting: (guildId) =>
      ofServer(guildId).some(({ id }) => {
        const { stopped, followUpsTold } = book.outbox(id);
        return stopped !== undefined || followUpsTold.length > 0;
      }),

    retry(guildId) {
      for (const { id, channelId } of ofServer(guildId)) {
        delivery.hurry(channelId);
        followUps.hurry(id);
        agenda.poke(`channel ${channelId}`);
        agenda.poke(`follow ${id}`);
      }
    },

    begin() {
      const keys = new Set<string>();
      for (const subscription of book.all()) {
        keys.add(`feed ${subscription.feedUrl}`);
        keys.add(`channel ${subscription.channelId}`);
        if (book.outbox(subscription.id).followUps.length > 0) keys.add(`follow ${subscription.id}`);
      }
      return agenda.begin(keys, step);
    },
    idle: agenda.idle,
  };
}
