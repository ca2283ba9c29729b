import { createHash } from 'node:crypto';
import { compareFeed, type FeedTarget } from '../../src/domain/feed/compare-feed.ts';
import { type FeedMemory, feedMemorySchema } from '../../src/domain/feed/feed-memory.ts';
import type { FeedReader } from '../../src/sources/feeds/read-feed.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import type { FeedAnswer, FeedServer } from '../network/feed-server.ts';
import { renderFeed, type TimelineEntry } from './render-feed.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1);
const LOOKS = 25;
const BEFORE = 8;

/** How a feed lists its entries, and what it makes of their ids and links. */
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
  /** How far a premiere is; everything else is out. */
  state: 'unclear' | 'scheduled' | 'out';
  wasScheduled: boolean;
}

/**
 * One feed over twenty-five looks, through a real server and the real reader: entries are published and deleted, the site
 * moves, headers come twice, the server falls silent. What is to be posted is known here from what was published, apart
 * from the code under test. Gives back what was not as it should be.
 */
export async function liveFeed(
  parts: { readonly server: FeedServer; readonly reader: FeedReader },
  kind: FeedKind,
  seed: number,
): Promise<string[]> {
  const { server, reader } = parts;
  const chance = createSeededChance(seed);
  const below = (count: number) => Math.floor(chance.fraction() * count);
  const often = (part: number) => chance.fraction() < part;
  const premieres = kind === 'premieres, without a key';
  const path = `/${seed}`;
  const window = kind.includes('window') ? 5 + below(10) : Number.POSITIVE_INFINITY;
  const targets: FeedTarget[] = [
    { id: 'A', sinceDocument: 0, shorts: true, upcoming: 'post' },
    { id: 'B', sinceDocument: 0, shorts: true, upcoming: 'hold' },
  ];
  const failures: string[] = [];
  const items: Item[] = [];
  const owed = new Map<string, Set<number>>(targets.map(({ id }) => [id, new Set()]));
  let last = 0;
  let moves = 0;
  let memory: FeedMemory | undefined;
  let lastLookMs: number | undefined;
  let nowMs = START_MS;
  let wasSilent = false;

  function publish(): void {
    last += 1;
    const word = createHash('sha256').update(`${seed} ${last}`).digest('hex').replace(/\d/g, '').slice(0, 9);
    const title = kind.startsWith('by the alphabet') ? `${word} ${word}` : `Part ${last}`;
    const state = premieres && often(0.5) ? (often(0.5) ? 'unclear' : 'scheduled') : 'out';
    items.push({ n: last, title, publishedMs: nowMs - 60_000, state, wasScheduled: state === 'scheduled' });
  }

  function listed(): readonly Item[] {
    if (kind.startsWith('by the alphabet')) return items.toSorted((a, b) => (a.title < b.title ? -1 : 1));
    if (kind.startsWith('oldest first')) return items.slice(-window);
    return items.toReversed().slice(0, premieres ? 15 : window);
  }

  function written(item: Item, look: number): TimelineEntry {
    const { n, title, publishedMs, state } = item;
    const counts = {
      unclear: { views: 0, ratings: 0 },
      scheduled: { views: 0, ratings: 9 },
      out: { views: 9, ratings: 9 },
    };
    const published = new Date(publishedMs).toISOString();
    if (premieres) return { id: `video${n}`, title, published, ...counts[state] };
    const site = moves % 2 === 0 ? 'site.example' : 'new.example';
    return {
      title,
      ...(kind.includes('no dates') ? {} : { published }),
      guid:
        kind === 'one guid for all'
          ? 'the feed'
          : kind === 'new guids at every fetch'
            ? `${look}-${n}`
            : `${site}/${moves}/${n}`,
      link: kind === 'one link for all' ? `https://${site}/` : `https://${site}/${n}`,
    };
  }

  for (let look = 0; look < LOOKS; look += 1) {
    nowMs += HOUR_MS;
    for (const item of items) {
      if (item.state === 'out' || !often(0.4)) continue;
      item.state = item.state === 'unclear' && often(0.5) ? 'scheduled' : 'out';
      item.wasScheduled ||= item.state === 'scheduled';
    }
    const count = look === 0 ? BEFORE : below(3);
    for (let index = 0; index < count; index += 1) publish();
    // The first of them shows which way a feed goes that has neither dates nor numbers.
    const mayDelete = look > 2 && !kind.endsWith('no dates') && items.length > 6;
    if (mayDelete && often(0.25)) items.splice(Math.max(0, items.length - 1 - below(4)), 1);
    // A site that moves while nobody looks, and keeps neither ids nor links nor dates, is another site.
    const mayMove = !premieres && look > 2 && !(wasSilent && kind.endsWith('no dates'));
    if (mayMove && often(0.08)) moves += 1;

    const shown = listed();
    const body = renderFeed(
      premieres ? 'channel' : 'rss',
      shown.map((item) => written(item, look)),
    );
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`;
    const isSilent = look > 0 && often(0.06);
    server.set(path, ({ headers }): FeedAnswer => {
      if (isSilent) return { misbehave: 'hang' };
      if (headers['if-none-match'] === etag) return { status: 304, headers: { etag: [etag, etag] } };
      const date = new Date(nowMs).toUTCString();
      return { headers: { etag: [etag, etag], age: ['5', '5'], date: [date, date], 'content-type': 'text/xml' }, body };
    });
    const reading = await reader.read(`${server.origin}${path}`, memory?.validators);
    // A machine that is busy may be silent too.
    const isLate = reading.kind === 'failed' && reading.failure.reason === 'too-slow';
    if (isSilent !== (reading.kind === 'failed') && !isLate)
      failures.push(`${kind}, seed ${seed}, look ${look}: a reading that is ${reading.kind}`);
    wasSilent = reading.kind === 'failed';
    if (reading.kind === 'failed') continue;

    const expected = new Map<string, number[]>();
    for (const { id, upcoming } of targets) {
      const had = owed.get(id) ?? new Set();
      const waits = ({ state }: Item) => upcoming === 'hold' && state === 'scheduled';
      const isNews = ({ n, state, wasScheduled }: Item) => n > BEFORE || (state === 'out' && wasScheduled);
      const news = look === 0 ? [] : shown.filter((item) => !had.has(item.n) && isNews(item) && !waits(item));
      expected.set(
        id,
        news.map(({ n }) => n).toSorted((a, b) => a - b),
      );
      const isOver = ({ n, wasScheduled, state }: Item) => (look === 0 ? !wasScheduled && state === 'out' : n > BEFORE);
      for (const item of shown) if (!waits(item) && (isOver(item) || news.includes(item))) had.add(item.n);
      owed.set(id, had);
    }
    if (reading.kind === 'entries') {
      const { document, validators, servedAtMs } = reading;
      const compared = compareFeed({ memory, document, targets, nowMs, lastLookMs, servedAtMs, validators });
      memory = feedMemorySchema.parse(JSON.parse(JSON.stringify(compared.memory)));
      for (const { id } of targets) {
        const posted = compared.posts
          .filter(({ targetId }) => targetId === id)
          .map(({ entry }) => items.find(({ title }) => title === entry.title)?.n ?? -1);
        const wanted = expected.get(id) ?? [];
        if (JSON.stringify(posted.toSorted((a, b) => a - b)) !== JSON.stringify(wanted))
          failures.push(`${kind}, seed ${seed}, look ${look}, ${id}: posted [${posted}], not [${wanted}]`);
      }
    }
    lastLookMs = nowMs;
  }
  return failures;
}
