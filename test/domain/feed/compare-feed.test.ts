import { describe, expect, test } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import type { FeedEntry } from '../../../src/domain/feed/feed-document.ts';
import {
  DAY,
  documentOf,
  entry,
  MINUTE,
  range,
  START,
  target,
  watch,
  without,
} from '../../../testkit/feeds/make-feed.ts';

describe('the first look', () => {
  test('posts nothing and knows everything', () => {
    const feed = watch();
    expect(feed.posts(range(31, 17))).toEqual([]);
    expect(feed.posts(range(31, 17))).toEqual([]);
    expect(feed.posts(range(32, 18))).toEqual(['A:32']);
  });

  test('at an empty document counts, so that the first entry afterwards is news', () => {
    const feed = watch();
    expect(feed.posts([])).toEqual([]);
    expect(feed.posts([entry(32)], 2 * DAY)).toEqual(['A:32']);
  });

  test('at a document that was empty by mistake does not make old videos news', () => {
    const feed = watch();
    feed.look([]);
    expect(feed.posts(range(28, 14))).toEqual([]);
  });

  test.each(['channel', 'playlist', 'rss'] as const)('holds for a %s', (source) => {
    const feed = watch(source);
    expect(feed.posts(range(31, 25))).toEqual([]);
    expect(feed.posts(range(32, 25))).toEqual(['A:32']);
  });
});

describe('an entry is posted once', () => {
  test('however often it is listed', () => {
    const feed = watch();
    feed.look(range(31, 17));
    expect(feed.posts([entry(32), entry(32), ...range(31, 18), entry(32)])).toEqual(['A:32']);
    for (let look = 0; look < 5; look += 1) expect(feed.posts(range(32, 18))).toEqual([]);
  });

  test('though its title, link, dates and place change', () => {
    const feed = watch();
    feed.look(range(31, 17));
    feed.look(range(32, 18));
    const edited = entry(32, {
      title: 'Other',
      link: 'https://other.example/',
      publishedMs: START + 90 * DAY,
      updatedMs: START + 91 * DAY,
    });
    expect(feed.posts([...range(31, 18), edited])).toEqual([]);
  });

  test('though it goes away and comes back, even after years', () => {
    const feed = watch();
    feed.look(range(31, 17));
    feed.look(range(32, 18));
    for (let month = 0; month < 24; month += 1) feed.look(range(31, 17), 30 * DAY);
    expect(feed.posts(range(32, 18))).toEqual([]);
  });

  test('though an older copy of the feed is served in between', () => {
    const feed = watch();
    feed.look(range(32, 18));
    expect(feed.posts(range(33, 19))).toEqual(['A:33']);
    expect(feed.posts(range(31, 17))).toEqual([]);
    expect(feed.posts(range(33, 19))).toEqual([]);
    expect(feed.posts(range(34, 20))).toEqual(['A:34']);
  });

  test('though the site gives every entry a new id; a really new one among them is news', () => {
    const feed = watch('rss');
    feed.look(range(31, 22));
    const renumbered = range(32, 22).map((old) => ({ ...old, key: `new-${old.key}`, id: `new-${old.key}` }));
    const look = feed.look(documentOf(renumbered, 'rss'));
    expect(look.posts.map((post) => post.entry.key)).toEqual(['new-key-32']);
    expect(look.rekeyed).toBe(true);
    const next = entry(33, { key: 'new-key-33', id: 'new-key-33' });
    expect(feed.look(documentOf([next, ...renumbered], 'rss')).posts.map((post) => post.entry.key)).toEqual([
      'new-key-33',
    ]);
    // Whichever ids it goes back to, all is known.
    expect(feed.posts(range(33, 22))).toEqual([]);
  });

  test('but new entries are news though a few of them lead to pages known before', () => {
    const feed = watch('rss');
    feed.look(range(31, 22));
    const { linkIdentity = '' } = entry(31);
    expect(feed.posts([entry(34), entry(33), entry(32, { linkIdentity })])).toEqual(['A:32', 'A:33', 'A:34']);
  });

  test('though an entry without an id moves from http to https', () => {
    const feed = watch('rss');
    const byLink = (n: number, scheme: string) => without(entry(n, { key: `${scheme}://videos.example/${n}` }), 'id');
    feed.look([byLink(31, 'http'), byLink(30, 'http')]);
    expect(feed.look([byLink(31, 'https'), byLink(30, 'http')]).posts).toEqual([]);
    expect(feed.look([byLink(32, 'https'), byLink(31, 'https'), byLink(30, 'https')]).posts).toHaveLength(1);
  });
});

describe('what comes up from below is old', () => {
  test.each(['channel', 'playlist', 'rss'] as const)(
    'in a full %s that loses an entry, the sixteenth is not news',
    (source) => {
      const feed = watch(source);
      feed.look(range(31, 17));
      expect(feed.posts([...range(31, 25), ...range(23, 16)])).toEqual([]);
      expect(feed.posts([entry(32), ...range(31, 25), ...range(23, 16)])).toEqual(['A:32']);
    },
  );

  test('but a playlist that was not full may grow at its end', () => {
    const feed = watch('playlist');
    feed.look([entry(1), entry(2), entry(3)]);
    expect(feed.posts([entry(1), entry(2), entry(3), entry(4)])).toEqual(['A:4']);
  });

  test('in a channel, what was published more than two days before the first look is old wherever it turns up', () => {
    const feed = watch();
    feed.look([entry(31), entry(20)]);
    expect(feed.posts([entry(31), entry(25), entry(20)])).toEqual([]);
    expect(feed.posts([entry(31), entry(30), entry(25), entry(20)])).toEqual(['A:30']);
  });

  test('an RSS feed that appends is read from its end', () => {
    const feed = watch('rss');
    const oldestFirst = (from: number, to: number) => range(from, to).reverse();
    feed.look(oldestFirst(31, 12));
    expect(feed.posts(oldestFirst(33, 14))).toEqual(['A:32', 'A:33']);
    expect(feed.posts(oldestFirst(33, 11))).toEqual([]);
  });
});

describe('after a long absence', () => {
  test('everything unseen that is still listed is posted', () => {
    const feed = watch();
    feed.look(range(31, 17));
    const look = feed.look(range(44, 30), 13 * DAY);
    expect(look.posts.map((post) => post.entry.key)).toEqual(
      range(44, 32)
        .map(({ key }) => key)
        .reverse(),
    );
    expect(look.windowExceeded).toBe(false);
  });

  test('it is reported when nothing of the last look is left', () => {
    const feed = watch();
    feed.look(range(31, 17));
    const look = feed.look(range(60, 46), 29 * DAY);
    expect(look.posts).toHaveLength(15);
    expect(look.windowExceeded).toBe(true);
    expect(feed.look(range(60, 46)).windowExceeded).toBe(false);
  });

  test('a feed that always lists its latest entry only has no gap to tell of', () => {
    const feed = watch('rss');
    feed.look([entry(31)]);
    expect(feed.look([entry(32)])).toMatchObject({ windowExceeded: false, posts: [{ targetId: 'A' }] });
  });
});

describe('the order of posts', () => {
  test('is by publication, oldest first', () => {
    const feed = watch();
    feed.look(range(31, 17));
    expect(feed.posts([entry(33), entry(34), entry(32), ...range(31, 20)])).toEqual(['A:32', 'A:33', 'A:34']);
  });

  test('is by the document, from its end, for equal dates and none', () => {
    const feed = watch('rss');
    const undated = (n: number) => without(entry(n), 'publishedMs');
    feed.look([undated(1)]);
    expect(feed.posts([undated(4), undated(3), undated(2), undated(1)])).toEqual(['A:2', 'A:3', 'A:4']);
    const sameDay = { publishedMs: START };
    expect(feed.posts([entry(7, sameDay), entry(6, sameDay), entry(5, sameDay)])).toEqual(['A:5', 'A:6', 'A:7']);
  });

  test('is by the document for equal dates in a feed that appends', () => {
    const feed = watch('rss');
    feed.look([entry(1), entry(2)]);
    const sameDay = { publishedMs: START };
    expect(feed.posts([entry(1), entry(2), entry(41, sameDay), entry(42, sameDay)])).toEqual(['A:41', 'A:42']);
  });

  test('keeps an entry without a date beside its older neighbour', () => {
    const feed = watch('rss');
    feed.look([entry(1)]);
    expect(feed.posts([entry(4), without(entry(3), 'publishedMs'), entry(2), entry(1)])).toEqual(['A:2', 'A:3', 'A:4']);
  });

  test('is a playlist’s own', () => {
    const feed = watch('playlist');
    feed.look([entry(1)]);
    expect(feed.posts([entry(9), entry(5), entry(7), entry(1)])).toEqual(['A:9', 'A:5', 'A:7']);
  });
});

describe('clocks', () => {
  test('an entry from the future and one without a date are news like others', () => {
    const feed = watch();
    feed.look(range(31, 25));
    expect(feed.posts([entry(800), without(entry(32), 'publishedMs'), ...range(31, 25)])).toHaveLength(2);
    expect(feed.posts([entry(33), entry(800), entry(32), ...range(31, 25)])).toEqual(['A:33']);
  });

  const shifted = (days: number) => (one: FeedEntry) => ({ ...one, publishedMs: (one.publishedMs ?? 0) + days * DAY });

  test.each([-3000, -10, 60, 3000])('a machine whose clock is %i days ahead announces all the same', (days) => {
    const feed = watch();
    feed.look(range(31, 17).map(shifted(-days)));
    expect(feed.posts(range(32, 18).map(shifted(-days)))).toEqual(['A:32']);
    expect(feed.posts(range(33, 19).map(shifted(-days)))).toEqual(['A:33']);
  });

  test.each([3, 10, 29])('a machine whose clock is %i days ahead is set right by the server’s', (days) => {
    const document = documentOf(range(31, 17).map(shifted(-days)));
    const servedAtMs = START - days * DAY;
    const { memory } = compareFeed({ memory: undefined, document, targets: [], nowMs: START, servedAtMs });
    const next = documentOf(range(32, 18).map(shifted(-days)));
    expect(compareFeed({ memory, document: next, targets: [target('A')], nowMs: START + DAY }).posts).toHaveLength(1);
  });
});

describe('subscriptions', () => {
  test('one look serves all, entry by entry', () => {
    const feed = watch('channel', [target('A'), target('B')]);
    feed.look(range(31, 17));
    expect(feed.posts(range(33, 19))).toEqual(['A:32', 'B:32', 'A:33', 'B:33']);
  });

  test('one that comes later gets nothing that was known before', () => {
    const feed = watch();
    feed.look(range(31, 17));
    feed.look(range(32, 18));
    feed.targets.push(target('B', { sinceDocument: feed.memory?.documents ?? 0 }));
    expect(feed.posts(range(32, 18))).toEqual([]);
    expect(feed.posts(range(33, 19))).toEqual(['A:33', 'B:33']);
  });

  test('one that is younger than the memory, brought back from a backup, gets nothing that was known before', () => {
    const feed = watch();
    const { memory } = feed.look(range(31, 17));
    feed.look(range(32, 18));
    const late = target('B', { sinceDocument: feed.memory?.documents ?? 0 });
    const document = documentOf(range(32, 18));
    const posts = compareFeed({ memory, document, targets: [target('A'), late], nowMs: feed.nowMs }).posts;
    expect(posts.map((post) => post.targetId)).toEqual(['A']);
  });

  test('one that wants no shorts never gets one, also when its link changes later', () => {
    const feed = watch('channel', [target('A', { shorts: false }), target('B')]);
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, { isShort: true }), ...range(31, 18)])).toEqual(['B:32']);
    expect(feed.posts(range(32, 18))).toEqual([]);
    expect(feed.posts(range(33, 19))).toEqual(['A:33', 'B:33']);
  });
});

describe('premieres and streams', () => {
  const scheduled = { views: 0, ratings: 335 };
  const live = { views: 12, ratings: 340 };
  const ended = { views: 5000, ratings: 900, publishedMs: START + 3 * DAY };

  test('are posted once in all, when first seen', () => {
    const feed = watch();
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual(['A:32']);
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual([]);
    expect(feed.posts([entry(32, ended), ...range(31, 18)])).toEqual([]);
  });

  test('wait for their first views where that is wanted, and are then posted once', () => {
    const feed = watch('channel', [target('A', { upcoming: 'hold' }), target('B')]);
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual(['B:32']);
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual([]);
    expect(feed.posts(range(31, 17))).toEqual([]);
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual(['A:32']);
    expect(feed.posts([entry(32, ended), ...range(31, 18)])).toEqual([]);
  });

  test('a fresh upload, with neither views nor ratings, does not wait', () => {
    const feed = watch('channel', [target('A', { upcoming: 'hold' })]);
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, { views: 0, ratings: 0 }), ...range(31, 18)])).toEqual(['A:32']);
    expect(feed.posts([entry(32, { views: 0, ratings: 9 }), ...range(31, 18)])).toEqual([]);
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual([]);
  });

  test('that were listed at the first look are news when they air, also to who came in between, and only then', () => {
    const feed = watch('channel', [target('A'), target('B', { upcoming: 'hold' })]);
    feed.look([entry(31, scheduled), ...range(30, 17)]);
    expect(feed.posts([entry(31, scheduled), ...range(30, 17)])).toEqual([]);
    feed.targets.push(target('C', { sinceDocument: feed.memory?.documents ?? 0 }));
    expect(feed.posts([entry(31, live), ...range(30, 17)])).toEqual(['A:31', 'B:31', 'C:31']);
    expect(feed.posts([entry(31, ended), ...range(30, 17)])).toEqual([]);
    feed.targets.push(target('D', { sinceDocument: feed.memory?.documents ?? 0 }));
    expect(feed.posts([entry(31, ended), ...range(30, 17)])).toEqual([]);
  });

  test('that were posted when first seen are news at their airing only to who came later', () => {
    const feed = watch();
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual(['A:32']);
    feed.targets.push(target('B', { sinceDocument: feed.memory?.documents ?? 0 }));
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual(['B:32']);
  });

  test('an upload of the minute before the first look, not watched yet, is no premiere', () => {
    const feed = watch();
    feed.look([entry(31, { views: 0, ratings: 0 }), ...range(30, 17)]);
    expect(feed.posts([entry(31, live), ...range(30, 17)])).toEqual([]);
  });

  test('a stream that is set up again under another id, with the same title, is the same', () => {
    const feed = watch('channel', [target('A'), target('B', { upcoming: 'hold' })]);
    feed.look(range(31, 17));
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual(['A:32']);
    const again = {
      key: 'key-99',
      id: 'key-99',
      title: 'Round 32',
      link: 'https://videos.example/99',
      linkIdentity: 'v/99',
    };
    expect(feed.posts([entry(33, { ...again, ...scheduled }), ...range(31, 18)])).toEqual([]);
    const aired = feed.look([entry(33, { ...again, ...live }), ...range(31, 18)]);
    expect(aired.posts.map(({ targetId, entry: { key, link } }) => [targetId, key, link])).toEqual([
      ['B', 'key-32', 'https://videos.example/99'],
    ]);
  });

  test('a held short is not posted to a subscription that has stopped wanting shorts, whatever its link has become', () => {
    const feed = watch('channel', [target('A', { upcoming: 'hold' })]);
    feed.look(range(31, 17));
    feed.look([entry(32, { ...scheduled, isShort: true }), ...range(31, 18)]);
    feed.targets = [target('A', { upcoming: 'hold', shorts: false })];
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual([]);
  });

  test('one that is held is not lost when a subscription stops waiting', () => {
    const feed = watch('channel', [target('A', { upcoming: 'hold' })]);
    feed.look(range(31, 17));
    feed.look([entry(32, scheduled), ...range(31, 18)]);
    feed.targets = [target('A')];
    expect(feed.posts([entry(32, scheduled), ...range(31, 18)])).toEqual(['A:32']);
    expect(feed.posts([entry(32, live), ...range(31, 18)])).toEqual([]);
  });
});

test('an empty document changes nothing once a feed has been seen', () => {
  const feed = watch('playlist');
  feed.look(range(31, 17));
  const before = feed.memory;
  expect(feed.look([])).toMatchObject({ changed: false, posts: [], windowExceeded: false });
  expect(feed.memory).toEqual(before);
  expect(feed.posts(range(31, 16))).toEqual([]);
});

test('a look that shows nothing new leaves nothing to save', () => {
  const feed = watch();
  expect(feed.look(range(31, 17)).changed).toBe(true);
  expect(feed.look(range(31, 17)).changed).toBe(false);
  expect(feed.look(range(32, 18)).changed).toBe(true);
  expect(feed.look(range(32, 18), 2 * MINUTE).changed).toBe(false);
});
