import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFeed, type FeedTarget, type Post } from '../../../src/domain/feed/compare-feed.ts';
import { type FeedEntry, type FeedSource, standingOf } from '../../../src/domain/feed/feed-document.ts';
import { feedMemorySchema } from '../../../src/domain/feed/feed-memory.ts';
import { DAY, documentOf, entry, MINUTE, target, watch } from '../../../testkit/feeds/make-feed.ts';

/** Few numbers, so that entries return, repeat and change their ways all the time. */
const anyEntry: fc.Arbitrary<FeedEntry> = fc
  .record({
    n: fc.integer({ min: 1, max: 40 }),
    views: fc.constantFrom(undefined, 0, 0, 7),
    ratings: fc.constantFrom(undefined, 0, 5),
    isShort: fc.boolean(),
    dated: fc.constantFrom('as usual', 'not', 'late', 'early'),
    linked: fc.boolean(),
  })
  .map(({ n, views, ratings, isShort, dated, linked }) => {
    const { publishedMs = 0, linkIdentity = '', link = '', ...rest } = entry(n);
    return {
      ...rest,
      ...(views === undefined ? {} : { views }),
      ...(ratings === undefined ? {} : { ratings }),
      ...(linked ? { link, linkIdentity } : {}),
      ...(dated === 'not'
        ? {}
        : { publishedMs: publishedMs + (dated === 'late' ? 500 : dated === 'early' ? -500 : 0) * DAY }),
      isShort,
    };
  });

const anyLook = fc.record({
  entries: fc.array(anyEntry, { maxLength: 20 }),
  afterMs: fc.constantFrom(MINUTE, 15 * MINUTE, DAY, 300 * DAY),
  join: fc.boolean(),
});
const anySource = fc.constantFrom<FeedSource>('channel', 'playlist', 'rss');

const switched = (one: FeedTarget): FeedTarget => ({ ...one, upcoming: one.upcoming === 'hold' ? 'post' : 'hold' });

/** What was listed, scheduled and posted so far, and what was known when each subscription came. */
function createHistory() {
  const posted = new Set<string>();
  const knownBefore = new Map<string, Set<string>>();
  const known = new Set<string>();
  const scheduled = new Set<string>();
  return {
    /** Takes in posts that may be made; fails for one that may not. */
    mayHave(posts: readonly Post[]): void {
      for (const { targetId, entry: posting } of posts) {
        const once = `${targetId} ${posting.key}`;
        expect(posted.has(once)).toBe(false);
        posted.add(once);
        // What was listed before is news only when it was a premiere, and is out now.
        const isAiring = scheduled.has(posting.key) && standingOf(posting) === 'out';
        if (!isAiring) expect(knownBefore.get(targetId)?.has(posting.key) ?? false).toBe(false);
        if (targetId === 'no shorts') expect(posting.isShort).toBe(false);
      }
    },
    list(entries: readonly FeedEntry[]): void {
      for (const listed of entries) {
        known.add(listed.key);
        if (standingOf(listed) === 'upcoming') scheduled.add(listed.key);
      }
    },
    join(targetId: string): void {
      knownBefore.set(targetId, new Set(known));
    },
  };
}

test('no sequence of documents whatever posts a key twice to a subscription, or anything that was out before it', () => {
  fc.assert(
    fc.property(anySource, fc.array(anyLook, { maxLength: 25 }), fc.boolean(), (source, looks, switches) => {
      const feed = watch(source, [
        target('all'),
        target('no shorts', { shorts: false }),
        target('patient', { upcoming: 'hold' }),
      ]);
      const history = createHistory();
      for (const [index, look] of looks.entries()) {
        const { posts } = feed.look(documentOf(look.entries, source), look.afterMs);
        if (index === 0) expect(posts).toEqual([]);
        history.mayHave(posts);
        history.list(look.entries);
        if (look.join) {
          const id = `late ${index}`;
          const sinceDocument = feed.memory?.documents ?? 0;
          feed.targets.push(target(id, { sinceDocument, upcoming: index % 2 ? 'hold' : 'post' }));
          history.join(id);
        }
        if (switches && index % 3 === 2) feed.targets = feed.targets.map(switched);
      }
    }),
    { numRuns: 300 },
  );
});

test('what is remembered is always valid, and never longer than it need be', () => {
  fc.assert(
    fc.property(anySource, fc.array(anyLook, { maxLength: 15 }), (source, looks) => {
      const feed = watch(source);
      const ever = new Set<string>();
      for (const look of looks) {
        feed.look(documentOf(look.entries, source), look.afterMs);
        for (const { key } of look.entries) ever.add(key);
        const memory = feedMemorySchema.parse(feed.memory);
        expect(memory.seen).toHaveLength(ever.size);
        expect(new Set(memory.seen.map(([key]) => key))).toEqual(ever);
        expect(memory.unaired.length).toBeLessThanOrEqual(ever.size);
      }
    }),
    { numRuns: 200 },
  );
});

test('a comparison that was lost in a crash is the same when it is made again', () => {
  fc.assert(
    fc.property(anySource, fc.array(anyLook, { maxLength: 6 }), anyLook, (source, looks, lost) => {
      const feed = watch(source);
      for (const look of looks) feed.look(documentOf(look.entries, source), look.afterMs);
      const { memory, targets, nowMs } = feed;
      const document = documentOf(lost.entries, source);
      const compare = () => compareFeed({ memory: structuredClone(memory), document, targets, nowMs });
      expect(compare()).toEqual(compare());
      compare();
      expect(feed.memory).toEqual(memory);
    }),
    { numRuns: 100 },
  );
});

test('in a channel that only ever grows, every entry is posted exactly once and in order, however long the gaps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 30 }), (steps) => {
      const feed = watch();
      const newest = (n: number) => Array.from({ length: 15 }, (_, index) => entry(n - index));
      let last = 31;
      feed.look(newest(last));
      const posted: string[] = [];
      for (const step of steps) {
        last += step;
        posted.push(...feed.posts(newest(last), step * DAY + MINUTE));
      }
      expect(posted).toEqual(Array.from({ length: last - 31 }, (_, index) => `A:${32 + index}`));
    }),
  );
});
