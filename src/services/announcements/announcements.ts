import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { FeedReader } from '../../sources/feeds/read-feed.ts';
import type { Store } from '../../storage/index.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import type { Publisher } from '../publisher.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Servers } from '../servers.ts';
import { createComposer } from './compose.ts';
import { createDelivery } from './deliver.ts';
import { createEntryRules, type EntryRules } from './entry-rules.ts';
import { createFeedBook } from './feed-book.ts';
import { createFeedReads } from './feed-reads.ts';
import { createFloods, type Floods } from './floods.ts';
import { createFollowUps } from './follow-ups.ts';
import type { EpisodeOut, PlannedOut, SeriesRelease, Watching } from './note-releases.ts';
import { createRecogniser } from './recogniser.ts';
import type { SeriesFeed } from './series-feed.ts';
import { createSubscriptionStatus, type StatusOfSubscriptions } from './status.ts';
import { createSubscribing, type Subscribing } from './subscribing.ts';
import { createSubscriptionBook } from './subscription-book.ts';

/** The background work of announcements, which nobody asks for. */
export interface UpkeepOfAnnouncements {
  returnTo(guildIds: readonly string[]): Promise<void>;
  /**
   * The servers where something waits for a permission, or for a channel that is gone. Read at the moment of each
   * `has`.
   */
  resting(): { has(guildId: string): boolean };
  /**
   * Call it when a permission or a channel of the server may have come back: everything that waits there is tried now.
   */
  tryAgain(guildId: string): void;
  /** A poll began to wait for an episode: the series' own feed is read for it from now on. */
  watchSeries(): void;
  /** How many announcements are owed and not made yet. Looks at every subscription that this process serves. */
  owedCount(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Announcing what feeds bring, divided by task. */
export interface Announcements {
  readonly subscriptions: Subscribing;
  readonly status: StatusOfSubscriptions;
  readonly entryRules: EntryRules;
  readonly floods: Floods;
  readonly upkeep: UpkeepOfAnnouncements;
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
  /** Told when an upload is one of the episodes that servers had planned. Absent = no server plans any. */
  readonly plannedOut?: PlannedOut;
  /** The series' own feed, which is read while any of these servers has an open poll on an episode. Absent = never. */
  readonly series?: {
    readonly feed: SeriesFeed;
    readonly waitingServers: () => ReadonlySet<string>;
    readonly release: SeriesRelease;
  };
  readonly pollsOf: (guildId: string) => Promise<readonly Poll[]>;
  /** Runs the work of announcing: reads feeds that are due, posts what is owed. */
  readonly scheduler: Pick<Scheduler, 'work'>;
}

export function createAnnouncements(parts: AnnouncementParts): Announcements {
  const { clock, scheduler, series } = parts;
  const feedWork = scheduler.work('feed', async (url) => {
    if (reads.nextAtMs(url) <= clock.now()) await reads.look(url);
    return reads.nextAtMs(url);
  });
  const channelWork = scheduler.work('channel', (channelId) => delivery.postOwed(channelId));
  const followUpWork = scheduler.work('follow-up', (subscriptionId) => followUps.carryOut(subscriptionId));
  const seriesWork = scheduler.work('series', findSeries);

  const feeds = createFeedBook(parts);
  const book = createSubscriptionBook({
    ...parts,
    onHeld({ channelId, feedUrl }) {
      feedWork.add(feedUrl);
      channelWork.add(channelId);
    },
    onFollowUps: followUpWork.poke,
  });
  const recogniser = createRecogniser(parts);
  const { compose, labelOf } = createComposer(parts);
  const watching: Watching = {
    url: () => series?.feed.url(),
    guildIds: () => series?.waitingServers() ?? new Set<string>(),
    seriesRelease: async (...release) => series?.release(...release),
    recognise: (title) => parts.knowledge.recognise(title),
    isSeries(feedUrl) {
      const { url, channelId } = parts.knowledge.seriesFeed();
      const own = [series?.feed.url(), url].includes(feedUrl);
      return own || (channelId !== undefined && feedUrl.includes(channelId));
    },
  };
  const plannedOut: PlannedOut = parts.plannedOut ?? (async () => {});
  const shared = { ...parts, plannedOut, feeds, book, recogniser, compose, labelOf, watching };
  const owed = ({ id, channelId }: Subscription) => {
    channelWork.poke(channelId);
    followUpWork.poke(id);
  };
  const reads = createFeedReads({ ...shared, owed });
  const delivery = createDelivery(shared);
  const followUps = createFollowUps(shared);

  /** While a poll waits for an episode, the series' feed is read; its address may have to be found first. */
  async function findSeries(): Promise<number> {
    if (series === undefined || watching.guildIds().size === 0) return Number.POSITIVE_INFINITY;
    const againAtMs = await series.feed.find();
    const url = series.feed.url();
    if (url !== undefined) feedWork.add(url);
    return againAtMs;
  }

  return {
    subscriptions: createSubscribing({ ...shared, reads }),
    status: createSubscriptionStatus({
      ...shared,
      waitsUntilMs: delivery.waitsUntilMs,
      reads,
      reached: (channelId) => channelWork.poke(channelId),
    }),
    entryRules: createEntryRules({
      ...shared,
      idsOf: (guildId, episodeId) => parts.knowledge.forServer(guildId).idsOf(episodeId),
    }),
    floods: createFloods({ ...shared, owed }),
    upkeep: {
      returnTo: book.load,
      resting: () => ({ has: (guildId) => book.ofServer(guildId).some(isResting) }),
      tryAgain(guildId) {
        for (const subscription of book.ofServer(guildId)) {
          delivery.tryAgain(subscription.channelId);
          followUps.tryAgain(subscription.id);
          owed(subscription);
        }
      },
      owedCount: book.owedCount,
      watchSeries: () => seriesWork.add('series'),
      async idle() {
        await Promise.all([feedWork, channelWork, followUpWork, seriesWork].map((work) => work.idle()));
      },
    },
  };

  function isResting({ id }: Subscription): boolean {
    const { stopped, followUpsTold } = book.outbox(id);
    return stopped !== undefined || followUpsTold.length > 0;
  }
}
