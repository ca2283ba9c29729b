import type { FeedDocument, FeedEntry } from './feed-document.ts';

/**
 * The entries of a document in the order in which they should be posted, oldest first; a repeated key keeps its first
 * place. Playlists keep their own order. Elsewhere the date of publication decides; equal dates go by the document,
 * read from its end, and an entry without a date stays next to its older neighbour.
 */
export function inPostOrder(document: FeedDocument): FeedEntry[] {
  const entries = withoutRepeats(document.entries);
  if (document.source === 'playlist') return entries;

  const oldestFirst = isOldestFirst(entries) ? entries : entries.reverse();
  const firstDate = oldestFirst.find((entry) => entry.publishedMs !== undefined)?.publishedMs ?? 0;
  let dateMs = firstDate;
  const dated = oldestFirst.map((entry) => {
    dateMs = entry.publishedMs ?? dateMs;
    return { entry, dateMs };
  });
  return dated.sort((a, b) => a.dateMs - b.dateMs).map(({ entry }) => entry);
}

/** The entries as the document lists them, turned so that the newest comes first; playlists are left as they are. */
export function newestFirst(document: FeedDocument): FeedEntry[] {
  const entries = withoutRepeats(document.entries);
  return document.source === 'rss' && isOldestFirst(entries) ? entries.reverse() : entries;
}

/** Some RSS feeds append: every date is at least the one before, and not all are the same. */
function isOldestFirst(entries: readonly FeedEntry[]): boolean {
  const dates = entries.flatMap((entry) => entry.publishedMs ?? []);
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined || first >= last) return false;
  return dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? date));
}

function withoutRepeats(entries: readonly FeedEntry[]): FeedEntry[] {
  const byKey = new Map<string, FeedEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return [...byKey.values()];
}
