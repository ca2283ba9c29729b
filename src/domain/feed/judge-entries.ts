import { type FeedDocument, type FeedEntry, FULL_WINDOW } from './feed-document.ts';
import type { FeedMemory, SeenEntry, Verdict } from './feed-memory.ts';
import { newestFirst } from './post-order.ts';

/** Videos are sometimes dated when they were uploaded, and released a little later. */
const LATE_RELEASE_MS = 48 * 60 * 60 * 1000;
/** Some RSS feeds list only their latest entry or two, and are replaced whole each time; that is no gap. */
const SHORTEST_RSS_WINDOW = 5;

/** How an entry that was never seen is to be taken. */
export function judge(
  memory: FeedMemory | undefined,
  document: FeedDocument,
  known: ReadonlyMap<string, SeenEntry>,
  rekeyed: boolean,
): (entry: FeedEntry) => Verdict {
  if (!memory) return () => 'baseline';
  if (rekeyed) return () => 'rekeyed';

  const listed = newestFirst(document).map((entry) => entry.key);
  const couldHideOthers = memory.window.length >= FULL_WINDOW && overlaps(memory, document);
  const lastKnown = listed.findLastIndex((key) => known.has(key));
  const behind = new Set(couldHideOthers ? listed.slice(lastKnown + 1) : []);
  const tooLateMs = (memory.baselineMs ?? Number.NEGATIVE_INFINITY) - LATE_RELEASE_MS;
  const links = new Set(memory.window.map(([, link]) => link));

  return (entry) => {
    if (entry.id === undefined && entry.linkIdentity && links.has(entry.linkIdentity)) return 'rekeyed';
    if (behind.has(entry.key)) return 'backfill';
    const isOld = document.source === 'channel' && entry.publishedMs !== undefined && entry.publishedMs < tooLateMs;
    return isOld ? 'before-baseline' : 'new';
  };
}

/** A site that renumbers its entries: every key is new, but most links are those of the document before. */
export function isRekeyed(memory: FeedMemory, document: FeedDocument, known: ReadonlyMap<string, SeenEntry>): boolean {
  if (document.entries.some((entry) => known.has(entry.key))) return false;
  const links = new Set(memory.window.map(([, link]) => link));
  const familiar = document.entries.filter((entry) => entry.linkIdentity && links.has(entry.linkIdentity));
  return familiar.length * 2 > document.entries.length;
}

/** Nothing of the previous document is left, and this one is as long as such feeds get, so more may have been missed. */
export function isGap(memory: FeedMemory, document: FeedDocument): boolean {
  const usualLength = document.source === 'rss' ? SHORTEST_RSS_WINDOW : FULL_WINDOW;
  return memory.window.length > 0 && document.entries.length >= usualLength && !overlaps(memory, document);
}

function overlaps(memory: FeedMemory, document: FeedDocument): boolean {
  const before = new Set(memory.window.map(([key]) => key));
  return document.entries.some((entry) => before.has(entry.key));
}
