import type { Clock } from '../../util/clock.ts';
import { channelFeedUrl, youtubeAddress } from '../addresses/youtube-address.ts';
import { createDocumentReader, type DocumentReader } from '../documents/document-reader.ts';
import type { FeedFailure } from '../fetching/feed-failure.ts';
import { failureOf } from '../fetching/fetch-fault.ts';
import { createFetchLater } from '../fetching/fetch-later.ts';
import type { GuardedFetchOptions } from '../fetching/guarded-fetch.ts';
import { firstHeader } from '../fetching/response-headers.ts';
import type { FeedReader } from './read-feed.ts';

/**
 * The result of looking up a channel's id on its page.
 * - `no-such-channel`: YouTube says there is none of that name.
 * - `consent`: YouTube shows a page that asks for consent to cookies instead.
 * - `blocked`: YouTube takes this machine for a robot.
 * - `no-id`: the page came, but its id was not found, or it names several.
 * - `unreachable`: the page could not be fetched; `failure` says why.
 * In all these cases, ask the person for the channel's id itself.
 */
export type ChannelLookup =
  | { readonly kind: 'found'; readonly channelId: string; readonly feedUrl: string }
  | { readonly kind: 'failed'; readonly reason: 'no-such-channel' | 'consent' | 'blocked' | 'no-id' }
  | { readonly kind: 'failed'; readonly reason: 'unreachable'; readonly failure: FeedFailure };

export interface ChannelPages {
  /**
   * Finds the channel's id on the page of a channel or a video (the `page` of youtubeAddress). Never throws for what a
   * server does.
   */
  findChannel(pageUrl: string): Promise<ChannelLookup>;
  close(): Promise<void>;
}

/** A channel's page has about 1 MB. */
const MOST_PAGE_BYTES = 6 * 1024 * 1024;

export function createChannelPages(
  options: GuardedFetchOptions & { readonly clock: Clock; readonly documents?: DocumentReader },
): ChannelPages {
  const documents = options.documents ?? createDocumentReader();
  const fetch = createFetchLater({ ...options, mostBytes: options.mostBytes ?? MOST_PAGE_BYTES });

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
 * Reads as `reader` does. For the page of a YouTube channel, it finds the channel's feed: the reading is then `moved`,
 * or `failed` until YouTube tells.
 */
export function withChannelPages(reader: FeedReader, pages: ChannelPages): FeedReader {
  return {
    async read(url, validators) {
      const address = youtubeAddress(url);
      if (address.kind !== 'page') return reader.read(url, validators);
      const found = await pages.findChannel(address.url);
      if (found.kind === 'found') return { kind: 'moved', url: found.feedUrl };
      return { kind: 'failed', failure: untoldId(found, address.url) };
    },
    close: () => reader.close(),
  };
}

function untoldId(found: Exclude<ChannelLookup, { kind: 'found' }>, url: string): FeedFailure {
  if (found.reason === 'unreachable') return found.failure;
  const isAnswer = found.reason === 'blocked' || found.reason === 'no-such-channel';
  const detail = `YouTube does not tell the channel's id: ${found.reason}`;
  return { reason: isAnswer ? 'http-status' : 'not-a-feed', url, detail };
}
