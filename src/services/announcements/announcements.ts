import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { FeedReader } from '../../sources/feeds/read-feed.ts';
import type { Store } from '../../storage/index.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { createAgenda } from '../agenda.ts';
import type { Notices } from '../notices.ts';
import type { Publisher } from '../publisher.ts';
import type { Servers } from '../servers.ts';
import { createComposer } from './compose.ts';
import { createDelivery } from './deliver.ts';
import { createEntryRules, type EntryRules } from './entry-rules.ts';
import { createFeedBook } from './feed-book.ts';
import { createFeedReads } from './feed-reads.ts';
import { createFloods, type Floods } from './floods.ts';
import { createFollowUps } from './follow-ups.ts';
import type { EpisodeOut, SeriesOuting, Watching } from './outing-notes.ts';
import { createRecogniser } from './recogniser.ts';
import type { SeriesFeed } from './series-feed.ts';
import { createSubscriptionStatus, type StatusOfSubscriptions } from './status.ts';
import { createSubscribing, type Subscribing } from './subscribing.ts';
import { createSubscriptionBook } from './subscription-book.ts';

/** What keeps the announcements going, whoever asks for nothing. */
export interface UpkeepOfAnnouncements {
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** The servers where something waits for a permission, or for a channel that is gone. */
  resting(): ReadonlySet<string>;
  /** A permission or a channel may have come back: what waits is tried now. */
  tryAgain(guildId: string): void;
  /**
   * The one way announcements move on: feeds that are due are read, what is owed is posted. Starts whatever is due, and
   * returns when it is next needed, in ms since 1970.
   */
  begin(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Announcing what feeds bring, by what one wants of it. */
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
  /** The series' own feed, which is read while any of these servers has an open poll on an episode. Absent = never. */
  readonly series?: {
    readonly feed: SeriesFeed;
    readonly waitingServers: () => ReadonlySet<string>;
    readonly outing: SeriesOuting;
  };
  readonly pollsOf: (guildId: string) => Promise<readonly Poll[]>;
  readonly wake: () => void;
}

export function createAnnouncements(parts: AnnouncementParts): Announcements {
  const { clock } = parts;
  const feeds = createFeedBook(parts);
  const book = createSubscriptionBook(parts);
  const recogniser = createRecogniser(parts);
  const agenda = createAgenda(parts);
  const { compose, labelOf } = createComposer(parts);
  const { series } = parts;
  const watching: Watching = {
    url: () => series?.feed.url(),
    guildIds: () => series?.waitingServers() ?? new Set<string>(),
    seriesOuting: async (...outing) => series?.outing(...outing),
    recognise: parts.knowledge.recognise,
  };
  const shared = { ...parts, feeds, book, recogniser, compose, labelOf, watching };
  const owed = ({ id, channelId }: Subscription) => {
    agenda.poke(`channel ${channelId}`);
    agenda.poke(`follow ${id}`);
  };
  const reads = createFeedReads({ ...shared, owed });
  const delivery = createDelivery({ ...shared, followUp: (id) => agenda.poke(`follow ${id}`) });
  const followUps = createFollowUps(shared);

  /** A feed is read when the first of the shards that want it is due. */
  function nextLookAtMs(url: string): number {
    const waiting = url === watching.url() ? [...watching.guildIds()] : [];
    const wanting = [...book.all(), ...waiting.map((guildId) => ({ guildId, feedUrl: url }))];
    return Math.min(...[...feeds.keysOf(url, wanting)].map((key) => feeds.nextReadAtMs(key) ?? 0));
  }

  async function step(name: string): Promise<number> {
    const [kind, key] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    if (kind === 'channel') return delivery.bring(key);
    if (kind === 'follow') return followUps.bring(key);
    if (kind === 'series') return series?.feed.find() ?? Number.POSITIVE_INFINITY;
    if (nextLookAtMs(key) <= clock.now()) await reads.look(key);
    return nextLookAtMs(key);
  }

  return {
    subscriptions: createSubscribing({ ...shared, reads }),
    status: createSubscriptionStatus({
      ...shared,
      waitsUntilMs: delivery.waitsUntilMs,
      reads,
      reached: (channelId) => agenda.poke(`channel ${channelId}`),
    }),
    entryRules: createEntryRules(shared),
    floods: createFloods({ ...shared, owed }),
    upkeep: {
      async returnTo(guildIds) {
        await book.load(guildIds);
        parts.wake();
      },
      resting: () =>
        new Set(
          book.all().flatMap(({ id, guildId }) => {
            const { stopped, followUpsTold } = book.outbox(id);
            return stopped !== undefined || followUpsTold.length > 0 ? guildId : [];
          }),
        ),

      tryAgain(guildId) {
        for (const { id, channelId } of book.ofServer(guildId)) {
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
        if (watching.guildIds().size > 0) {
          const url = watching.url();
          keys.add(url === undefined ? 'series feed' : `feed ${url}`);
        }
        return agenda.begin(keys, step);
      },
      idle: agenda.idle,
    },
  };
}
