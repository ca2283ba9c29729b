import { createAnnouncements } from '../../src/services/announcements/announcements.ts';
import type { SubscribeRequest } from '../../src/services/announcements/subscribing.ts';
import { createNotices } from '../../src/services/notices.ts';
import type { Done, PublicMessage, Publisher, Sent } from '../../src/services/publisher.ts';
import { createScheduler } from '../../src/services/scheduler.ts';
import { createServers } from '../../src/services/servers.ts';
import { parseFeed } from '../../src/sources/documents/parse-feed.ts';
import type { FeedReading } from '../../src/sources/feeds/read-feed.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { createManualClock, type MovableClock } from '../../src/util/clock.ts';
import { createLog, type Facts, type Log } from '../../src/util/log.ts';
import { renderFeed, type TimelineEntry } from '../feeds/render-feed.ts';
import { seriesKnowledge } from '../knowledge/knowledge.ts';
import { createSimulatedDiscord, type SimulatedDiscord } from './simulated-discord.ts';

export const FEED_URL = 'https://www.youtube.com/feeds/videos.xml?channel_id=UCaaaaaaaaaaaaaaaaaaaaaA';
/** The page of the same channel. It fails at first; see `tellPage`. */
export const PAGE_URL = 'https://www.youtube.com/@VIVINOS';
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** The announcing part of the bot, with a Discord and a feed whose answers a test sets. */
export interface Announcing {
  readonly clock: MovableClock;
  readonly announcements: ReturnType<typeof createAnnouncements>;
  readonly notices: ReturnType<typeof createNotices>;
  readonly discord: SimulatedDiscord;
  /** Every edit of a message, by its content before it is drawn. */
  readonly edits: { messageId: string; message: PublicMessage }[];
  /** What polls were told about releases of episodes, in order. */
  readonly releases: (
    | { kind: 'out'; guildIds: string[]; episodeId: string; sinceMs: number; atFirstLook: boolean }
    | { kind: 'not-out'; guildIds: string[]; episodeId: string }
    | { kind: 'series'; shard: number; episodeId: string; sinceMs: number }
  )[];
  /** How many times the feed was read. */
  reads(): number;
  /** While true, telling the polls of a release fails. */
  breakPolls(areBroken: boolean): void;
  setClockBack(ms: number): void;
  /** Sets the entries of the feed from now on. */
  list(...entries: readonly TimelineEntry[]): void;
  /** From now on the page of the channel gives the address of its feed. */
  tellPage(): void;
  fail(reading: Extract<FeedReading, { kind: 'failed' }>['failure']['reason']): void;
  /** Sets Discord's answer to posts in a channel from now on; undefined = posts are accepted. */
  refuse(channelId: string, answer: Sent | undefined): void;
  subscribe(rest?: Partial<SubscribeRequest>): Promise<void>;
  /** Moves the clock, and runs everything that falls due in that time. */
  pass(ms: number): Promise<void>;
  /** The keys of the entries posted in a channel, in order, without their common prefix. */
  posted(channelId?: string): string[];
  /** The kinds of notices that moderators have not received yet, without those about new uploads. */
  toTell(): string[];
  /** Every warning and error in the log, with the notices that were pending at that moment. */
  readonly warned: { atMs: number; sentence: string; toTell: string[] }[];
}

export async function openAnnouncing(
  shardOf: (guildId: string) => number = () => 0,
  waitingServers: () => ReadonlySet<string> = () => new Set(),
): Promise<Announcing> {
  const manual = createManualClock(Date.UTC(2026, 0, 10));
  let backMs = 0;
  const clock: MovableClock = {
    ...manual,
    now: () => manual.now() - backMs,
    waitUntil: (atMs, signal) => manual.waitUntil(atMs + backMs, signal),
  };
  const warned: Announcing['warned'] = [];
  const warn = (_facts: Facts, sentence: string) => void warned.push({ atMs: clock.now(), sentence, toTell: toTell() });
  const log: Log = { ...createLog({ level: 'silent', format: 'json' }), warn, error: warn };
  const store = await openStore({ url: 'memory:', log, machineClock: clock });
  const chance = createSeededChance(1);
  const discord = createSimulatedDiscord({ clock, chance, troubleOf: () => undefined, failuresPerMille: 0 });
  const refusals = new Map<string, Sent>();
  const edits: Announcing['edits'] = [];
  const releases: Announcing['releases'] = [];
  const publisher: Publisher = {
    ...discord.publisher,
    send: async (channelId, message, nonce) =>
      refusals.get(channelId) ?? (await discord.publisher.send(channelId, message, nonce)),
    async edit(_channelId, messageId, message): Promise<Done> {
      edits.push({ messageId, message });
      return { kind: 'done' };
    },
  };
  // An episode also has the id of its video as a second id, and both are told: only the one from the data is counted
  // here.
  const isOwn = (episodeId: string) => !episodeId.startsWith('v.');
  let reading: FeedReading = { kind: 'unchanged' };
  let page: FeedReading = { kind: 'failed', failure: { reason: 'http-status', url: PAGE_URL, detail: 'out' } };
  let subscriptions = 0;
  let reads = 0;
  let pollsAreBroken = false;
  const scheduler = createScheduler({ clock, log });
  const servers = createServers(store);
  const shared = { store, servers, publisher, clock, log, scheduler };
  const notices = createNotices(shared);
  const announcements = createAnnouncements({
    ...shared,
    notices,
    chance,
    knowledge: seriesKnowledge(),
    reader: {
      async read(url) {
        reads += 1;
        return url === PAGE_URL ? page : reading;
      },
      close: async () => {},
    },
    intervalSeconds: 900,
    shardOf,
    episodeOut: async (guildIds, episodeId, sinceMs, atFirstLook = false) => {
      if (pollsAreBroken) throw new Error('The polls cannot be kept now');
      if (isOwn(episodeId)) releases.push({ kind: 'out', guildIds: [...guildIds], episodeId, sinceMs, atFirstLook });
    },
    episodeNotOut: async (guildId, episodeId) => {
      if (isOwn(episodeId)) releases.push({ kind: 'not-out', guildIds: [guildId], episodeId });
    },
    series: {
      feed: { url: () => FEED_URL, find: async () => Number.POSITIVE_INFINITY },
      waitingServers,
      release: async (shard, episodeId, sinceMs) => {
        if (isOwn(episodeId)) releases.push({ kind: 'series', shard, episodeId, sinceMs });
      },
    },
    pollsOf: async () => [],
  });

  // Notices about uploads that nobody knows are the matter of other tests.
  const toTell = () => notices.pending('g').flatMap(({ notice }) => (notice.kind === 'new-upload' ? [] : notice.kind));

  async function settle(): Promise<number> {
    if (waitingServers().size > 0) announcements.upkeep.watchSeries();
    do {
      scheduler.begin();
      await scheduler.idle();
    } while (scheduler.nextAtMs() <= clock.now());
    return scheduler.nextAtMs();
  }

  return {
    clock,
    announcements,
    notices,
    discord,
    edits,
    releases,
    reads: () => reads,
    breakPolls(areBroken) {
      pollsAreBroken = areBroken;
    },
    setClockBack(ms) {
      backMs += ms;
    },
    list(...entries) {
      const parsed = parseFeed(renderFeed('channel', entries), FEED_URL);
      if (parsed.kind === 'failed') throw new Error(parsed.detail);
      reading = { kind: 'entries', document: parsed.document };
    },
    tellPage() {
      page = { kind: 'moved', url: FEED_URL };
    },
    fail(reason) {
      reading = { kind: 'failed', failure: { reason, url: FEED_URL, detail: 'The test says so' } };
    },
    refuse(channelId, answer) {
      if (answer === undefined) refusals.delete(channelId);
      else refusals.set(channelId, answer);
    },
    async subscribe(rest = {}) {
      subscriptions += 1;
      await announcements.subscriptions.subscribe({
        id: `s${subscriptions}`,
        guildId: 'g',
        channelId: 'c',
        feedUrl: FEED_URL,
        amount: 'title',
        reach: 'news',
        only: [],
        never: [],
        shorts: false,
        upcoming: 'post',
        thread: false,
        publish: false,
        language: 'en',
        createdBy: 'mod',
        ...rest,
      });
    },
    async pass(ms) {
      const untilMs = clock.now() + ms;
      for (let nextAtMs = await settle(); ; nextAtMs = await settle()) {
        if (clock.now() >= untilMs) return;
        clock.advance(Math.max(1, Math.min(nextAtMs, untilMs) - clock.now()));
      }
    },
    posted: (channelId = 'c') =>
      discord.posts.filter((post) => post.channelId === channelId).map(({ key }) => key.replace('yt:video:', '')),
    toTell,
    warned,
  };
}

/** A video published on 10 January 2026, `n` hours after midnight UTC. */
export function video(n: number, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  const published = new Date(Date.UTC(2026, 0, 10, n)).toISOString();
  return { id: `v${n}`, title: `Video ${n}`, published, views: 9, ratings: 2, ...rest };
}
