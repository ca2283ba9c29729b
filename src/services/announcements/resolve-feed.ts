import { youtubeAddress } from '../../sources/feeds/youtube-address.ts';
import type { ChannelPages } from '../../sources/feeds/youtube-channel-page.ts';

export type ResolvedFeed =
  | { readonly url: string }
  | { readonly failure: 'not-found' | 'unreachable' | 'not-an-address' };

/** Turns what a moderator gave into a feed's address: a channel's id, address or @handle, or any web address as it is. */
export function createFeedResolver(pages: ChannelPages): (typed: string) => Promise<ResolvedFeed> {
  return async (typed) => {
    const address = youtubeAddress(typed);
    if (address.kind === 'feed') return { url: address.url };
    if (address.kind === 'page') {
      const found = await pages.findChannel(address.url);
      if (found.kind === 'found') return { url: found.feedUrl };
      return { failure: found.reason === 'no-such-channel' || found.reason === 'no-id' ? 'not-found' : 'unreachable' };
    }
    return URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)
      ? { url: new URL(typed).href }
      : { failure: 'not-an-address' };
  };
}
