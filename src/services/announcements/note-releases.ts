import type { OutAs } from '../../domain/additions/change-additions.ts';
import { outForPollsMs, type Release } from '../../domain/feed/release.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { FeedBook, FeedKey } from './feed-book.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

/**
 * Records that an episode is out, before its entry counts as seen; its polls lock as of `sinceMs`. `atFirstLook`: it
 * was out already when the feed was first looked at.
 */
export type EpisodeOut = (
  guildIds: ReadonlySet<string>,
  episodeId: string,
  sinceMs: number,
  atFirstLook?: boolean,
) => Promise<void>;

/** As `EpisodeOut`, for what the series' own feed shows: for every server of a shard. */
export type SeriesRelease = (shard: number, episodeId: string, sinceMs: number, atFirstLook: boolean) => Promise<void>;

/** Why the bot reads a feed even if nobody subscribes to it: polls that wait for an episode of the series. */
export interface Watching {
  /** The address of the series' own feed, once it is known. */
  readonly url: () => string | undefined;
  /** The servers with an open poll that an episode is to lock. */
  readonly guildIds: () => ReadonlySet<string>;
  /** Keeps that the series' feed shows an episode as out, for servers that ask about it later. */
  readonly seriesRelease: SeriesRelease;
  readonly recognise: Knowledge['recognise'];
  /** Whether a feed is the series' own, as far as is known. */
  readonly isSeries: (feedUrl: string) => boolean;
}

/** Called when an episode that these servers had planned is out with this upload: it is planned no longer. */
export type PlannedOut = (guildIds: Iterable<string>, episodeId: string, out: OutAs) => Promise<void>;

/** Tells the polls that wait for an episode what a look at a feed shows as out. */
export function createNoteReleases(parts: {
  feeds: FeedBook;
  book: SubscriptionBook;
  recogniser: Recogniser;
  episodeOut: EpisodeOut;
  plannedOut: PlannedOut;
  watching: Watching;
}): {
  serversOf(key: FeedKey): ReadonlySet<string>;
  noteReleases(key: FeedKey, releases: readonly Release[]): Promise<void>;
} {
  const { feeds, book, recogniser, watching } = parts;

  /** Servers that subscribe to this feed, or whose polls wait for what it shows. */
  function serversOf({ shard, url: feedUrl }: FeedKey): ReadonlySet<string> {
    const waiting = feedUrl === watching.url() ? [...watching.guildIds()] : [];
    return new Set([
      ...book.ofFeed(feedUrl).flatMap((each) => (feeds.keyOf(each).shard === shard ? each.guildId : [])),
      ...waiting.filter((guildId) => feeds.keyOf({ guildId, feedUrl }).shard === shard),
    ]);
  }

  /** Waits for no channel: that the episode is out is kept here, and the polls lock later by themselves. */
  async function noteReleases(key: FeedKey, releases: readonly Release[]): Promise<void> {
    const { url } = key;
    const guildIds = serversOf(key);
    for (const guildId of guildIds) await recogniser.load(guildId);
    for (const release of releases) {
      const sinceMs = outForPollsMs(release);
      if (sinceMs === undefined) continue;
      const { entry, atFirstLook } = release;
      for (const [episodeId, servers] of recogniser.episodesOf(guildIds, url, entry)) {
        await parts.plannedOut(servers, episodeId, { atMs: sinceMs, videoId: videoOf(entry.key), title: entry.title });
        await parts.episodeOut(servers, episodeId, sinceMs, atFirstLook);
      }
      const is = url === watching.url() ? watching.recognise(entry.title) : undefined;
      if (is === undefined || !('episodeId' in is)) continue;
      await watching.seriesRelease(key.shard, is.episodeId, sinceMs, atFirstLook);
    }
  }

  return { serversOf, noteReleases };
}
