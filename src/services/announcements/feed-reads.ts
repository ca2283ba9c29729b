import { holdFlood, isFlood } from '../../domain/announcement/flood.ts';
import { type AnnouncedEntry, owe } from '../../domain/announcement/outbox.ts';
import { followPremieres } from '../../domain/announcement/premiere.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { compareFeed, type FeedTarget, type Post } from '../../domain/feed/compare-feed.ts';
import { afterFailure, afterSuccess } from '../../domain/feed/feed-health.ts';
import type { FeedMemory, Validators } from '../../domain/feed/feed-memory.ts';
import { type FeedState, listedAfter } from '../../domain/feed/feed-state.ts';
import type { Notice } from '../../domain/notices.ts';
import type { FeedReader, FeedReading } from '../../sources/feeds/read-feed.ts';
import { DamagedRecordError } from '../../storage/index.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import type { FeedBook } from './feed-book.ts';
import { createOutingNotes, type EpisodeOut, type Watching } from './outing-notes.ts';
import { announcedEntry, listedPremiere } from './owed-entries.ts';
import type { Recogniser } from './recogniser.ts';
import type { OutboxChange, SubscriptionBook } from './subscription-book.ts';

export interface FeedReads {
  /**
   * Reads a feed now, whenever it is due: once for all shards of this process, each of which keeps what came of it:
   * entries owed, polls locked, moderators told. `key` is kept even if nobody subscribes by it yet.
   */
  look(url: string, key?: string): Promise<FeedReading>;
  /** Resolves when the look that is under way at this feed is over, or after a second: someone waits for an answer. */
  settled(url: string): Promise<void>;
}

const LONGEST_WAIT_MS = 1_000;

export function createFeedReads(parts: {
  reader: FeedReader;
  feeds: FeedBook;
  book: SubscriptionBook;
  recogniser: Recogniser;
  notices: Notices;
  clock: Clock;
  log: Log;
  episodeOut: EpisodeOut;
  watching: Watching;
  /** Something is owed, or follows, for this subscription. */
  owed: (subscription: Subscription) => void;
}): FeedReads {
  const { reader, feeds, book, recogniser, notices, watching, clock, log } = parts;
  const queue = createKeyedQueue();
  const { serversOf, noteOutings } = createOutingNotes(parts);

  const subscribedTo = (key: string) => book.all().filter((subscription) => feeds.keyOf(subscription) === key);

  async function lookNow(url: string, key: string | undefined): Promise<FeedReading> {
    const waiting = url === watching.url() ? [...watching.guildIds()] : [];
    const wanting = [...book.all(), ...waiting.map((guildId) => ({ guildId, feedUrl: url }))];
    const keys = new Set([...(key === undefined ? [] : [key]), ...feeds.keysOf(url, wanting)]);
    try {
      const states = new Map<string, FeedState>();
      for (const each of keys) {
        const state = await orPostponed(each, feeds.get(each));
        if (state !== undefined) states.set(each, state);
      }
      const reading = await reader.read(url, commonValidators([...states.values()]));
      if (reading.kind === 'moved') {
        await moveTo(reading.url, url);
        return reading;
      }
      for (const [each, state] of states) await orPostponed(each, keep(each, state, reading));
      return reading;
    } catch (error) {
      // Whatever it was, it is this feed's own trouble: no reason to ask its server again at once.
      for (const each of keys) feeds.postpone(each);
      throw error;
    }
  }

  /** The page of a channel has told its feed: whoever subscribed to the page has subscribed to that. */
  async function moveTo(feedUrl: string, pageUrl: string): Promise<void> {
    for (const subscription of book.all().filter((each) => each.feedUrl === pageUrl)) {
      const { guildId, channelId } = subscription;
      const isThere = book.ofServer(guildId).some((each) => each.channelId === channelId && each.feedUrl === feedUrl);
      if (isThere) await book.remove(subscription);
      else await book.replace({ ...subscription, feedUrl, awaitsLook: true });
    }
    log.info({ page: pageUrl, feed: feedUrl }, 'The feed of a page that was subscribed to is known now');
  }

  /** What one shard has kept of a feed and cannot read is that shard's trouble: the others read it all the same. */
  async function orPostponed<T>(key: string, work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof DamagedRecordError)) throw error;
      feeds.postpone(key);
      return undefined;
    }
  }

  async function keep(key: string, state: FeedState, reading: Exclude<FeedReading, { kind: 'moved' }>): Promise<void> {
    const url = feeds.urlOf(key);
    const nowMs = clock.now();
    if (reading.kind === 'failed') {
      const { health, notice } = afterFailure(state.health, { nowMs, ...reading.failure });
      const facts = { feed: url, failure: reading.failure, inARow: health.failuresInARow };
      log.warn(facts, 'A feed could not be read; it is tried again');
      const sinceMs = health.failingSinceMs ?? nowMs;
      const { reason } = reading.failure;
      await save(key, { ...state, health }, { told: notice && [{ kind: 'feed-down', feedUrl: url, sinceMs, reason }] });
      return;
    }
    const asOfMs = nowMs - (reading.ageSeconds ?? 0) * 1000;
    const { retryAfterSeconds } = reading;
    const { health, notice } = afterSuccess(state.health, { nowMs, asOfMs, retryAfterSeconds });
    const downSinceMs = state.health.failingSinceMs ?? nowMs;
    const back: Notice[] = notice ? [{ kind: 'feed-back', feedUrl: url, sinceMs: downSinceMs }] : [];
    if (reading.kind === 'unchanged') await save(key, { ...state, health }, { told: back });
    else await take(key, { ...state, health }, { reading, nowMs, asOfMs, lastLookMs: state.health.lastLookMs }, back);
  }

  /** What is out is kept first; then, in one write, the entries count as seen and are owed. */
  async function take(
    key: string,
    state: FeedState,
    look: {
      reading: Extract<FeedReading, { kind: 'entries' }>;
      nowMs: number;
      asOfMs: number;
      lastLookMs: number | undefined;
    },
    told: readonly Notice[],
  ): Promise<void> {
    const url = feeds.urlOf(key);
    const { document, validators, servedAtMs } = look.reading;
    const subscribed = subscribedTo(key);
    const compared = compareFeed({
      memory: state.memory,
      document,
      // What a subscription has not looked at before is old to it.
      targets: subscribed.filter(({ awaitsLook }) => !awaitsLook).map(targetOf),
      nowMs: look.nowMs,
      asOfMs: look.asOfMs,
      lastLookMs: look.lastLookMs,
      servedAtMs,
    });
    await noteOutings(key, compared.outings);
    if (compared.rekeyed)
      log.warn({ feed: url }, 'The entries of a feed go by other ids than before; what was known stays known');
    const gap: Notice[] = [];
    if (compared.windowExceeded) {
      log.warn({ feed: url }, 'More may have been published than the feed still lists');
      const sinceMs = look.lastLookMs;
      gap.push({ kind: 'feed-gap', feedUrl: url, ...(sinceMs === undefined ? {} : { sinceMs }) });
    }
    const memory: FeedMemory = { ...compared.memory, ...(validators ? { validators } : {}) };
    const listed = listedAfter(state.listed, compared);
    const changes = new Map<string, OutboxChange>();
    const floods: { guildId: string; notice: Notice }[] = [];
    const owed = owedBy(url, compared.posts);
    const byKey = new Map(compared.entries.map((entry) => [entry.key, entry]));
    for (const { id, guildId, channelId, upcoming } of subscribed) {
      const entries = owed.get(id) ?? [];
      if (entries.length === 0 && book.outbox(id).premieres.length === 0) continue;
      const listedNow = (entryKey: string) => {
        const entry = byKey.get(entryKey);
        return entry && listedPremiere(entry, recogniser.recognise(guildId, url, entry)?.is);
      };
      const followed: OutboxChange = (outbox) => followPremieres(outbox, upcoming, listedNow, look.nowMs);
      const isTooMuch = isFlood(entries, look.lastLookMs, look.nowMs);
      if (isTooMuch && book.outbox(id).flood === undefined)
        floods.push({ guildId, notice: { kind: 'feed-flood', feedUrl: url, channelId, count: entries.length } });
      changes.set(id, (outbox) =>
        isTooMuch ? holdFlood(followed(outbox), entries, look.nowMs) : owe(followed(outbox), entries, look.nowMs),
      );
    }
    await save(
      key,
      { ...state, memory, listed, title: document.title || undefined },
      { told: [...told, ...gap], floods, changes },
    );
  }

  /** What each subscription owes its channel; a video that another feed has announced there already, nobody does. */
  function owedBy(url: string, posts: readonly Post[]): ReadonlyMap<string, readonly AnnouncedEntry[]> {
    const owed = new Map<string, AnnouncedEntry[]>();
    for (const { targetId, entry } of posts) {
      const subscription = book.get(targetId);
      if (subscription === undefined || book.isAnnounced(subscription, entry.key)) continue;
      const recognised = recogniser.recognise(subscription.guildId, url, entry)?.is;
      const announced = announcedEntry(subscription, entry, recognised);
      if (announced !== undefined) owed.set(targetId, [...(owed.get(targetId) ?? []), announced]);
    }
    return owed;
  }

  async function save(
    key: string,
    state: FeedState,
    also: {
      /** Told to every server that has to do with the feed. */
      readonly told?: readonly Notice[] | undefined;
      readonly floods?: readonly { readonly guildId: string; readonly notice: Notice }[];
      readonly changes?: ReadonlyMap<string, OutboxChange>;
    },
  ): Promise<void> {
    const { told = [], floods = [], changes = new Map<string, OutboxChange>() } = also;
    const guildIds = told.length === 0 ? [] : serversOf(key);
    const telling = [...guildIds].flatMap((guildId) => told.map((notice) => notices.telling(guildId, notice)));
    const asking = floods.map(({ guildId, notice }) => notices.telling(guildId, notice));
    const looked = state.health.failuresInARow > 0 ? [] : subscribedTo(key).filter(({ awaitsLook }) => awaitsLook);
    const settled = looked.map(({ awaitsLook: _, ...subscription }) =>
      book.replacing({ ...subscription, sinceDocument: state.memory?.documents ?? 0 }),
    );
    const others = [...telling, ...asking, ...settled];
    await feeds.keep(key, state, (kept) => book.updateOutboxes(changes, [...kept, ...others]));
    for (const id of changes.keys()) {
      const subscription = book.get(id);
      if (subscription !== undefined) parts.owed(subscription);
    }
  }

  return {
    look: (url, key) => queue.run(url, () => lookNow(url, key)),
    async settled(url) {
      const over = new AbortController();
      const looked = queue.run(url, async () => {});
      await Promise.race([looked, clock.waitUntil(clock.now() + LONGEST_WAIT_MS, over.signal)]);
      over.abort();
    },
  };
}

/** “Has it changed?” can only be asked for all shards at once where all have kept the same answer. */
function commonValidators(states: readonly FeedState[]): Validators | undefined {
  const [first, ...others] = states.map(({ memory }) => memory?.validators);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

function targetOf(subscription: Subscription): FeedTarget {
  const { id, sinceDocument, shorts, upcoming } = subscription;
  return { id, sinceDocument, shorts, upcoming: upcoming === 'hold' ? 'hold' : 'post' };
}
