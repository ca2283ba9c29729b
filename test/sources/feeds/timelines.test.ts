import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  type PlayedStep,
  playTimeline,
  type TimelineStep,
  type TimelineTarget,
} from '../../../testkit/feeds/play-timeline.ts';
import { renderFeed, type TimelineEntry, type TimelineSource } from '../../../testkit/feeds/render-feed.ts';
import type { FeedAnswer } from '../../../testkit/network/feed-server.ts';

/** Video `n` of a channel with one a day; number 31 came out on the day before the first look. */
const video = (n: number, rest: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `ep${String(n).padStart(9, '0')}`,
  title: `Round ${n}`,
  published: new Date(Date.UTC(2026, 0, n, 12)).toISOString(),
  ...rest,
});
const videos = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => video(from - index));
const looksAt = (...looks: (readonly TimelineEntry[] | FeedAnswer)[]): TimelineStep[] =>
  looks.map((look, index) => ({
    at: new Date(Date.UTC(2026, 1, 1, index)).toISOString(),
    expectPosts: [],
    ...('length' in look ? { entries: look } : { answer: look }),
  }));

async function play(
  steps: readonly TimelineStep[],
  source: TimelineSource = 'channel',
  targets: readonly TimelineTarget[] = [{ channel: 'A' }],
) {
  return playTimeline({ name: 'own', source, targets, steps });
}
const posted = (steps: readonly PlayedStep[]) =>
  steps.map((step) => step.posts.map(({ channel, key }) => `${channel}:${Number(key.replace('yt:video:ep', ''))}`));

describe('what is wrong with a document posts nothing and changes nothing', () => {
  const whole = renderFeed('channel', videos(33, 19));
  test.each<[string, FeedAnswer]>([
    ['a 404 in HTML', { status: 404, body: '<html></html>' }],
    [
      'a consent page with a 200',
      {
        headers: { 'content-type': 'text/html' },
        body: '<!DOCTYPE html><html><body>Before you continue</body></html>',
      },
    ],
    ['an empty feed', { body: renderFeed('channel', []) }],
    ['nothing', { body: '' }],
    ['half a document', { body: whole.slice(0, whole.indexOf('<title>Round 30')) }],
    ['half an answer', { body: whole, misbehave: 'cut' }],
    ['an answer without end', { misbehave: 'endless' }],
    ['no answer', { misbehave: 'hang' }],
    ['a bomb', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(64 * 1024 * 1024)) }],
    ['nesting', { body: `<feed>${'<a>'.repeat(200_000)}` }],
    ['a redirect to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }],
    ['a refusal', { status: 429, headers: { 'retry-after': '60' } }],
  ])('%s', async (_, answer) => {
    const played = await play(looksAt(videos(31, 17), answer, videos(32, 18), answer, videos(32, 18), videos(33, 19)));
    expect(posted(played)).toEqual([[], [], ['A:32'], [], [], ['A:33']]);
  });

  test('and a failed read is no first look', async () => {
    const played = await play(looksAt({ status: 404 }, { body: '<html></html>' }, videos(31, 17), videos(32, 18)));
    expect(posted(played)).toEqual([[], [], [], ['A:32']]);
  });
});

describe('over time', () => {
  test('a scheduled premiere, live, then ended, is one post; held, it comes when it is live', async () => {
    const rest = videos(31, 18);
    const played = await play(
      looksAt(
        videos(31, 17),
        [video(32, { views: 0, ratings: 335 }), ...rest],
        [video(32, { views: 0, ratings: 400 }), ...rest],
        [video(32, { views: 20, ratings: 500 }), ...rest],
        [video(32, { views: 9000, ratings: 900, published: '2026-02-01T20:10:00Z' }), ...rest],
      ),
      'channel',
      [{ channel: 'A' }, { channel: 'B', upcoming: 'hold' }],
    );
    expect(posted(played)).toEqual([[], ['A:32'], [], ['B:32'], []]);
  });

  test('shorts are posted only where they are wanted', async () => {
    const short = video(32, { link: 'https://www.youtube.com/shorts/ep000000032' });
    const looks = looksAt(videos(31, 17), [short, ...videos(31, 18)], videos(32, 18), videos(33, 19));
    const played = await play(looks, 'channel', [{ channel: 'A' }, { channel: 'B', shorts: false }]);
    expect(posted(played)).toEqual([[], ['A:32'], [], ['A:33', 'B:33']]);
  });

  test('a subscription made later gets only what comes after it', async () => {
    const [first, second, third] = looksAt(videos(31, 17), videos(32, 18), videos(33, 19));
    if (!first || !second || !third) throw new Error('Expected three looks');
    const played = await play([first, { ...second, addTarget: { channel: 'B' } }, third]);
    expect(posted(played)).toEqual([[], ['A:32'], ['A:33', 'B:33']]);
  });

  test('a deleted video brings up an old one from below, which is not news; an older copy is none either', async () => {
    const looks = looksAt(
      videos(31, 17),
      videos(31, 17)
        .filter((one) => one.title !== 'Round 25')
        .concat(video(16)),
      videos(33, 19),
      videos(31, 17),
      videos(33, 19),
    );
    expect(posted(await play(looks))).toEqual([[], [], ['A:32', 'A:33'], [], []]);
  });

  test('a playlist is posted in its own order', async () => {
    const looks = looksAt([video(5), video(9)], [video(7), video(5), video(6), video(9), video(8)]);
    expect(posted(await play(looks, 'playlist'))).toEqual([[], ['A:7', 'A:6', 'A:8']]);
  });

  test('an RSS feed without ids goes by its links', async () => {
    const item = (n: number, scheme = 'http') => ({
      title: `News ${n}`,
      link: `${scheme}://news.example/${n}?utm_source=rss`,
    });
    const played = await play(
      looksAt([item(2), item(1)], [item(3), item(2), item(1)], [item(3, 'https'), item(2, 'https'), item(1, 'https')]),
      'rss',
    );
    expect(played.map((step) => step.posts.map((post) => post.key))).toEqual([[], ['http://news.example/3'], []]);
    expect(played.at(-1)?.rekeyed).toBe(true);
  });

  test('validators go back, and an unchanged feed posts nothing and ends no outage twice', async () => {
    const body = renderFeed('channel', videos(31, 17));
    const looks = looksAt({ headers: { etag: '"1"' }, body }, { status: 304 }, videos(32, 18), { status: 304 });
    const played = await play(looks);
    expect(posted(played)).toEqual([[], [], ['A:32'], []]);
  });

  test('an outage of more than a day is reported once, and its end once', async () => {
    const steps = [
      ...looksAt(videos(31, 17)),
      ...[1, 2, 3, 4].map((day) => ({
        at: new Date(Date.UTC(2026, 1, day, 1 + day)).toISOString(),
        answer: { status: 404 },
        expectPosts: [],
      })),
      { at: '2026-02-06T00:00:00Z', entries: videos(32, 18), expectPosts: [] },
      { at: '2026-02-06T00:15:00Z', entries: videos(32, 18), expectPosts: [] },
    ];
    const played = await play(steps);
    expect(played.map((step) => step.notice)).toEqual([
      undefined,
      undefined,
      undefined,
      'down',
      undefined,
      'back',
      undefined,
    ]);
    expect(posted(played).flat()).toEqual(['A:32']);
  });
});
