import type { Clock } from '../../util/clock.ts';
import { createDocumentReader, type DocumentReader } from './document-reader.ts';
import type { FeedFailure } from './feed-failure.ts';
import { failureOf } from './fetch-fault.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { firstHeader } from './response-headers.ts';
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
  /** Reads the page of a channel or a video (the `page` of youtubeAddress) for the id behind its name. Never throws for what a server does. */
  findChannel(pageUrl: string): Promise<ChannelLookup>;
  close(): Promise<void>;
}

/** A channel's page has some 1 MB. */
const MOST_PAGE_BYTES = 6 * 1024 * 1024;

export function createChannelPages(
  options: GuardedFetchOptions & { readonly clock: Clock; readonly documents?: DocumentReader },
): ChannelPages {
  const documents = options.documents ?? createDocumentReader();
  const fetch = createGuardedFetch({ ...options, mostBytes: options.mostBytes ?? MOST_PAGE_BYTES });

  return {
    async findChannel(pageUrl) {
      const fetched = await fetch.get(pageUrl, { accept: 'text/html', nowMs: options.clock.now() });
      if (fetched.kind === 'failed') return failedLookup(fetched.failure);
      if (isConsent(fetched.url)) return { kind: 'failed', reason: 'consent' };
      if (fetched.kind === 'unchanged') return { kind: 'failed', reason: 'no-id' };

      try {
        const { bytes, headers, url } = fetched;
        const task = { kind: 'channel', bytes, contentType: firstHeader(headers, 'content-type'), url } as const;
        const { channelId, hindrance } = await documents.read(task);
        if (channelId !== undefined) return { kind: 'found', channelId, feedUrl: channelFeedUrl(channelId) };
        return { kind: 'failed', reason: hindrance ?? 'no-id' };
      } catch (error) {
        return { kind: 'failed', reason: 'unreachable', failure: failureOf(error, fetched.url, false) };
      }
    },
    async close() {
      await Promise.all([fetch.close(), documents.close()]);
    },
  };
}

/** What the page of a channel, or of one of its videos, tells; `hindrance`: what came in its place. */
export interface ChannelPage {
  readonly channelId: string | undefined;
  readonly hindrance: 'consent' | 'blocked' | undefined;
}

export function readChannelPage(html: string): ChannelPage {
  const channelId = channelIdIn(html);
  const start = html.slice(0, 200_000);
  const isConsent = channelId === undefined && /consent\.(?:youtube|google)\.com/.test(start);
  const isBlocked = channelId === undefined && /automated queries|unusual traffic/i.test(start);
  return { channelId, hindrance: isConsent ? 'consent' : isBlocked ? 'blocked' : undefined };
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
    // Of a video's page: whose the video is.
    /"externalChannelId":"([\w-]{24})"/,
    /"videoDetails":\{"videoId":"[\w-]{11}"[^{}]{0,4000}"channelId":"([\w-]{24})"/,
  ];
  const named = places.map((place) => place.exec(html)?.[1]).filter((id) => id !== undefined && isChannelId(id));
  return new Set(named).size === 1 ? named[0] : undefined;
}
