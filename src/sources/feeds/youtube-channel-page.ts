import type { Clock } from '../../util/clock.ts';
import { decodeBytes } from './decode-bytes.ts';
import type { FeedFailure } from './feed-failure.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { channelFeedUrl, isChannelId } from './youtube-address.ts';

/**
 * What became of looking up a channel's id on its page.
 *
 * - `no-such-channel`: YouTube says there is none of that name.
 * - `consent`: YouTube shows a page that asks for consent to cookies instead.
 * - `blocked`: YouTube takes this machine for a robot.
 * - `no-id`: the page came, but its id was not found, or it names several.
 * - `unreachable`: the page could not be fetched; `failure` says why.
 *
 * After any of these, ask for the channel's id itself.
 */
export type ChannelLookup =
  | { readonly kind: 'found'; readonly channelId: string; readonly feedUrl: string }
  | { readonly kind: 'failed'; readonly reason: 'no-such-channel' | 'consent' | 'blocked' | 'no-id' }
  | { readonly kind: 'failed'; readonly reason: 'unreachable'; readonly failure: FeedFailure };

export interface ChannelPages {
  /** Reads a channel's page (the `page` of youtubeAddress) for the id behind its name. Never throws for what a server does. */
  findChannel(pageUrl: string): Promise<ChannelLookup>;
  close(): Promise<void>;
}

/** A channel's page has some 1 MB. */
const MOST_PAGE_BYTES = 6 * 1024 * 1024;

export function createChannelPages(options: GuardedFetchOptions & { readonly clock: Clock }): ChannelPages {
  const fetch = createGuardedFetch({ ...options, mostBytes: options.mostBytes ?? MOST_PAGE_BYTES });

  return {
    async findChannel(pageUrl) {
      const fetched = await fetch.get(pageUrl, { accept: 'text/html', nowMs: options.clock.now() });
      if (fetched.kind === 'failed') return failedLookup(fetched.failure);
      if (isConsent(fetched.url)) return { kind: 'failed', reason: 'consent' };
      if (fetched.kind === 'unchanged') return { kind: 'failed', reason: 'no-id' };

      const html = decodeBytes(fetched.bytes, fetched.headers['content-type']);
      const channelId = channelIdIn(html);
      if (channelId) return { kind: 'found', channelId, feedUrl: channelFeedUrl(channelId) };
      if (/consent\.youtube\.com|consent\.google\.com/.test(html.slice(0, 200_000)))
        return { kind: 'failed', reason: 'consent' };
      if (/automated queries|unusual traffic/i.test(html.slice(0, 200_000)))
        return { kind: 'failed', reason: 'blocked' };
      return { kind: 'failed', reason: 'no-id' };
    },
    close: () => fetch.close(),
  };
}

function failedLookup(failure: FeedFailure): ChannelLookup {
  if (isConsent(failure.url)) return { kind: 'failed', reason: 'consent' };
  if (failure.status === 404) return { kind: 'failed', reason: 'no-such-channel' };
  if (failure.status === 403 || failure.status === 429 || /\/sorry\//.test(failure.url))
    return { kind: 'failed', reason: 'blocked' };
  return { kind: 'failed', reason: 'unreachable', failure };
}

function isConsent(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.startsWith('consent.');
}

/**
 * The id that the page gives as its own. Pages name other channels too (in what they recommend), so only places that
 * speak of the page itself are looked at, and they must agree.
 */
export function channelIdIn(html: string): string | undefined {
  const places = [
    /<link[^>]{0,200}\brel="canonical"[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<link[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/feeds\/videos\.xml\?channel_id=([\w-]{24})"/,
    /<meta[^>]{0,200}\bproperty="og:url"[^>]{0,200}\bcontent="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<meta[^>]{0,200}\bitemprop="(?:identifier|channelId)"[^>]{0,200}\bcontent="([\w-]{24})"/,
    /"externalId":"([\w-]{24})"/,
  ];
  const named = places.map((place) => place.exec(html)?.[1]).filter((id) => id !== undefined && isChannelId(id));
  return new Set(named).size === 1 ? named[0] : undefined;
}
