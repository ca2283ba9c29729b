import { pasted, youtubeAddress } from '../../sources/addresses/youtube-address.ts';
import type { ChannelPages } from '../../sources/feeds/channel-pages.ts';

export type ResolvedFeed =
  | { readonly url: string }
  | { readonly failure: 'not-found' | 'not-an-address' }
  /** YouTube does not answer right now; its page may be subscribed to, and the feed's address is found later. */
  | { readonly failure: 'unreachable'; readonly page: string };

/**
 * Turns what a moderator typed into a feed's address: a YouTube channel's id, address or @handle, the address of any of
 * its videos, or any web address, with or without `https://`.
 */
export function createFeedResolver(pages: ChannelPages): (typed: string) => Promise<ResolvedFeed> {
  return async (typed) => {
    const address = youtubeAddress(typed);
    if (address.kind === 'feed') return { url: address.url };
    if (address.kind === 'page') {
      const found = await pages.findChannel(address.url);
      if (found.kind === 'found') return { url: found.feedUrl };
      return found.reason === 'no-such-channel' || found.reason === 'no-id'
        ? { failure: 'not-found' }
        : { failure: 'unreachable', page: address.url };
    }
    const given = pasted(typed);
    const full = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+(?::\d{1,5})?(?=[/?#]|$)/u.test(given)
      ? `https://${given}`
      : given;
    return URL.canParse(full) && /^https?:$/.test(new URL(full).protocol)
      ? { url: new URL(full).href }
      : { failure: 'not-an-address' };
  };
}
