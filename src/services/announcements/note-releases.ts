import type { OutAs } from '../../domain/additions/change-additions.ts';
import { outForPollsMs, type Release } from '../../domain/feed/release.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { FeedBook, FeedKey } from './feed-book.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

/**
 * Kept before the entry counts as seen: the polls on an episode that is out lock as of then. `atFirstLook`: it was out when
 * the feed was first looked at.
 */
export type EpisodeOut = (
  guildIds: ReadonlySet<string>,
  episodeId: string,
  sinceMs: number,
  atFirstLook?: boolean,
) => Promise<void>;

/** The same of the series' own feed, for every server of a shard. */
export type SeriesRelease = (shard: number, episodeId: string, sinceMs: number, atFirstLook: boolean) => Promise<void>;

/** What the bot reads a feed for although nobody may subscribe to it: the polls that wait for an episode of the series. */
export interface Watching {
  /** The address of the series' own feed, once it is known. */
  readonly url: () => string | undefined;
  /** The servers with an open poll that an episode is to lock. */
  readonly guildIds: () => ReadonlySet<string>;
  /** The series' feed shows it as out: kept for whoever asks later. */
  readonly seriesRelease: SeriesRelease;
  readonly recognise: Knowledge['recognise'];
  /** Whether a feed is the series' own, as far as is known. */
  readonly isSeries: (feedUrl: string) => boolean;
}

/** These servers' episode is out, with this upload: what they had planned is so no more. */
export type PlannedOut = (guildIds: Iterable<string>, episodeId: string, out: OutAs) => Promise<void>;

/** What a look at a feed shows as out, told to the polls that wait for it. */
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

  /** Nothing waits for a channel here: what is out is kept, and the polls lock by themselves. */
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
