import { filterGate } from '../../domain/announcement/gates.ts';
import type { AnnouncedEntry } from '../../domain/announcement/outbox.ts';
import type { PremiereState } from '../../domain/announcement/premiere.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { standingOf } from '../../domain/feed/entry-standing.ts';
import type { FeedEntry } from '../../domain/feed/feed-document.ts';
import type { Recognised } from '../../domain/knowledge/view-types.ts';

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
    ...(entry.link === undefined ? {} : { link: entry.link }),
    ...(entry.publishedMs === undefined ? {} : { publishedMs: entry.publishedMs }),
    ...(recognised !== undefined && 'episodeId' in recognised ? { episodeId: recognised.episodeId } : {}),
    ...premiereOf(entry),
  };
}

function premiereOf(entry: FeedEntry): Pick<AnnouncedEntry, 'premiere'> {
  if (entry.isLive) return { premiere: { live: true } };
  if (standingOf(entry) !== 'upcoming') return {};
  return { premiere: entry.startsAtMs === undefined ? {} : { startsAtMs: entry.startsAtMs } };
}

/** How far each entry is. */
export function premiereStates(entries: readonly FeedEntry[]): ReadonlyMap<string, PremiereState> {
  return new Map(
    entries.map((entry) => {
      if (entry.isLive) return [entry.key, 'live'];
      return [entry.key, standingOf(entry) === 'out' ? 'out' : 'scheduled'];
    }),
  );
}
