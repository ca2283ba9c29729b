import type { FeedEntry, FeedSource } from './feed-document.ts';
import type { FeedOrder } from './feed-order.ts';

/**
 * Entries in the order in which they should be posted, oldest first. Playlists keep their own. Elsewhere the date of
 * publication decides; equal dates go by the document, read from its old end, and an entry without a date stays next to
 * its older neighbour.
 */
export function inPostOrder(source: FeedSource, entries: readonly FeedEntry[], order: FeedOrder): readonly FeedEntry[] {
  if (source === 'playlist') return entries;
  const oldestFirst = order === 'oldest-first' ? entries : entries.toReversed();
  let dateMs = oldestFirst.find((entry) => entry.publishedMs !== undefined)?.publishedMs ?? 0;
  const dated = oldestFirst.map((entry) => {
    dateMs = entry.publishedMs ?? dateMs;
    return { entry, dateMs };
  });
  return dated.sort((a, b) => a.dateMs - b.dateMs).map(({ entry }) => entry);
}
