import type { FeedFailure } from './feed-failure.ts';
import type { FeedReader } from './read-feed.ts';
import { youtubeAddress } from './youtube-address.ts';
import type { ChannelLookup, ChannelPages } from './youtube-channel-page.ts';

/**
 * Reads as `reader` does. For the page of a channel of YouTube, which is no feed, it finds the feed: the reading is then
 * `moved`, or failed until YouTube tells.
 */
export function withChannelPages(reader: FeedReader, pages: ChannelPages): FeedReader {
  return {
    async read(url, validators) {
      const address = youtubeAddress(url);
      if (address.kind !== 'page') return reader.read(url, validators);
      const found = await pages.findChannel(address.url);
      if (found.kind === 'found') return { kind: 'moved', url: found.feedUrl };
      return { kind: 'failed', failure: failureOf(found, address.url) };
    },
    close: () => reader.close(),
  };
}

function failureOf(found: Exclude<ChannelLookup, { kind: 'found' }>, url: string): FeedFailure {
  if (found.reason === 'unreachable') return found.failure;
  const isAnswer = found.reason === 'blocked' || found.reason === 'no-such-channel';
  const detail = `YouTube does not tell the channel's id: ${found.reason}`;
  return { reason: isAnswer ? 'http-status' : 'not-a-feed', url, detail };
}
