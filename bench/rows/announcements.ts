import { setTimeout as wait } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import { emptyOutbox } from '../../src/domain/announcement/outbox.ts';
import { newServer } from '../../src/domain/server.ts';
import { outboxRecord, serverRecord, subscriptionRecord } from '../../src/storage/kinds.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { launchOurs } from '../rig/bots.ts';
import { type Row, rowOf } from '../rig/figures.ts';
import { inStore, subscriptionIn } from '../rig/kept-server.ts';
import { openStage, type Stage } from '../rig/stage.ts';

export interface AnnouncementSizes {
  readonly subscriptions: number;
  /** For how long feeds are read, on a clock that is moved forward. */
  readonly hours: number;
}

/** In each server: Discord allows five hundred. */
const CHANNELS_A_SERVER = 25;
const FEEDS = 5;
/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const POSTS_A_SECOND = 50;
/** YouTube's copies of a feed are cached for fifteen minutes. */
const READS_AN_HOUR = 4;
/**
 * How often the bot reads these feeds: local ones may be read as often, and the measurement need not wait for fifteen
 * minutes.
 */
const SOON_SECONDS = 5;
const DEADLINE_MS = 90_000;
/** How far the clock is moved at once, and how long the bot then gets for the work that has become due. */
const STEP_SECONDS = 30;
const STEP_MS = 40;

/**
 * One entry announced everywhere, beside the rate that Discord allows; and how often feeds are requested, beside how
 * often they can change.
 */
export async function announcementRows(sizes: AnnouncementSizes): Promise<readonly Row[]> {
  return [await fanOutRow(sizes), await requestsRow(sizes)];
}

async function fanOutRow({ subscriptions }: AnnouncementSizes): Promise<Row> {
  const stage = await openStage();
  const feeds = await startFeedServer();
  const environment = { STORE_URL: `sqlite://${stage.folder}/c.sqlite`, FEED_INTERVAL_SECONDS: String(SOON_SECONDS) };
  try {
    show(feeds, '/0', ['old']);
    await subscribe(stage, environment.STORE_URL, subscriptions, [`${feeds.origin}/0`]);
    const bot = launchOurs(stage.discord, stage.ours.token, environment);
    try {
      await bot.ready;
      await until(() => feeds.requests.length >= 2, 'the feed to be read twice');
      stage.discord.clearTraffic();
      show(feeds, '/0', ['new', 'old']);
      const posted = () => postsIn(stage);
      await until(() => posted() > 0, 'the first post');
      const sinceMs = performance.now();
      await until(() => posted() >= subscriptions, `${subscriptions} posts`);
      const tookMs = performance.now() - sinceMs;
      await wait(2_000);
      if (posted() !== subscriptions) throw new Error(`${posted()} posts for ${subscriptions} subscriptions`);
      const atTheirPaceMs = (subscriptions * 1_000) / POSTS_A_SECOND;
      return rowOf('fan-out', 'ms', [{ ours: tookMs, theirs: atTheirPaceMs }], { atMost: 1.1 });
    } finally {
      await bot.end();
    }
  } finally {
    await feeds.close();
    await stage.close();
  }
}

async function requestsRow({ subscriptions, hours }: AnnouncementSizes): Promise<Row> {
  const stage = await openStage();
  const feeds = await startFeedServer();
  const storeUrl = `sqlite://${stage.folder}/c.sqlite`;
  const paths = Array.from({ length: FEEDS }, (_, at) => `/${at}`);
  try {
    for (const path of paths) show(feeds, path, ['old']);
    await subscribe(
      stage,
      storeUrl,
      subscriptions,
      paths.map((path) => feeds.origin + path),
    );
    const bot = launchOurs(stage.discord, stage.ours.token, { STORE_URL: storeUrl });
    try {
      await bot.ready;
      await until(() => feeds.requests.length >= FEEDS, 'every feed to be read');
      const before = feeds.requests.length;
      for (let passed = 0; passed < hours * 3_600; passed += STEP_SECONDS) {
        await bot.advanceClock(STEP_SECONDS);
        await wait(STEP_MS);
      }
      const requests = feeds.requests.length - before;
      const taken = [{ ours: requests / FEEDS / hours, theirs: READS_AN_HOUR }];
      return rowOf('feed-requests', 'a feed and hour', taken, { atMost: 1 });
    } finally {
      await bot.end();
    }
  } finally {
    await feeds.close();
    await stage.close();
  }
}

function show(feeds: FeedServer, path: string, ids: readonly string[]): void {
  const entries: TimelineEntry[] = ids.map((id) => ({
    id: `${id}Entry001`.slice(0, 11),
    title: `An entry that is ${id}`,
    published: new Date(Date.now() - (id === 'new' ? 0 : 86_400_000)).toISOString(),
  }));
  const headers = { 'content-type': 'text/xml', 'cache-control': 'public, max-age=900' };
  feeds.set(path, { headers, body: renderFeed('channel', entries) });
}

/** Subscribes channels in many servers, each to one of the feeds, by the records that a bot leaves when it ends. */
async function subscribe(
  { discord, ours }: Stage,
  url: string,
  count: number,
  feeds: readonly string[],
): Promise<void> {
  const { world } = discord;
  await inStore(url, async (store) => {
    for (let from = 0; from < count; from += CHANNELS_A_SERVER) {
      const guildId = world.createGuild({ name: `Server ${from}` }).id;
      world.installApplication(ours.applicationId, guildId);
      const subscriptions = Array.from({ length: Math.min(CHANNELS_A_SERVER, count - from) }, (_, at) => {
        const channelId = world.createChannel(guildId, { name: `news-${at}`, type: ChannelType.GuildText }).id;
        return subscriptionIn({ id: channelId, guildId, channelId, feedUrl: feeds[(from + at) % feeds.length] ?? '' });
      });
      await store.write([
        ...subscriptions.map((one) => store.records(subscriptionRecord).putting(one.id, one)),
        ...subscriptions.map((one) => store.records(outboxRecord).putting(one.id, emptyOutbox)),
        store
          .records(serverRecord)
          .putting(guildId, { ...newServer, subscriptionIds: subscriptions.map(({ id }) => id) }),
      ]);
    }
  });
}

function postsIn({ discord, ours }: Stage): number {
  return discord.traffic.filter(
    ({ method, route, status, applicationId }) =>
      method === 'POST' &&
      route === '/channels/:channel/messages' &&
      status === 200 &&
      applicationId === ours.applicationId,
  ).length;
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const sinceMs = performance.now();
  while (!isSo()) {
    if (performance.now() - sinceMs > DEADLINE_MS) throw new Error(`Time ran out while waiting for ${what}`);
    await wait(5);
  }
}
