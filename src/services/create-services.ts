import type { Knowledge } from '../domain/knowledge/view-types.ts';
import type { Pictures } from '../pictures/index.ts';
import type { ChannelPages } from '../sources/feeds/channel-pages.ts';
import { withChannelPages } from '../sources/feeds/channel-pages.ts';
import type { FeedReader } from '../sources/feeds/read-feed.ts';
import type { Store } from '../storage/index.ts';
import type { Chance } from '../util/chance.ts';
import type { Clock } from '../util/clock.ts';
import { defined } from '../util/defined.ts';
import type { Log } from '../util/log.ts';
import type { Meter } from '../util/meter.ts';
import { createAnnouncements } from './announcements/announcements.ts';
import { createFeedResolver } from './announcements/resolve-feed.ts';
import { createSeriesFeed } from './announcements/series-feed.ts';
import { createDamageIn } from './damage.ts';
import { createGreetings, type Greetings } from './greetings.ts';
import type { Services } from './index.ts';
import { createMembers } from './members.ts';
import { createNotices } from './notices.ts';
import { createPolls } from './polls/polls.ts';
import { createPrivacy, type UpkeepOfPrivacy } from './privacy/privacy.ts';
import type { Publisher } from './publisher.ts';
import { createReadingService } from './reading.ts';
import type { Scheduler } from './scheduler.ts';
import type { AdditionsBook } from './season/additions-book.ts';
import { createSeason } from './season/season.ts';
import { createServers } from './servers.ts';

/** The services, and what keeps them going. */
export interface AtWork {
  readonly services: Services;
  /** The bot is (again) in these servers: finds out what happened there meanwhile, and finishes what was owed. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** Erases what was asked for, and what belongs to servers that the bot has left. */
  readonly privacy: Omit<UpkeepOfPrivacy, 'idle'>;
  readonly greetings: Pick<Greetings, 'joined'>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createServices(parts: {
  store: Store;
  /** The data alone. */
  data: () => Knowledge;
  additions: AdditionsBook;
  publisher: Publisher;
  pictures: Pictures;
  reader: FeedReader;
  pages: ChannelPages;
  clock: Clock;
  chance: Chance;
  log: Log;
  intervalSeconds: number;
  shardOf: (guildId: string) => number;
  shards: { readonly ids: readonly number[]; readonly count: number };
  daysAfterLeaving: number;
  /** Where the bot is added to a server. */
  inviteUrl: string;
  /** Default: nothing is counted. */
  meter?: Pick<Meter, 'vote'>;
  /** This process has every shard, so that nobody else writes to the store. */
  isOnlyOne: boolean;
  scheduler: Pick<Scheduler, 'work'>;
}): AtWork {
  const { store, data, additions, publisher, pictures, clock, chance, log, scheduler } = parts;
  const { knowledge } = additions;
  const reader = withChannelPages(parts.reader, parts.pages);
  const servers = createServers(store);
  const members = createMembers(store, knowledge, parts.isOnlyOne);
  const reading = createReadingService({ knowledge, servers, members });
  const shared = { store, knowledge, publisher, servers, clock, log, scheduler };
  const notices = createNotices(shared);
  const greetings = createGreetings({ ...shared, seriesName: () => data().seriesName });
  const polls = createPolls({
    ...shared,
    reading,
    members,
    shardOf: parts.shardOf,
    telling: notices.telling,
    ...defined({ meter: parts.meter }),
    onWaiting: () => announcements.upkeep.watchSeries(),
  });
  const resolveFeed = createFeedResolver(parts.pages);
  const announcements = createAnnouncements({
    ...shared,
    notices,
    reader,
    chance,
    intervalSeconds: parts.intervalSeconds,
    shardOf: parts.shardOf,
    episodeOut: polls.episodes.noteOut,
    episodeNotOut: polls.episodes.notOut,
    plannedOut: (...out) => season.noteOut(...out),
    series: {
      feed: createSeriesFeed({ store, knowledge, resolveFeed, clock, log }),
      waitingServers: polls.episodes.waitingServers,
      release: polls.episodes.noteSeriesOut,
    },
    pollsOf: polls.book.ofServer,
  });
  const { privacy, upkeep: privacyUpkeep } = createPrivacy({
    ...{ store, polls, announcements, notices, scheduler, chance, clock, log },
    ...{ shards: parts.shards, shardOf: parts.shardOf, daysAfterLeaving: parts.daysAfterLeaving },
  });

  const season = createSeason({ book: additions, data, entryRules: announcements.entryRules, polls });

  return {
    privacy: privacyUpkeep,
    greetings,
    services: {
      privacy,
      inviteUrl: parts.inviteUrl,
      season,
      polls,
      announcements,
      notices,
      servers,
      members,
      reading,
      damageIn: createDamageIn({ store, servers, feedKeysOf: announcements.subscriptions.feedKeysOf }),
      clock,
      pictures,
      viewFrom: (horizon, guildId) => knowledge.forServer(guildId).seenFrom(horizon),
      episodes: knowledge,
      episodesOf: knowledge.forServer,
      lacking: publisher.lacking,
      channelName: publisher.channelName,
      resolveFeed,
    },
    async returnTo(guildIds) {
      await additions.returnTo(guildIds);
      await polls.upkeep.returnTo(guildIds);
      await notices.returnTo(guildIds);
      await greetings.returnTo(guildIds);
      await announcements.upkeep.returnTo(guildIds);
    },
    idle: async () =>
      void (await Promise.all([
        polls.upkeep.idle(),
        announcements.upkeep.idle(),
        notices.idle(),
        greetings.idle(),
        privacyUpkeep.idle(),
      ])),
  };
}
