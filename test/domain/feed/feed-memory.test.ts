import { expect, test } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import {
  feedMemorySchema,
  MOST_SEEN,
  MOST_TRACES,
  RETENTION_DAYS,
  retain,
  type SeenEntry,
  upgradeFeedMemory,
} from '../../../src/domain/feed/feed-memory.ts';
import { DAY, documentOf, entry, range, target, watch } from '../../../testkit/feeds/make-feed.ts';

const seen = (key: string, day: number): SeenEntry => [key, day, 'new', 1];
const many = (count: number, day: number, prefix = 'k') =>
  Array.from({ length: count }, (_, n) => seen(`${prefix}${n}`, day));

test('nothing is forgotten while there is room', () => {
  const kept = many(5000, 0);
  expect(retain(kept, new Set(), 10_000)).toEqual(kept);
});

test('beyond that, what has been gone for more than 400 days may go, longest gone first', () => {
  const entries = [...many(10, 5, 'old'), ...many(5000, 500), ...many(10, 4, 'older')];
  const kept = retain(entries, new Set(), 5 + RETENTION_DAYS + 1);
  expect(kept).toHaveLength(5000);
  expect(kept.some(([key]) => key.startsWith('old'))).toBe(false);
  expect(retain(entries, new Set(), 4 + RETENTION_DAYS)).toHaveLength(5020);
});

test('what is still listed is never forgotten, however long ago it came', () => {
  const listed = new Set(['k0', 'k4999']);
  const kept = retain([...many(6000, 0), ...many(MOST_SEEN, 900, 'n')], listed, 900);
  expect(kept.map(([key]) => key)).toEqual(expect.arrayContaining(['k0', 'k4999']));
  expect(kept.length).toBeLessThanOrEqual(MOST_SEEN);
});

test('a feed that invents keys cannot fill the store', () => {
  const feed = watch('rss');
  for (let look = 0; look < 15; look += 1) {
    feed.look(Array.from({ length: 2000 }, (_, n) => entry(look * 2000 + n, { views: 0, ratings: 1 })));
  }
  expect(feed.memory?.seen.length).toBeLessThanOrEqual(MOST_SEEN);
  expect(feed.memory?.unaired.length).toBeLessThanOrEqual(200);
  expect(JSON.stringify(feed.memory).length).toBeLessThan(2_000_000);
});

test('the time of retention starts when an entry is found gone, however long the bot was away', () => {
  const feed = watch('rss');
  feed.look(range(31, 17));
  feed.look(range(60, 46), 500 * DAY);
  const gone = feed.memory?.seen.find(([key]) => key === 'key-31');
  expect(gone?.[1]).toBe(Math.floor(feed.nowMs / DAY));
});

test('a memory is plain JSON, and keys that mean something to JavaScript are keys like others', () => {
  const feed = watch('rss');
  feed.look([entry(1), entry(2, { key: '__proto__' }), entry(3, { key: 'constructor' })]);
  expect(feed.posts([entry(4, { key: 'toString' }), entry(2, { key: '__proto__' })])).toEqual(['A:toString']);
  expect(feedMemorySchema.parse(JSON.parse(JSON.stringify(feed.memory)))).toEqual(feed.memory);
});

test('validators are remembered with the document they came with, and forgotten with the next that has none', () => {
  const validators = { origin: 'https://feeds.example', etag: '"1"' };
  const feed = watch('rss', [target('A')]);
  feed.look(documentOf([entry(1)], 'rss'));
  expect(feed.memory?.validators).toBeUndefined();
  expect(feedMemorySchema.safeParse({ ...feed.memory, validators }).success).toBe(true);
});

test('a memory that is damaged is reported as such', () => {
  const feed = watch();
  feed.look(range(31, 17));
  expect(feedMemorySchema.safeParse({ ...feed.memory, seen: [['key', 'today']] }).success).toBe(false);
  expect(feedMemorySchema.safeParse({ ...feed.memory, version: 3 }).success).toBe(false);
  expect(feedMemorySchema.safeParse({ ...feed.memory, more: 1 }).success).toBe(false);
});

test('a memory of the first version is read on, and still knows all that it knew', () => {
  const feed = watch('rss');
  feed.look(range(31, 22));
  const { traces: _, arrivals: __, ambiguous: ___, ...rest } = feed.memory ?? feed.look([]).memory;
  const window = range(31, 22).map(({ key, linkIdentity }) => [key, linkIdentity ?? null]);
  const unaired = [{ key: 'key-31', short: false, heldFor: ['A'] }];
  const memory = feedMemorySchema.parse(upgradeFeedMemory({ ...rest, version: 1, window, unaired }));
  expect(memory.unaired).toEqual([{ key: 'key-31', short: false, heldFor: ['A'], scheduled: true }]);
  const looked = compareFeed({
    memory: { ...memory, unaired: [] },
    document: documentOf(range(32, 23), 'rss'),
    targets: [target('A')],
    nowMs: feed.nowMs,
  });
  expect(looked.posts.map((post) => post.entry.key)).toEqual(['key-32']);
});

test('ids that are new at every fetch leave the memory as it is', () => {
  const feed = watch('rss');
  const fetched = (n: number) =>
    range(31, 22).map((old) => ({ ...old, key: `${n}-${old.key}`, id: `${n}-${old.key}` }));
  feed.look(fetched(0));
  feed.look(fetched(1));
  const size = JSON.stringify(feed.memory).length;
  for (let n = 2; n < 480; n += 1) expect(feed.posts(fetched(n))).toEqual([]);
  expect(feed.memory?.seen).toHaveLength(10);
  expect(JSON.stringify(feed.memory)).toHaveLength(size);
  expect(feed.posts([entry(32, { key: 'x', id: 'x' }), ...fetched(999)])).toEqual(['A:x']);
});

test('how entries looked is remembered of all that is listed, and of little else', () => {
  const feed = watch('rss');
  for (let n = 0; n < 400; n += 1) feed.look(range(40 + n, 31 + n));
  expect(feed.memory?.traces).toHaveLength(MOST_TRACES);
  const many = range(3500, 501);
  feed.look(many);
  expect(feed.memory?.traces).toHaveLength(3000);
});
