import { describe, expect, test } from 'vitest';
import { youtubeAddress } from '../../../src/sources/addresses/youtube-address.ts';

const channelId = 'UCsXVk37bltHxD1rDPwtNM8Q';
const channelFeed = `https://www.youtube.com/feeds/videos.xml?channel_id=${channelId}`;
const playlistId = 'PLav47HAVZMjnTFVZL-aImCQIC0uLZtNCz';
const playlistFeed = `https://www.youtube.com/feeds/videos.xml?playlist_id=${playlistId}`;

describe('what people paste for a channel or playlist leads to its feed', () => {
  test.each([
    [channelId, channelFeed],
    [`  ${channelId}\n`, channelFeed],
    [`https://www.youtube.com/channel/${channelId}`, channelFeed],
    [`<https://www.youtube.com/channel/${channelId}>`, channelFeed],
    [`https://www.youtube.com/channel/${channelId}/videos?view=0`, channelFeed],
    [`http://m.youtube.com/channel/${channelId}`, channelFeed],
    [`youtube.com/channel/${channelId}`, channelFeed],
    [channelFeed, channelFeed],
    [`feed:${channelFeed}`, channelFeed],
    [`feed://www.youtube.com/feeds/videos.xml?channel_id=${channelId}`, channelFeed],
    [`https://studio.youtube.com/channel/${channelId}/videos`, channelFeed],
    [`https://music.youtube.com/channel/${channelId}`, channelFeed],
    [`https://music.youtube.com/playlist?list=${playlistId}`, playlistFeed],
    [`http://www.youtube.com/feeds/videos.xml?channel_id=${channelId}&x=1`, channelFeed],
    [playlistId, playlistFeed],
    [`https://www.youtube.com/playlist?list=${playlistId}`, playlistFeed],
    [playlistFeed, playlistFeed],
    ['https://www.youtube.com/user/Kurzgesagt', 'https://www.youtube.com/feeds/videos.xml?user=Kurzgesagt'],
  ])('%s', (text, url) => {
    expect(youtubeAddress(text)).toMatchObject({ kind: 'feed', url });
  });
});

describe('a name leads to the page that knows its id', () => {
  test.each<readonly [string, string]>([
    ['@VIVINOS', 'https://www.youtube.com/@VIVINOS'],
    ['https://www.youtube.com/@VIVINOS', 'https://www.youtube.com/@VIVINOS'],
    ['youtube.com/@VIVINOS/videos', 'https://www.youtube.com/@VIVINOS'],
    ['https://www.youtube.com/c/VIVINOS', 'https://www.youtube.com/c/VIVINOS'],
    ['@비비노스', 'https://www.youtube.com/@%EB%B9%84%EB%B9%84%EB%85%B8%EC%8A%A4'],
    ['https://www.youtube.com/%40VIVINOS', 'https://www.youtube.com/@VIVINOS'],
    ['https://www.youtube.com/VIVINOS', 'https://www.youtube.com/VIVINOS'],
    ['https://www.youtube.com/c/비비노스/videos', 'https://www.youtube.com/c/%EB%B9%84%EB%B9%84%EB%85%B8%EC%8A%A4'],
    ...[
      'https://www.youtube.com/watch?v=rHQeg5EtqDQ',
      '<https://www.youtube.com/watch?v=rHQeg5EtqDQ&t=10s>',
      `https://www.youtube.com/watch?list=${playlistId}&v=rHQeg5EtqDQ`,
      'https://youtu.be/rHQeg5EtqDQ?si=abc',
      'youtu.be/rHQeg5EtqDQ',
      'https://m.youtube.com/shorts/rHQeg5EtqDQ',
      'https://www.youtube.com/live/rHQeg5EtqDQ?feature=share',
      'https://www.youtube.com/embed/rHQeg5EtqDQ',
      'https://music.youtube.com/watch?v=rHQeg5EtqDQ',
      'https://studio.youtube.com/video/rHQeg5EtqDQ/edit',
    ].map((pasted) => [pasted, 'https://www.youtube.com/watch?v=rHQeg5EtqDQ'] as const),
  ])('%s', (text, url) => {
    expect(youtubeAddress(text)).toEqual({ kind: 'page', url });
  });
});

test.each([
  'https://example.com/feed.xml',
  `https://www.youtube.com.evil.example/channel/${channelId}`,
  `https://evil.example/@VIVINOS`,
  'https://www.youtube.com/watch?v=short',
  'https://youtu.be/',
  'https://www.youtube.com/results?search_query=x',
  'https://www.youtube.com:444/@VIVINOS',
  'UCsXVk37bltHxD1rDPwtNM8x',
  'UC',
  '@',
  '@a/../b',
  'ftp://www.youtube.com/@VIVINOS',
  '',
  'VIVINOS',
  'https://www.youtube.com/%E0%A4%A',
])('%s is not taken for an address of YouTube’s', (text) => {
  expect(youtubeAddress(text)).toEqual({ kind: 'other' });
});
