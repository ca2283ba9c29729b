import type { Config } from '../config.ts';
import { createKeptUnits } from '../services/kept-units.ts';
import { type ChannelPages, createChannelPages } from '../sources/feeds/channel-pages.ts';
import { createFeedReader, type FeedReader } from '../sources/feeds/read-feed.ts';
import { createYoutubeApiLater } from '../sources/youtube-api/ask-later.ts';
import { withSecondPath } from '../sources/youtube-api/second-path.ts';
import type { Store } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** Where feeds and their entries come from. */
export interface FeedSources {
  /** Reads feeds; with a key for YouTube's Data API, also while a feed of YouTube is out. */
  readonly reader: FeedReader;
  /** Reads channels' pages to find their feeds. */
  readonly pages: ChannelPages;
  close(): Promise<void>;
}

export function createFeedSources(parts: {
  readonly config: Pick<Config, 'feedAllowPrivate' | 'youtubeApiKey'>;
  readonly userAgent: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): FeedSources {
  const { config, userAgent, store, clock, log } = parts;
  const options = { userAgent, allowPrivate: config.feedAllowPrivate, clock, log };
  const feedReader = createFeedReader(options);
  const { youtubeApiKey: key } = config;
  const kept = createKeptUnits(store, 'youtube-api');
  const reader =
    key === undefined ? feedReader : withSecondPath(feedReader, createYoutubeApiLater({ ...options, key, kept }), log);
  const pages = createChannelPages(options);
  return {
    reader,
    pages,
    close: async () => void (await Promise.all([reader.close(), pages.close()])),
  };
}
