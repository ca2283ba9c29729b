import { describe, expect, test } from 'vitest';
import { youtubeAddress } from '../../../src/sources/feeds/youtube-address.ts';

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
  test.each([
    ['@VIVINOS', 'https://www.youtube.com/@VIVINOS'],
    ['https://www.youtube.com/@VIVINOS', 'https://www.youtube.com/@VIVINOS'],
    ['youtube.com/@VIVINOS/videos', 'https://www.youtube.com/@VIVINOS'],
    ['https://www.youtube.com/c/VIVINOS', 'https://www.youtube.com/c/VIVINOS'],
    ['@비비노스', 'https://www.youtube.com/@%EB%B9%84%EB%B9%84%EB%85%B8%EC%8A%A4'],
    ['https://www.youtube.com/%40VIVINOS', 'https://www.youtube.com/@VIVINOS'],
  ])('%s', (text, url) => {
    expect(youtubeAddress(text)).toEqual({ kind: 'page', url });
  });
});

test.each([
  'https://example.com/feed.xml',
  `https://www.youtube.com.evil.example/channel/${channelId}`,
  `https://evil.example/@VIVINOS`,
  'https://www.youtube.com/watch?v=rHQeg5EtqDQ',
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
