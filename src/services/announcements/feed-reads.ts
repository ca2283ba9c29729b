import type { Validators } from '../../domain/feed/feed-memory.ts';
import type { FeedState } from '../../domain/feed/feed-state.ts';
import type { FeedReader, FeedReading } from '../../sources/feeds/read-feed.ts';
import { DamagedRecordError } from '../../storage/index.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { FeedKey } from './feed-book.ts';
import { createKeepFeedReading, type KeepFeedReadingParts } from './keep-feed-reading.ts';

export interface FeedReads {
  /**
   * Reads a feed now, due or not: once for all shards of this process. Each shard keeps what it brought: entries owed,
   * polls locked, moderators told. `key` is kept even if no subscription uses it yet.
   */
  look(url: string, key?: FeedKey): Promise<FeedReading>;
  /** When the first of the shards that want a feed is due, in ms since 1970; `Infinity` when none wants it. */
  nextAtMs(url: string): number;
  /**
   * Resolves when the look that is under way at this feed is over, or after a second, since a person waits for the
   * answer.
   */
  settled(url: string): Promise<void>;
}

const LONGEST_WAIT_MS = 1_000;

export function createFeedReads(parts: KeepFeedReadingParts & { readonly reader: FeedReader }): FeedReads {
  const { reader, feeds, book, watching, clock, log } = parts;
  const keep = createKeepFeedReading(parts);
  const queue = createKeyedQueue();

  /** One key for each shard that wants the feed, and `also`. */
  function keysOf(url: string, also?: FeedKey): readonly FeedKey[] {
    const waiting = url === watching.url() ? [...watching.guildIds()] : [];
    const wanted = [...book.ofFeed(url), ...waiting.map((guildId) => ({ guildId, feedUrl: url }))].map(feeds.keyOf);
    const all = also === undefined ? wanted : [also, ...wanted];
    return [...new Map(all.map((key) => [key.shard, key])).values()];
  }

  async function lookNow(url: string, key: FeedKey | undefined): Promise<FeedReading> {
    const keys = keysOf(url, key);
    try {
      const states = new Map<FeedKey, FeedState>();
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
      // Whatever went wrong is this feed's own trouble; its server must not be asked again at once.
      for (const each of keys) feeds.postpone(each);
      throw error;
    }
  }

  /** A channel's page has told its feed's address: subscriptions to the page become subscriptions to the feed. */
  async function moveTo(feedUrl: string, pageUrl: string): Promise<void> {
    for (const subscription of book.ofFeed(pageUrl)) {
      const { guildId, channelId } = subscription;
      const isThere = book.ofServer(guildId).some((each) => each.channelId === channelId && each.feedUrl === feedUrl);
      if (isThere) await book.remove(subscription);
      else await book.replace({ ...subscription, feedUrl, awaitsLook: true });
    }
    log.info({ page: pageUrl, feed: feedUrl }, 'The feed of a page that was subscribed to is known now');
  }

  /** A record that one shard cannot read is that shard's trouble: the other shards read the feed all the same. */
  async function orPostponed<T>(key: FeedKey, work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof DamagedRecordError)) throw error;
      feeds.postpone(key);
      return undefined;
    }
  }

  return {
    nextAtMs: (url) => Math.min(...keysOf(url).map((key) => feeds.nextReadAtMs(key) ?? 0)),
    look: (url, key) => queue.run(url, () => lookNow(url, key)),
    async settled(url) {
      const over = new AbortController();
      const looked = queue.run(url, async () => {});
      await Promise.race([looked, clock.waitUntil(clock.now() + LONGEST_WAIT_MS, over.signal)]);
      over.abort();
    },
  };
}

/** A conditional request can be made for all shards at once only if all of them have kept the same validators. */
function commonValidators(states: readonly FeedState[]): Validators | undefined {
  const [first, ...others] = states.map(({ memory }) => memory?.validators);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}
