import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import { standingOf } from '../../../src/domain/feed/entry-standing.ts';
import type { FeedEntry, FeedSource } from '../../../src/domain/feed/feed-document.ts';
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

test('no sequence of documents whatever posts a key twice to a subscription, or anything that was out before it', () => {
  fc.assert(
    fc.property(anySource, fc.array(anyLook, { maxLength: 25 }), fc.boolean(), (source, looks, switches) => {
      const feed = watch(source, [
        target('all'),
        target('no shorts', { shorts: false }),
        target('patient', { upcoming: 'hold' }),
      ]);
      const posted = new Set<string>();
      const knownBefore = new Map<string, Set<string>>();
      const known = new Set<string>();
      const scheduled = new Set<string>();
      for (const [index, look] of looks.entries()) {
        const { posts } = feed.look(documentOf(look.entries, source), look.afterMs);
        for (const { targetId, entry: posting } of posts) {
          const once = `${targetId} ${posting.key}`;
          expect(posted.has(once)).toBe(false);
          posted.add(once);
          // What was listed before is news only when it was a premiere, and is out now.
          const isAiring = scheduled.has(posting.key) && standingOf(posting) === 'out';
          if (!isAiring) expect(knownBefore.get(targetId)?.has(posting.key) ?? false).toBe(false);
          if (targetId === 'no shorts') expect(posting.isShort).toBe(false);
        }
        if (index === 0) expect(posts).toEqual([]);
        for (const listed of look.entries) {
          known.add(listed.key);
          if (standingOf(listed) === 'upcoming') scheduled.add(listed.key);
        }
        if (look.join) {
          const id = `late ${index}`;
          feed.targets.push(
            target(id, { sinceDocument: feed.memory?.documents ?? 0, upcoming: index % 2 ? 'hold' : 'post' }),
          );
          knownBefore.set(id, new Set(known));
        }
        if (switches && index % 3 === 2) {
          feed.targets = feed.targets.map((one) => ({ ...one, upcoming: one.upcoming === 'hold' ? 'post' : 'hold' }));
        }
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
