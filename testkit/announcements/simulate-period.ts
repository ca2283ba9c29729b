import type { Subscription } from '../../src/domain/announcement/subscription.ts';
import type { Knowledge } from '../../src/domain/knowledge/view-types.ts';
import { type Announcements, createAnnouncements } from '../../src/services/announcements/announcements.ts';
import { createNotices } from '../../src/services/notices.ts';
import { createScheduler, type Scheduler } from '../../src/services/scheduler.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { createLife, type Life, storeOf } from './life.ts';
import { type ChannelTrouble, createSimulatedDiscord, type SimulatedDiscord } from './simulated-discord.ts';
import { createSimulatedFeed, type FeedTrouble, type Video } from './simulated-feed.ts';
import { clearSince, drawSpans, type Span, spanAt } from './spans.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FEED_URL = 'https://www.youtube.com/feeds/videos.xml?channel_id=UCsimulatedfeed00000000A';
/**
 * Must not divide the number of channels, so that subscriptions of the same channel belong to different servers: a
 * server can subscribe a channel to a feed only once.
 */
const GUILDS = 11;
/**
 * A backoff of two hours, one interval, the longest wait for a channel, and five minutes of posts at the allowed pace;
 * each with its jitter.
 */
const LONGEST_DELAY_MS = 132 * MINUTE_MS + 17 * MINUTE_MS + 10 * MINUTE_MS + 5 * MINUTE_MS;

export interface PeriodOptions {
  readonly seed: number;
  readonly entries: number;
  readonly subscriptions: number;
  readonly knowledge: Knowledge;
  /** True: nothing ever goes wrong. */
  readonly calm?: boolean;
}

export interface PeriodOutcome {
  /** Broken promises, each with its seed. */
  readonly failures: readonly string[];
  readonly figures: {
    readonly posts: number;
    readonly crashes: number;
    readonly feedReads: number;
    readonly feedReadsPerHour: number;
    readonly requestsPerPost: number;
    readonly longestDelayMinutes: number;
  };
}

/** The announcing part of the bot in one run of the process. */
interface Process {
  readonly life: Life;
  readonly announcements: Announcements;
  readonly scheduler: Scheduler;
}

/**
 * Each subscription wants different entries. What it wants is worked out here a second time, independent of the code
 * under test.
 */
function choicesOf(index: number): Pick<Subscription, 'reach' | 'only' | 'never' | 'thread' | 'publish'> {
  return {
    reach: index % 5 === 1 ? 'all' : 'news',
    only: [],
    never: index % 5 === 2 ? ['behind'] : [],
    thread: index % 4 === 0,
    publish: index % 3 === 0,
  };
}

function wants(index: number, { title }: Video): boolean {
  if (index % 5 !== 1 && title.startsWith('Trailer')) return false;
  return !(index % 5 === 2 && title.includes('Behind'));
}

/** Simulates a period in which everything fails again and again, and works again at the end. */
export async function simulatePeriod(options: PeriodOptions): Promise<PeriodOutcome> {
  const chance = createSeededChance(options.seed);
  const startMs = Date.UTC(2026, 0, 1);
  const clock = createManualClock(startMs);
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: createManualClock(0) });
  const videos = drawVideos(chance, startMs, options.entries);
  const lastMs = videos.at(-1)?.publishedMs ?? startMs;
  const period = { fromMs: startMs + HOUR_MS, toMs: lastMs };
  const span = <Kind>(pauseMs: number, spanMs: number, kinds: readonly Kind[]) =>
    options.calm === true ? [] : drawSpans(chance, period, { pauseMs, spanMs }, kinds);

  const feedSpans = span<FeedTrouble>(9 * HOUR_MS, 4 * HOUR_MS, [404, 403, 429, 500, 'html', 'empty', 'old']);
  const channels = Array.from({ length: Math.ceil(options.subscriptions * 0.7) }, (_, index) => `c${index}`);
  const channelSpans = new Map<string, Span<ChannelTrouble>[]>(
    channels.map((id) => [id, span<ChannelTrouble>(6 * DAY_MS, 12 * HOUR_MS, ['forbidden', 'no-history', 'outage'])]),
  );
  const awaySpans = span(3 * DAY_MS, 3 * HOUR_MS, ['away']);
  const spansOf = (channelId: string) => channelSpans.get(channelId) ?? [];

  const discord = createSimulatedDiscord({
    clock,
    chance,
    troubleOf: (channelId) => spanAt(spansOf(channelId), clock.now()),
    failuresPerMille: options.calm === true ? 0 : 60,
  });
  const troubleAt = (atMs: number) => spanAt(feedSpans, atMs);
  const feed = createSimulatedFeed({ videos, troubleAt, clock, chance, url: FEED_URL });

  let crashes = 0;
  const deaths: Span<unknown>[] = [];
  const guildIds = Array.from({ length: GUILDS }, (_, index) => `g${index}`);

  async function beBorn(stepsToLive: number): Promise<Process> {
    const life = createLife(() => stepsToLive);
    const own = storeOf(life, store);
    const scheduler = createScheduler({ clock, log });
    const servers = createServers(own);
    const publisher = mortal(discord, life);
    const shared = { store: own, servers, publisher, clock, log, scheduler };
    const notices = createNotices(shared);
    const announcements = createAnnouncements({
      ...shared,
      notices,
      knowledge: options.knowledge,
      reader: feed.reader,
      chance,
      intervalSeconds: 900,
      shardOf: () => 0,
      episodeOut: async () => {},
      episodeNotOut: async () => {},
      pollsOf: async () => [],
    });
    await notices.returnTo(guildIds);
    await announcements.upkeep.returnTo(guildIds);
    return { life, announcements, scheduler };
  }

  /**
   * Runs everything that is due. Resolves with the time of the next thing to do, or undefined when the process died.
   */
  async function settle({ life, scheduler }: Process): Promise<number | undefined> {
    do {
      scheduler.begin();
      await Promise.race([scheduler.idle(), life.died]);
      if (life.isDead) return undefined;
    } while (scheduler.nextAtMs() <= clock.now());
    return scheduler.nextAtMs();
  }

  const lifetime = () =>
    options.calm === true ? Number.POSITIVE_INFINITY : 5 + Math.floor(chance.fraction() * 25 * options.subscriptions);

  let running = await beBorn(Number.POSITIVE_INFINITY);
  for (let index = 0; index < options.subscriptions; index += 1) {
    await running.announcements.subscriptions.subscribe({
      id: `s${index}`,
      guildId: guildIds[index % GUILDS] ?? '',
      channelId: channels[index % channels.length] ?? '',
      feedUrl: FEED_URL,
      amount: 'title',
      shorts: false,
      upcoming: 'post',
      language: 'en',
      createdBy: 'mod',
      ...choicesOf(index),
    });
  }

  const endMs = lastMs + 2 * DAY_MS;
  while (clock.now() < endMs) {
    const nextAtMs = await settle(running);
    const awayUntilMs = awaySpans.find(({ fromMs, toMs }) => clock.now() >= fromMs && clock.now() < toMs)?.toMs;
    if (nextAtMs !== undefined && awayUntilMs === undefined) {
      // The real scheduler wakes at least once a minute; here the clock goes straight to the next thing that happens.
      const nextAwayMs = awaySpans.find(({ fromMs }) => fromMs > clock.now())?.fromMs ?? Number.POSITIVE_INFINITY;
      clock.advance(Math.max(1, Math.min(nextAtMs, nextAwayMs, endMs) - clock.now()));
      continue;
    }
    running.life.die();
    if (nextAtMs === undefined) crashes += 1;
    const downMs = awayUntilMs === undefined ? Math.floor(chance.fraction() * 400_000) : awayUntilMs - clock.now();
    deaths.push({ fromMs: clock.now(), toMs: clock.now() + downMs, kind: 'dead' });
    clock.advance(downMs);
    running = await beBorn(clock.now() > lastMs ? Number.POSITIVE_INFINITY : lifetime());
  }
  await store.close();

  const troubles = (channelId: string) => [...feedSpans, ...spansOf(channelId), ...deaths];
  const failures = judge(options, videos, discord, channels.length);
  const delays = discord.posts.map((post) => {
    // The feed was failing again, or served an old copy, when this was posted: how long the delay really was is
    // unknown.
    if (troubleAt(post.atMs) !== undefined) return 0;
    const publishedMs = videos.find(({ id }) => post.key.endsWith(id))?.publishedMs ?? 0;
    return post.atMs - Math.max(publishedMs, clearSince(troubles(post.channelId), post.atMs));
  });
  const longestMs = delays.reduce((longest, delay) => Math.max(longest, delay), 0);
  if (longestMs > LONGEST_DELAY_MS)
    failures.push(`seed ${options.seed}: a post came ${longestMs / MINUTE_MS} minutes late`);
  const { posts, looks, threads, publications } = discord.requests;
  return {
    failures,
    figures: {
      posts: discord.posts.length,
      crashes,
      feedReads: feed.reads(),
      feedReadsPerHour: rounded(feed.reads() / ((endMs - startMs) / HOUR_MS)),
      requestsPerPost: rounded((posts + looks + threads + publications) / discord.posts.length),
      longestDelayMinutes: rounded(longestMs / MINUTE_MS),
    },
  };
}

/** Fifteen videos from before the subscriptions, then `count` more, about one a day. */
function drawVideos(chance: ReturnType<typeof createSeededChance>, startMs: number, count: number): Video[] {
  const videos: Video[] = [];
  for (let n = -15; n < count; n += 1) {
    const before = videos.at(-1)?.publishedMs ?? startMs - 16 * DAY_MS;
    const afterMs = n < 0 ? DAY_MS : chance.fraction() < 0.2 ? 60_000 : chance.fraction() * 2 * DAY_MS;
    const publishedMs =
      Math.floor((n === 0 ? startMs + HOUR_MS : before) / 1000) * 1000 + Math.ceil(afterMs / 1000) * 1000;
    const kind = chance.fraction();
    const title = kind < 0.15 ? `Trailer of video ${n}` : kind < 0.3 ? `Behind video ${n}, uncut` : `Video ${n}`;
    videos.push({ id: `video${String(n + 100).padStart(6, '0')}`, title, publishedMs });
  }
  return videos;
}

/**
 * Every wanted entry must be posted exactly once per subscription, in order, and at most five a minute in a channel.
 */
function judge(
  options: PeriodOptions,
  videos: readonly Video[],
  discord: SimulatedDiscord,
  channels: number,
): string[] {
  const failures: string[] = [];
  for (let index = 0; index < options.subscriptions; index += 1) {
    const posted = discord.posts.filter(({ subscriptionId }) => subscriptionId === `s${index}`).map(({ key }) => key);
    const wanted = videos
      .slice(15)
      .filter((video) => wants(index, video))
      .map(({ id }) => `yt:video:${id}`);
    if (JSON.stringify(posted) !== JSON.stringify(wanted)) {
      const missing = wanted.filter((key) => !posted.includes(key));
      const extra = posted.filter((key, at) => !wanted.includes(key) || posted.indexOf(key) !== at);
      failures.push(
        `seed ${options.seed}, s${index}: missing ${missing.slice(0, 5).join(' ')}; too many ${extra.slice(0, 5).join(' ')}${missing.length + extra.length === 0 ? 'nothing, but the order is wrong' : ''}`,
      );
    }
    const own = discord.posts.filter(({ subscriptionId }) => subscriptionId === `s${index}`).map(({ id }) => id);
    const choices = choicesOf(index);
    if (choices.publish && own.some((id) => !discord.published.includes(id)))
      failures.push(`seed ${options.seed}, s${index}: not all were published`);
    if (choices.thread && own.some((id) => !discord.threaded.includes(id)))
      failures.push(`seed ${options.seed}, s${index}: not all got a thread`);
  }
  for (let channel = 0; channel < channels; channel += 1) {
    const times = discord.posts.filter(({ channelId }) => channelId === `c${channel}`).map(({ atMs }) => atMs);
    const tooMany = times.some((atMs, at) => (times[at + 5] ?? Number.POSITIVE_INFINITY) - atMs < MINUTE_MS);
    if (tooMany) failures.push(`seed ${options.seed}, c${channel}: more than five a minute`);
  }
  return failures;
}

/** The same Discord for a process that may die during a request. */
function mortal(discord: SimulatedDiscord, life: Life): SimulatedDiscord['publisher'] {
  const { publisher } = discord;
  return {
    ...publisher,
    send: (...args) => life.risk(() => publisher.send(...args)),
    findOwn: (...args) => life.risk(() => publisher.findOwn(...args)),
    publish: (...args) => life.risk(() => publisher.publish(...args)),
    openThread: (...args) => life.risk(() => publisher.openThread(...args)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
