import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import type { SpentUnits } from '../../../src/domain/feed/day-quota.ts';
import type { FeedEntry } from '../../../src/domain/feed/feed-document.ts';
import { channelFeedUrl } from '../../../src/sources/addresses/youtube-address.ts';
import { parseFeed } from '../../../src/sources/documents/parse-feed.ts';
import type { FeedReading } from '../../../src/sources/feeds/read-feed.ts';
import { withSecondPath } from '../../../src/sources/youtube-api/second-path.ts';
import { createYoutubeApi, type YoutubeApi } from '../../../src/sources/youtube-api/youtube-api.ts';
import { createManualClock, type MovableClock } from '../../../src/util/clock.ts';
import { createLog, type Log } from '../../../src/util/log.ts';
import { renderFeed } from '../../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

const KEY = 'AIza-a-key-that-nobody-has-0123456789';
const CHANNEL = 'UCaaaaaaaaaaaaaaaaaaaaaA';
const FEED = channelFeedUrl(CHANNEL);
const NOON = Date.parse('2026-03-01T12:00:00Z');
const OUTAGE: FeedReading = {
  kind: 'failed',
  failure: { reason: 'http-status', url: FEED, status: 404, detail: 'It answered 404' },
};

interface FakeVideo {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly live?: 'upcoming' | 'live';
  readonly startsAt?: string;
  readonly views?: number;
}

/** Answers as https://developers.google.com/youtube/v3/docs says. */
describe('The YouTube Data API as the second path', () => {
  let server: FeedServer;
  let clock: MovableClock;
  let api: YoutubeApi;
  let lines: string[];
  let log: Log;
  let spent: SpentUnits | undefined;

  beforeEach(async () => {
    server = await startFeedServer();
    clock = createManualClock(NOON);
    lines = [];
    log = createLog({ level: 'debug', format: 'json', write: (line) => lines.push(line) });
    spent = undefined;
    api = open();
  });
  afterEach(() => server.close());

  const open = (unitsADay?: number) =>
    createYoutubeApi({
      key: KEY,
      baseUrl: server.origin,
      userAgent: 'Clematis test',
      clock,
      log,
      kept: {
        read: async () => spent,
        async write(now) {
          spent = now;
        },
      },
      ...(unitsADay === undefined ? {} : { unitsADay }),
    });

  const listPath = (playlistId: string) =>
    `/playlistItems?${new URLSearchParams({ part: 'contentDetails', maxResults: '15', playlistId })}`;
  const videosPath = (ids: readonly string[]) =>
    `/videos?${new URLSearchParams({ part: 'snippet,statistics,liveStreamingDetails', id: ids.join(',') })}`;
  const json = (status: number, body: unknown) => ({
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify(body),
  });
  const refusal = (status: number, reason: string) =>
    json(status, {
      error: { code: status, message: reason, errors: [{ domain: 'youtube', reason, message: reason }] },
    });

  /** What the channel's lists and videos answer from now on. */
  function publish(videos: readonly FakeVideo[], shorts: readonly string[] = []): void {
    const items = (ids: readonly string[]) => ({
      kind: 'youtube#playlistItemListResponse',
      items: ids.map((videoId) => ({ contentDetails: { videoId, videoPublishedAt: '2026-01-01T00:00:00Z' } })),
    });
    const ids = videos.map(({ id }) => id);
    server.set(listPath(CHANNEL.replace('UC', 'UU')), json(200, items(ids)));
    server.set(
      listPath(CHANNEL.replace('UC', 'UUSH')),
      shorts.length === 0 ? refusal(404, 'playlistNotFound') : json(200, items(shorts)),
    );
    describeVideos(videos);
  }

  function describeVideos(videos: readonly FakeVideo[]): void {
    const described = videos.map(({ id, title, publishedAt, live, startsAt, views = 10 }) => ({
      kind: 'youtube#video',
      id,
      snippet: { title, publishedAt, channelTitle: 'Example Studio', liveBroadcastContent: live ?? 'none' },
      statistics: { viewCount: String(views), likeCount: '3', favoriteCount: '0' },
      ...(startsAt === undefined ? {} : { liveStreamingDetails: { scheduledStartTime: startsAt } }),
    }));
    server.set(
      videosPath(videos.map(({ id }) => id)),
      json(200, { kind: 'youtube#videoListResponse', items: described }),
    );
  }

  const video = (n: number, rest: Partial<FakeVideo> = {}): FakeVideo => ({
    id: `video00000${n}`,
    title: `Video ${n}`,
    publishedAt: `2026-02-0${n}T10:00:00Z`,
    ...rest,
  });

  it('lists the same entries under the same keys as the feed, so that nothing is announced twice and nothing missed', async () => {
    publish([video(3), video(2), video(1)]);
    const feed = parseFeed(
      renderFeed(
        'channel',
        [2, 1].map((n) => ({
          id: `video00000${n}`,
          title: `Video ${n}`,
          published: `2026-02-0${n}T10:00:00Z`,
          views: 4,
          ratings: 1,
        })),
      ),
      FEED,
    );
    if (feed.kind === 'failed') throw new Error(feed.detail);
    const targets = [{ id: 'A', sinceDocument: 0, shorts: false, upcoming: 'post' as const }];
    const { memory } = compareFeed({
      memory: undefined,
      document: feed.document,
      targets,
      nowMs: Date.parse('2026-02-02T12:00:00Z'),
    });

    const reader = withSecondPath({ read: async () => OUTAGE, close: async () => {} }, api, log);
    const reading = await reader.read(FEED);
    if (reading.kind !== 'entries') throw new Error(reading.kind);
    const { posts } = compareFeed({ memory, document: reading.document, targets, nowMs: NOON });
    expect(posts.map(({ entry }) => [entry.key, entry.title, entry.link, entry.publishedMs])).toEqual([
      [
        'yt:video:video000003',
        'Video 3',
        'https://www.youtube.com/watch?v=video000003',
        Date.parse('2026-02-03T10:00:00Z'),
      ],
    ]);
  });

  it('knows a Short by the channel’s own list of them', async () => {
    publish([video(2), video(1)], ['video000002']);
    const document = await api.list(FEED);
    expect(document?.entries.map(({ key, isShort }) => [key, isShort])).toEqual([
      ['yt:video:video000002', true],
      ['yt:video:video000001', false],
    ]);
  });

  it('tells when a premiere begins, and that it is live, which the feed cannot', async () => {
    const startsAt = '2026-03-02T09:00:00Z';
    publish([video(2, { live: 'upcoming', startsAt, views: 0 }), video(1, { live: 'live', views: 0 })]);
    const document = await api.list(FEED);
    expect(
      document?.entries.map(({ views, ratings, startsAtMs, isLive }) => ({ views, ratings, startsAtMs, isLive })),
    ).toEqual([
      { views: 0, ratings: 3, startsAtMs: Date.parse(startsAt), isLive: undefined },
      { views: 1, ratings: 3, startsAtMs: undefined, isLive: true },
    ]);
  });

  it('completes the feed while it works, asking only about what has not been watched yet', async () => {
    const feed = parseFeed(
      renderFeed('channel', [
        { id: 'video000002', title: 'Video 2', published: '2026-02-02T10:00:00Z', views: 0, ratings: 4 },
        { id: 'video000001', title: 'Video 1', published: '2026-02-01T10:00:00Z', views: 9, ratings: 4 },
      ]),
      FEED,
    );
    if (feed.kind === 'failed') throw new Error(feed.detail);
    describeVideos([video(2, { live: 'upcoming', startsAt: '2026-03-02T09:00:00Z', views: 0 })]);
    const reader = withSecondPath(
      { read: async () => ({ kind: 'entries', document: feed.document }), close: async () => {} },
      api,
      log,
    );
    const reading = await reader.read(FEED);
    if (reading.kind !== 'entries') throw new Error(reading.kind);
    expect(reading.document.entries.map(({ startsAtMs }) => startsAtMs)).toEqual([
      Date.parse('2026-03-02T09:00:00Z'),
      undefined,
    ]);
    expect(server.requests.map(({ path }) => path)).toEqual([videosPath(['video000002'])]);
  });

  it('leaves the feed’s own failure standing when the API fails too, or the address is none of YouTube’s', async () => {
    server.set(listPath(CHANNEL.replace('UC', 'UU')), { status: 503, body: '<html>Sorry</html>' });
    const reader = withSecondPath({ read: async () => OUTAGE, close: async () => {} }, api, log);
    expect(await reader.read(FEED)).toEqual(OUTAGE);
    expect(await reader.read('https://example.com/feed.xml')).toEqual(OUTAGE);
    expect(server.requests).toHaveLength(1);
  });

  it('asks nothing more once Google says that the day’s quota is spent, until the day begins anew in California', async () => {
    server.set(listPath(CHANNEL.replace('UC', 'UU')), refusal(403, 'quotaExceeded'));
    expect(await api.list(FEED)).toBeUndefined();
    clock.advance(3 * 3_600_000);
    expect(await api.list(FEED)).toBeUndefined();
    expect(server.requests).toHaveLength(1);

    publish([video(1)]);
    clock.advance(20 * 3_600_000);
    expect((await api.list(FEED))?.entries).toHaveLength(1);
  });

  it('keeps a reserve of its own: with three units a day it lists once', async () => {
    publish([video(1)]);
    api = open(3);
    expect((await api.list(FEED))?.entries).toHaveLength(1);
    expect(await api.list(FEED)).toBeUndefined();
    expect(server.requests).toHaveLength(3);
  });

  it('counts on where the process before it stopped, until the day begins anew in California', async () => {
    publish([video(1)]);
    api = open(4);
    expect((await api.list(FEED))?.entries).toHaveLength(1);
    api = open(4);
    expect(await api.list(FEED)).toBeUndefined();
    expect(server.requests).toHaveLength(4);

    clock.advance(24 * 3_600_000);
    api = open(4);
    expect((await api.list(FEED))?.entries).toHaveLength(1);
  });

  it('stays within the day’s units though several questions are asked at once', async () => {
    publish([video(1)]);
    api = open(2);
    const unseen: FeedEntry = { key: 'yt:video:video000001', title: 'A premiere', isShort: false, views: 0 };
    await Promise.all(
      [1, 2, 3].map(() => api.complete({ kind: 'atom', source: 'channel', title: '', entries: [unseen] })),
    );
    expect(server.requests).toHaveLength(2);
    expect(spent?.units).toBe(2);
  });

  it('asks nothing when the count cannot be kept, and says so', async () => {
    publish([video(1)]);
    const kept = { read: async () => undefined, write: () => Promise.reject(new Error('The disk is full')) };
    api = createYoutubeApi({ key: KEY, baseUrl: server.origin, userAgent: 'Clematis test', clock, log, kept });
    expect(await api.list(FEED)).toBeUndefined();
    expect(server.requests).toEqual([]);
    expect(lines.join('')).toContain('The disk is full');
  });

  it('gives the key to Google in a header, and to no address and no log', async () => {
    publish([video(1)]);
    await api.list(FEED);
    await api.list('https://www.youtube.com/feeds/videos.xml?channel_id=UCnobodyaaaaaaaaaaaaaaaA');
    expect(server.requests.every(({ headers }) => headers['x-goog-api-key'] === KEY)).toBe(true);
    expect(server.requests.filter(({ path }) => path.includes(KEY))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(KEY);
  });
});
