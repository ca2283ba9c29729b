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
import { createKeepUp } from './keep-up.ts';
import { createMembers } from './members.ts';
import { createNotices } from './notices.ts';
import { createPolls } from './polls/polls.ts';
import { createPresence } from './presence.ts';
import { createPrivacy, type UpkeepOfPrivacy } from './privacy/privacy.ts';
import type { Publisher } from './publisher.ts';
import { createReadingService } from './reading.ts';
import type { Scheduler } from './scheduler.ts';
import { createAddedResults } from './season/added-results.ts';
import type { AdditionsBook } from './season/additions-book.ts';
import { createDataTakesOver } from './season/data-takes-over.ts';
import { createSeason } from './season/season.ts';
import { createServers } from './servers.ts';

/** The services, and their background work. */
export interface AtWork {
  readonly services: Services;
  /**
   * Call it when the bot is (again) in these servers: finds out what happened there meanwhile, and finishes what was
   * owed.
   */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** Erases what members asked to have erased, and what belongs to servers that the bot has left. */
  readonly privacy: Omit<UpkeepOfPrivacy, 'idle'>;
  readonly greetings: Pick<Greetings, 'joined'>;
  /** Call it after the knowledge files were reloaded: compares what servers added with them. */
  dataChanged(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createServices(parts: {
  store: Store;
  /** The series' data without any server's additions. */
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
  /** The link by which the bot is added to a server. */
  inviteUrl: string;
  /** Default: nothing is counted. */
  meter?: Pick<Meter, 'vote'>;
  /** True when this process has every shard, so that no other process writes to the store. */
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
    commitResult: createAddedResults({ store, additions, changed: (guildId) => polls.messages.drawAgain(guildId) }),
    onMoved: (guildId) => keepUp.changed([guildId]),
  });
  const keepUp = createKeepUp({
    ...shared,
    additions,
    polls,
    telling: notices.telling,
    onKeeping: () => announcements.upkeep.watchSeries(),
  });
  const resolveFeed = createFeedResolver(parts.pages);
  const announcements = createAnnouncements({
    ...shared,
    notices,
    reader,
    chance,
    intervalSeconds: parts.intervalSeconds,
    shardOf: parts.shardOf,
    async episodeOut(guildIds, ...release) {
      await polls.episodes.noteOut(guildIds, ...release);
      keepUp.changed(guildIds);
    },
    async episodeNotOut(guildId, episodeId) {
      await polls.episodes.notOut(guildId, episodeId);
      await season.noteNotOut(guildId, episodeId);
      keepUp.changed([guildId]);
    },
    plannedOut: (...out) => season.noteOut(...out),
    series: {
      feed: createSeriesFeed({ store, knowledge, resolveFeed, clock, log }),
      waitingServers: () => new Set([...polls.episodes.waitingServers(), ...keepUp.servers()]),
      async release(...release) {
        await polls.episodes.noteSeriesOut(...release);
        keepUp.changed();
      },
    },
    pollsOf: polls.book.ofServer,
  });
  const { privacy, upkeep: privacyUpkeep } = createPrivacy({
    ...{ store, polls, announcements, notices, scheduler, chance, clock, log },
    ...{ shards: parts.shards, shardOf: parts.shardOf, daysAfterLeaving: parts.daysAfterLeaving },
  });

  const season = createSeason({
    book: additions,
    data,
    entryRules: announcements.entryRules,
    polls,
    changed: (guildId) => keepUp.changed([guildId]),
  });

  const dataTakesOver = createDataTakesOver({ ...shared, book: additions, data, polls, telling: notices.telling });

  return {
    privacy: privacyUpkeep,
    greetings,
    services: {
      privacy,
      inviteUrl: parts.inviteUrl,
      season,
      dataTakesOver,
      keepUp,
      polls,
      announcements,
      notices,
      servers,
      members,
      presence: createPresence({ publisher, clock, log }),
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
      await keepUp.returnTo(guildIds);
      const isHere = new Set(guildIds);
      await dataTakesOver.look(additions.servers().filter((guildId) => isHere.has(guildId)));
    },
    async dataChanged() {
      keepUp.changed();
      await dataTakesOver.look();
    },
    idle: async () =>
      void (await Promise.all([
        polls.upkeep.idle(),
        announcements.upkeep.idle(),
        notices.idle(),
        greetings.idle(),
        keepUp.idle(),
        privacyUpkeep.idle(),
      ])),
  };
}
