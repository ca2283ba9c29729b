import { compareFeed, type FeedComparison, type FeedTarget } from '../../src/domain/feed/compare-feed.ts';
import type { FeedDocument, FeedEntry, FeedSource } from '../../src/domain/feed/feed-document.ts';
import type { FeedMemory } from '../../src/domain/feed/feed-memory.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** The time of the first look at a feed in these tests. */
export const START = Date.UTC(2026, 1, 1);

/** Entry number `n` of a series that is published daily; number 31 was published on the day of the first look. */
export function entry(n: number, rest: Partial<FeedEntry> = {}): FeedEntry {
  const publishedMs = START + (n - 31) * DAY;
  const link = `https://videos.example/${n}`;
  return {
    key: `key-${n}`,
    id: `key-${n}`,
    title: `Round ${n}`,
    link,
    linkIdentity: `videos.example/${n}`,
    publishedMs,
    isShort: false,
    ...rest,
  };
}

/** The entry without the named fields, which are then absent rather than undefined. */
export function without<K extends keyof FeedEntry>(from: FeedEntry, ...fields: readonly K[]): FeedEntry {
  return Object.fromEntries(
    Object.entries(from).filter(([name]) => !fields.includes(name as K)),
  ) as unknown as FeedEntry;
}

/** Entries `from` down to `to`, newest first. */
export function range(from: number, to: number): FeedEntry[] {
  return Array.from({ length: from - to + 1 }, (_, index) => entry(from - index));
}

export function documentOf(entries: readonly FeedEntry[], source: FeedSource = 'channel'): FeedDocument {
  return { kind: source === 'rss' ? 'rss' : 'atom', source, title: 'Example', entries };
}

export function target(id: string, rest: Partial<FeedTarget> = {}): FeedTarget {
  return { id, sinceDocument: 0, shorts: true, upcoming: 'post', ...rest };
}

export interface Watch {
  readonly memory: FeedMemory | undefined;
  /** A look at the feed, a quarter of an hour after the last one unless `afterMs` is given. */
  look(document: FeedDocument | readonly FeedEntry[], afterMs?: number): FeedComparison;
  /** A look, as the keys of what it posts: `target:number`. */
  posts(document: FeedDocument | readonly FeedEntry[], afterMs?: number): string[];
  targets: FeedTarget[];
  readonly nowMs: number;
}

/** Looks at one feed repeatedly. Between looks the memory goes through JSON, as with a store. */
export function watch(source: FeedSource = 'channel', targets: readonly FeedTarget[] = [target('A')]): Watch {
  let memory: FeedMemory | undefined;
  let lastLookMs: number | undefined;
  let nowMs = START - 15 * MINUTE;
  const self: Watch = {
    get memory() {
      return memory;
    },
    get nowMs() {
      return nowMs;
    },
    targets: [...targets],
    look(given, afterMs = 15 * MINUTE) {
      nowMs += afterMs;
      const document = 'kind' in given ? given : documentOf(given, source);
      const compared = compareFeed({ memory, document, targets: self.targets, nowMs, lastLookMs });
      memory = JSON.parse(JSON.stringify(compared.memory)) as FeedMemory;
      lastLookMs = nowMs;
      return compared;
    },
    posts: (given, afterMs) =>
      self.look(given, afterMs).posts.map((post) => `${post.targetId}:${post.entry.key.replace('key-', '')}`),
  };
  return self;
}
