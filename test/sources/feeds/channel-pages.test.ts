import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelIdIn } from '../../../src/sources/documents/read-channel-page.ts';
import { type ChannelPages, createChannelPages } from '../../../src/sources/feeds/channel-pages.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { type FeedAnswer, type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

const id = 'UCsXVk37bltHxD1rDPwtNM8Q';
const other = 'UCz75RVbH8q2jdBJ4SnwuZZQ';
const page = `<html><head><link rel="canonical" href="https://www.youtube.com/channel/${id}"></head><body><script>{"externalId":"${id}","channelId":"${other}"}</script></body></html>`;

let server: FeedServer;
let pages: ChannelPages;
beforeEach(async () => {
  server = await startFeedServer();
  pages = createChannelPages({ clock: createManualClock(0), allowPrivate: true, userAgent: 'Clematis test' });
});
afterEach(async () => {
  await pages.close();
  await server.close();
});

test('a channel’s page tells the id behind its name', async () => {
  server.set('/@name', { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page });
  expect(await pages.findChannel(`${server.origin}/@name`)).toEqual({
    kind: 'found',
    channelId: id,
    feedUrl: `https://www.youtube.com/feeds/videos.xml?channel_id=${id}`,
  });
});

describe('where a page does not help, it is said why', () => {
  test.each<[string, FeedAnswer, string]>([
    ['an unknown name', { status: 404, body: 'Not found' }, 'no-such-channel'],
    ['a page for robots', { status: 429, body: 'We are sorry' }, 'blocked'],
    ['a refusal', { status: 403 }, 'blocked'],
    ['a page for robots with a 200', { body: 'our systems have detected unusual traffic' }, 'blocked'],
    ['a consent page', { body: '<form action="https://consent.youtube.com/save">' }, 'consent'],
    ['a page without an id', { body: '<html></html>' }, 'no-id'],
    ['a page that names two', { body: `${page}<meta itemprop="identifier" content="${other}">` }, 'no-id'],
    ['a server error', { status: 500 }, 'unreachable'],
    ['a broken connection', { misbehave: 'refuse' }, 'unreachable'],
  ])('%s', async (_, answer, reason) => {
    server.set('/@name', answer);
    expect(await pages.findChannel(`${server.origin}/@name`)).toMatchObject({ kind: 'failed', reason });
  });

  test('a redirect to the consent host', async () => {
    server.set('/@name', { status: 302, headers: { location: 'http://consent.youtube.invalid/m?continue=x' } });
    expect(await pages.findChannel(`${server.origin}/@name`)).toMatchObject({ kind: 'failed', reason: 'consent' });
  });
});

test('channels that a page recommends are not taken for its own', () => {
  expect(channelIdIn(`"channelId":"${other}" <a href="/channel/${other}">x</a>`)).toBeUndefined();
  expect(channelIdIn(`<meta itemprop="channelId" content="${id}">`)).toBe(id);
  expect(
    channelIdIn(
      `<link rel="alternate" type="application/rss+xml" href="https://www.youtube.com/feeds/videos.xml?channel_id=${id}">`,
    ),
  ).toBe(id);
  expect(channelIdIn('"externalId":"UCnonsense"')).toBeUndefined();
});

test('a video’s page tells whose the video is, whoever else it names', () => {
  const details = `{"videoId":"rHQeg5EtqDQ","title":"A","channelId":"${id}","isLive":false}`;
  const watch = `<html><script>{"recommended":{"channelId":"${other}"},"videoDetails":${details}}</script></html>`;
  expect(channelIdIn(watch)).toBe(id);
});
