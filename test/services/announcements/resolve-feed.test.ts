import { expect, test } from 'vitest';
import { createFeedResolver } from '../../../src/services/announcements/resolve-feed.ts';
import type { ChannelLookup } from '../../../src/sources/feeds/channel-pages.ts';

const channelId = 'UCsXVk37bltHxD1rDPwtNM8Q';
const feedUrl = `https://www.youtube.com/feeds/videos.xml?channel_id=${channelId}`;

const resolveWith = (lookup: ChannelLookup) => {
  const asked: string[] = [];
  const findChannel = async (page: string) => {
    asked.push(page);
    return lookup;
  };
  return { asked, resolve: createFeedResolver({ findChannel, close: async () => {} }) };
};
const found: ChannelLookup = { kind: 'found', channelId, feedUrl };

test.each([
  ['https://blog.example/feed.xml', 'https://blog.example/feed.xml'],
  ['<https://blog.example/feed.xml>', 'https://blog.example/feed.xml'],
  ['feed:https://blog.example/feed.xml', 'https://blog.example/feed.xml'],
  ['feed://blog.example/feed.xml', 'http://blog.example/feed.xml'],
  ['blog.example/feed.xml', 'https://blog.example/feed.xml'],
  ['블로그.example', 'https://xn--2i0b10rqve.example/'],
  [channelId, feedUrl],
])('%s is the feed at %s, and nothing is asked', async (typed, url) => {
  const { asked, resolve } = resolveWith(found);
  expect(await resolve(typed)).toEqual({ url });
  expect(asked).toEqual([]);
});

test('any video of a channel leads to its feed', async () => {
  const { asked, resolve } = resolveWith(found);
  for (const typed of ['https://youtu.be/rHQeg5EtqDQ', 'https://www.youtube.com/shorts/rHQeg5EtqDQ']) {
    expect(await resolve(typed)).toEqual({ url: feedUrl });
  }
  expect(new Set(asked)).toEqual(new Set(['https://www.youtube.com/watch?v=rHQeg5EtqDQ']));
});

test('a YouTube channel whose feed cannot be found right now has a page to subscribe to; one that does not exist has none', async () => {
  const page = 'https://www.youtube.com/@VIVINOS';
  for (const reason of ['consent', 'blocked'] as const) {
    expect(await resolveWith({ kind: 'failed', reason }).resolve('@VIVINOS')).toEqual({ failure: 'unreachable', page });
  }
  expect(await resolveWith({ kind: 'failed', reason: 'no-such-channel' }).resolve('@VIVINOS')).toEqual({
    failure: 'not-found',
  });
});

test.each(['hello', 'ftp://blog.example/feed', 'javascript:alert(1)', '', 'a b.example'])(
  '%s is no address',
  async (typed) => {
    expect(await resolveWith(found).resolve(typed)).toEqual({ failure: 'not-an-address' });
  },
);
