import type { FeedEntry } from './feed-document.ts';

/**
 * Whether people can watch an entry yet.
 *
 * - `out`: it has been watched, or the feed does not count views.
 * - `upcoming`: nobody has watched it, yet people have rated it: a premiere or stream that has not aired.
 * - `unclear`: neither watched nor rated: a fresh upload, or a premiere scheduled a moment ago.
 */
export type EntryStanding = 'out' | 'upcoming' | 'unclear';

export function standingOf(entry: Pick<FeedEntry, 'views' | 'ratings'>): EntryStanding {
  if (entry.views === undefined || entry.views > 0) return 'out';
  return (entry.ratings ?? 0) > 0 ? 'upcoming' : 'unclear';
}
