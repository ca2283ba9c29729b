import { describe, expect, test } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import type { FeedEntry } from '../../../src/domain/feed/feed-document.ts';
import { outForPollsMs, outSinceMs, type Release } from '../../../src/domain/feed/release.ts';
import { DAY, documentOf, entry, MINUTE, range, START, watch, without } from '../../../testkit/feeds/make-feed.ts';

const rest = range(31, 18);
const QUARTER = 15 * MINUTE;

/** The looks after a first one at START, a quarter of an hour apart: what each shows as out, and since when. */
function releases(...looks: (readonly FeedEntry[])[]): [string, number][][] {
  const feed = watch();
  feed.look(rest);
  return looks.map((entries) =>
    feed.look(entries).releases.map((release) => [release.entry.key, release.lockAtMs - START]),
  );
}

test('an entry is out as of its publication', () => {
  expect(releases([entry(32, { publishedMs: START + 10 * MINUTE + 1 }), ...rest])).toEqual([
    [['key-32', 10 * MINUTE + 1]],
  ]);
});

test('a date that tells the second alone is over with it: who voted within that second had not watched it yet', () => {
  expect(releases([entry(32, { publishedMs: START + 10 * MINUTE }), ...rest])).toEqual([
    [['key-32', 10 * MINUTE + 1000]],
  ]);
  expect(outSinceMs(10_000, undefined, 10_400)).toBe(10_400);
});

test('but not before the last look that did not have it', () => {
  const old = entry(32, { publishedMs: START - DAY });
  expect(releases(rest, [old, ...rest])).toEqual([[], [['key-32', QUARTER]]]);
});

test('nor after the look that shows it, whatever date it bears', () => {
  expect(releases([entry(32, { publishedMs: START + 400 * DAY }), ...rest])).toEqual([[['key-32', QUARTER]]]);
  expect(releases([without(entry(32), 'publishedMs'), ...rest])).toEqual([[['key-32', QUARTER]]]);
});

describe('a premiere', () => {
  const scheduled = { publishedMs: START + MINUTE, views: 0, ratings: 335 };
  const aired = { publishedMs: START + 40 * MINUTE, views: 900, ratings: 400 };

  test('is not out while it is announced, and is out once it has been watched', () => {
    expect(
      releases([entry(32, scheduled), ...rest], [entry(32, scheduled), ...rest], [entry(32, aired), ...rest]),
    ).toEqual([[], [], [['key-32', 40 * MINUTE + 1000]]]);
  });

  test('that keeps the date of its announcement is out as of the last look at which it was not', () => {
    const live = { ...scheduled, views: 5 };
    expect(
      releases([entry(32, scheduled), ...rest], [entry(32, scheduled), ...rest], [entry(32, live), ...rest]),
    ).toEqual([[], [], [['key-32', 2 * QUARTER]]]);
  });

  test('that had no ratings yet when it was first seen is no fresh upload', () => {
    const justScheduled = { ...scheduled, ratings: 0 };
    expect(
      releases([entry(32, justScheduled), ...rest], [entry(32, scheduled), ...rest], [entry(32, aired), ...rest]),
    ).toEqual([[], [], [['key-32', 40 * MINUTE + 1000]]]);
  });

  test('that was listed at the first look is out when it airs', () => {
    const feed = watch();
    expect(feed.look([entry(32, scheduled), ...rest]).releases.map((release) => release.entry.key)).not.toContain(
      'key-32',
    );
    expect(feed.look([entry(32, aired), ...rest]).releases).toMatchObject([
      { verdict: 'baseline', atFirstLook: false, wasListed: true },
    ]);
  });
});

test('a fresh upload without views is out once it has some, as of its publication', () => {
  const fresh = { publishedMs: START + 10 * MINUTE, views: 0, ratings: 0 };
  expect(releases([entry(32, fresh), ...rest], [entry(32, { ...fresh, views: 37 }), ...rest])).toEqual([
    [],
    [['key-32', 10 * MINUTE + 1000]],
  ]);
});

test('an entry is shown as out once, though it goes away and comes back', () => {
  const shown = [entry(32), ...rest];
  expect(releases(shown, rest, shown, shown).map((look) => look.length)).toEqual([1, 0, 0, 0]);
});

test('what is out at the first look is reported as such', () => {
  const feed = watch();
  const { releases: first } = feed.look(rest);
  expect(first).toHaveLength(rest.length);
  expect(first.every((release) => release.atFirstLook)).toBe(true);
  expect(first[0]?.lockAtMs).toBe(Number(first[0]?.entry.publishedMs) + 1000);
});

test('a copy from a cache shows the feed as it was when the copy was made', () => {
  const lastLookMs = START + 2 * MINUTE;
  const first = compareFeed({
    memory: undefined,
    document: documentOf(rest),
    targets: [],
    nowMs: START + QUARTER,
    asOfMs: lastLookMs,
  });
  const published = entry(32, { publishedMs: START + 10 * MINUTE });
  const next = compareFeed({
    memory: first.memory,
    document: documentOf([published, ...rest]),
    targets: [],
    nowMs: START + 2 * QUARTER,
    lastLookMs,
  });
  expect(next.releases.map((release) => release.lockAtMs)).toEqual([START + 10 * MINUTE + 1000]);
});

test.each([
  [100, 50, 200, 100],
  [40, 50, 200, 50],
  [300, 50, 200, 200],
  [undefined, 50, 200, 200],
  [100, undefined, 200, 100],
  [undefined, undefined, 200, 200],
  // A copy that says it is older than a look that did not have the entry yet.
  [100, 150, 120, 150],
  [undefined, 150, 120, 150],
])('published at %s, last not out at %s, shown at %s: out since %s', (published, notOut, shown, since) => {
  expect(outSinceMs(published, notOut, shown)).toBe(since);
});

describe('for polls, an entry', () => {
  const since = (release: Partial<Release>, facts: Partial<FeedEntry> = {}) =>
    outForPollsMs({
      entry: entry(32, { publishedMs: START - DAY, ...facts }),
      verdict: 'new',
      atFirstLook: false,
      wasListed: false,
      lockAtMs: START,
      ...release,
    });

  test('that came in sight is out since then', () => {
    expect(since({})).toBe(START);
  });

  test('that the feed listed before it was out counts, though it was listed at the first look already', () => {
    expect(since({ verdict: 'baseline', wasListed: true })).toBe(START);
  });

  test('that had been out before anybody looked is out since its publication, which may be long ago', () => {
    for (const verdict of ['baseline', 'backfill', 'before-baseline'] as const) {
      expect(since({ verdict, atFirstLook: verdict === 'baseline' })).toBe(START - DAY);
      expect(outForPollsMs({ ...undated, verdict })).toBeUndefined();
    }
  });

  const undated = {
    entry: without(entry(32), 'publishedMs'),
    atFirstLook: false,
    wasListed: false,
    lockAtMs: START,
  };
});
