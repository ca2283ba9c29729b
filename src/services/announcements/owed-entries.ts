import { filterGate } from '../../domain/announcement/gates.ts';
import type { AnnouncedEntry } from '../../domain/announcement/outbox.ts';
import type { ListedPremiere } from '../../domain/announcement/premiere.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { type FeedEntry, standingOf } from '../../domain/feed/feed-document.ts';
import type { Recognised } from '../../domain/knowledge/view-types.ts';
import { defined } from '../../util/defined.ts';

/** What a subscription owes its channel for a new entry; undefined when its filter keeps it back. */
export function announcedEntry(
  subscription: Subscription,
  entry: FeedEntry,
  recognised: Recognised | undefined,
): AnnouncedEntry | undefined {
  if (filterGate(subscription, entry.title, recognised).kind !== 'passed') return undefined;
  return {
    key: entry.key,
    title: entry.title,
    ...defined({ link: entry.link, publishedMs: entry.publishedMs }),
    ...(recognised !== undefined && 'episodeId' in recognised ? { episodeId: recognised.episodeId } : {}),
    ...premiereOf(entry),
  };
}

function premiereOf(entry: FeedEntry): Pick<AnnouncedEntry, 'premiere'> {
  if (entry.isLive) return { premiere: { live: true } };
  const standing = standingOf(entry);
  if (standing === 'unclear') return { premiere: { unclear: true } };
  if (standing !== 'upcoming') return {};
  return { premiere: entry.startsAtMs === undefined ? {} : { startsAtMs: entry.startsAtMs } };
}

/** An entry as it stands now, for subscriptions that announced it earlier as a premiere. */
export function listedPremiere(entry: FeedEntry, recognised: Recognised | undefined): ListedPremiere {
  const standing = standingOf(entry);
  return {
    state: entry.isLive ? 'live' : standing === 'upcoming' ? 'scheduled' : standing,
    now: {
      title: entry.title,
      ...defined({ link: entry.link }),
      ...(recognised !== undefined && 'episodeId' in recognised ? { episodeId: recognised.episodeId } : {}),
    },
    startsAtMs: entry.startsAtMs,
  };
}

/**
 * Whether two equal keys mean the same thing in any feed: a channel's feed and a playlist's share video ids, while a
 * key like `4711` means something else in each feed.
 */
export function isSameEverywhere(key: string): boolean {
  return key.startsWith('yt:video:') || /^https?:\/\//.test(key);
}
