import { createHash } from 'node:crypto';
import { compareFeed, type FeedTarget, type Post } from '../../src/domain/feed/compare-feed.ts';
import { type FeedMemory, feedMemorySchema } from '../../src/domain/feed/feed-memory.ts';
import type { FeedReader } from '../../src/sources/feeds/read-feed.ts';
import { type Chance, createSeededChance } from '../../src/util/chance.ts';
import type { FeedAnswer, FeedServer, SeenRequest } from '../network/feed-server.ts';
import { renderFeed, type TimelineEntry } from './render-feed.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1);
const LOOKS = 25;
const BEFORE = 8;

/** How a feed orders its entries, and what it does with their ids and links. */
export const feedKinds = [
  'newest first, a window',
  'newest first, a window, no dates',
  'oldest first, growing',
  'oldest first, growing, no dates',
  'oldest first, a window',
  'by the alphabet',
  'by the alphabet, no dates',
  'one link for all',
  'one guid for all',
  'new guids at every fetch',
  'premieres, without a key',
] as const;
export type FeedKind = (typeof feedKinds)[number];

interface Item {
  readonly n: number;
  readonly title: string;
  readonly publishedMs: number;
  /** The state of a premiere; anything else is `out`. */
  state: 'unclear' | 'scheduled' | 'out';
  wasScheduled: boolean;
}

const TARGETS: readonly FeedTarget[] = [
  { id: 'A', sinceDocument: 0, shorts: true, upcoming: 'post' },
  { id: 'B', sinceDocument: 0, shorts: true, upcoming: 'hold' },
];

/**
 * One feed over twenty-five looks, through a real server and the real reader: entries are published and deleted, the
 * site moves, headers come twice, the server does not answer. What must be posted is worked out here from what was
 * published, independent of the code under test. Resolves with the differences.
 */
export async function liveFeed(
  parts: { readonly server: FeedServer; readonly reader: FeedReader },
  kind: FeedKind,
  seed: number,
): Promise<string[]> {
  const { server, reader } = parts;
  const chance = createSeededChance(seed);
  const site = createSite(kind, seed, chance);
  const owed = createOwed();
  const path = `/${seed}`;
  const failures: string[] = [];
  let memory: FeedMemory | undefined;
  let lastLookMs: number | undefined;
  let nowMs = START_MS;
  let wasSilent = false;

  for (let look = 0; look < LOOKS; look += 1) {
    nowMs += HOUR_MS;
    site.live(look, nowMs, wasSilent);
    const shown = site.listed();
    const body = site.written(shown, look);
    const isSilent = look > 0 && chance.fraction() < 0.06;
    server.set(path, answering(body, nowMs, isSilent));

    const reading = await reader.read(`${server.origin}${path}`, memory?.validators);
    wasSilent = reading.kind === 'failed';
    // On a busy machine the server may be too slow without being silent.
    const isLate = reading.kind === 'failed' && reading.failure.reason === 'too-slow';
    if (isSilent !== wasSilent && !isLate)
      failures.push(`${kind}, seed ${seed}, look ${look}: a reading that is ${reading.kind}`);
    if (reading.kind === 'failed') continue;

    const wanted = owed.at(shown, look === 0);
    if (reading.kind === 'entries') {
      const { document, validators, servedAtMs } = reading;
      const compared = compareFeed({ memory, document, targets: TARGETS, nowMs, lastLookMs, servedAtMs, validators });
      memory = feedMemorySchema.parse(JSON.parse(JSON.stringify(compared.memory)));
      const wrong = site.otherwise(compared.posts, wanted);
      failures.push(...wrong.map((what) => `${kind}, seed ${seed}, look ${look}, ${what}`));
    }
    lastLookMs = nowMs;
  }
  return failures;
}

/** A site that publishes, deletes and moves, and its feed. */
function createSite(kind: FeedKind, seed: number, chance: Chance) {
  const below = (count: number) => Math.floor(chance.fraction() * count);
  const often = (part: number) => chance.fraction() < part;
  const premieres = kind === 'premieres, without a key';
  const window = kind.includes('window') ? 5 + below(10) : Number.POSITIVE_INFINITY;
  const items: Item[] = [];
  let last = 0;
  let moves = 0;

  function publish(nowMs: number): void {
    last += 1;
    const word = createHash('sha256').update(`${seed} ${last}`).digest('hex').replace(/\d/g, '').slice(0, 9);
    const title = kind.startsWith('by the alphabet') ? `${word} ${word}` : `Part ${last}`;
    const state = premieres && often(0.5) ? (often(0.5) ? 'unclear' : 'scheduled') : 'out';
    items.push({ n: last, title, publishedMs: nowMs - 60_000, state, wasScheduled: state === 'scheduled' });
  }

  function air(): void {
    for (const item of items) {
      if (item.state === 'out' || !often(0.4)) continue;
      item.state = item.state === 'unclear' && often(0.5) ? 'scheduled' : 'out';
      item.wasScheduled ||= item.state === 'scheduled';
    }
  }

  function entryOf(item: Item, look: number): TimelineEntry {
    const { n, title, publishedMs, state } = item;
    const published = new Date(publishedMs).toISOString();
    if (premieres) return { id: `video${n}`, title, published, ...COUNTS[state] };
    const host = moves % 2 === 0 ? 'site.example' : 'new.example';
    const guids: Partial<Record<FeedKind, string>> = {
      'one guid for all': 'the feed',
      'new guids at every fetch': `${look}-${n}`,
    };
    return {
      title,
      ...(kind.includes('no dates') ? {} : { published }),
      guid: guids[kind] ?? `${host}/${moves}/${n}`,
      link: kind === 'one link for all' ? `https://${host}/` : `https://${host}/${n}`,
    };
  }

  return {
    /** What happens on the site before a look. */
    live(look: number, nowMs: number, wasSilent: boolean): void {
      air();
      const count = look === 0 ? BEFORE : below(3);
      for (let index = 0; index < count; index += 1) publish(nowMs);
      // The first entries must stay: they show the direction of a feed that has neither dates nor numbers.
      const mayDelete = look > 2 && !kind.endsWith('no dates') && items.length > 6;
      if (mayDelete && often(0.25)) items.splice(Math.max(0, items.length - 1 - below(4)), 1);
      // After a move that the reader missed, a feed without dates, whose ids and links have all changed, looks like
      // another site.
      const mayMove = !premieres && look > 2 && !(wasSilent && kind.endsWith('no dates'));
      if (mayMove && often(0.08)) moves += 1;
    },
    /** The entries that the feed lists, in its order. */
    listed(): readonly Item[] {
      if (kind.startsWith('by the alphabet')) return items.toSorted((a, b) => (a.title < b.title ? -1 : 1));
      if (kind.startsWith('oldest first')) return items.slice(-window);
      return items.toReversed().slice(0, premieres ? 15 : window);
    },
    written(shown: readonly Item[], look: number): string {
      const entries = shown.map((item) => entryOf(item, look));
      return renderFeed(premieres ? 'channel' : 'rss', entries);
    },
    /** Compares the posts with those wanted. Returns the targets that differ. */
    otherwise(posts: readonly Post[], wanted: ReadonlyMap<string, readonly number[]>): string[] {
      return TARGETS.flatMap(({ id }) => {
        const posted = posts
          .filter(({ targetId }) => targetId === id)
          .map(({ entry }) => items.find(({ title }) => title === entry.title)?.n ?? -1);
        const numbers = wanted.get(id) ?? [];
        const isRight = JSON.stringify(posted.toSorted((a, b) => a - b)) === JSON.stringify(numbers);
        return isRight ? [] : [`${id}: posted [${posted}], not [${numbers}]`];
      });
    },
  };
}

const COUNTS: Readonly<Record<Item['state'], Pick<TimelineEntry, 'views' | 'ratings'>>> = {
  unclear: { views: 0, ratings: 0 },
  scheduled: { views: 0, ratings: 9 },
  out: { views: 9, ratings: 9 },
};

/** What each target has still to get, from what the feed has listed. */
function createOwed() {
  const had = new Map<string, Set<number>>(TARGETS.map(({ id }) => [id, new Set()]));
  return {
    /** The numbers of the entries to be posted at this look, for each target. They count as posted afterwards. */
    at(shown: readonly Item[], isFirstLook: boolean): ReadonlyMap<string, readonly number[]> {
      return new Map(
        TARGETS.map(({ id, upcoming }) => {
          const done = had.get(id) ?? new Set();
          const waits = ({ state }: Item) => upcoming === 'hold' && state === 'scheduled';
          const isNews = ({ n, state, wasScheduled }: Item) => n > BEFORE || (state === 'out' && wasScheduled);
          const isOver = ({ n, wasScheduled, state }: Item) =>
            isFirstLook ? !wasScheduled && state === 'out' : n > BEFORE;
          const news = isFirstLook ? [] : shown.filter((item) => !done.has(item.n) && isNews(item) && !waits(item));
          for (const item of shown) if (!waits(item) && (isOver(item) || news.includes(item))) done.add(item.n);
          return [id, news.map(({ n }) => n).toSorted((a, b) => a - b)];
        }),
      );
    },
  };
}

/** Answers with the feed, each header twice as some servers send them, or not at all. */
function answering(body: string, nowMs: number, isSilent: boolean) {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`;
  return ({ headers }: SeenRequest): FeedAnswer => {
    if (isSilent) return { misbehave: 'hang' };
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag: [etag, etag] } };
    const date = new Date(nowMs).toUTCString();
    return { headers: { etag: [etag, etag], age: ['5', '5'], date: [date, date], 'content-type': 'text/xml' }, body };
  };
}
