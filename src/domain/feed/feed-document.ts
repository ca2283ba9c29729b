/** What kind of list a feed is. It decides the order of posts and what counts as old: see compare-feed.ts. */
export type FeedSource = 'channel' | 'playlist' | 'rss';

/** The format a document was written in. */
export type FeedKind = 'atom' | 'rss' | 'rdf' | 'json';

/** One entry of a feed, as far as it could be read. Texts are plain text, and never longer than stated. */
export interface FeedEntry {
  /** What identifies the entry for good: its id, else its link, else a hash. At most 200 characters. */
  readonly key: string;
  /** The id as the feed writes it, at most 1,000 characters; absent when there is none. */
  readonly id?: string;
  /** Plain text, no markup, one line, at most 1,000 characters; may be empty. */
  readonly title: string;
  /** http or https only, absolute, at most 2,000 characters. */
  readonly link?: string;
  /** The link in a form that survives http → https, tracking parameters and a trailing slash; only for comparing. */
  readonly linkIdentity?: string;
  /** Milliseconds since 1970; absent when the feed gives no date that can be read. */
  readonly publishedMs?: number;
  readonly updatedMs?: number;
  /** Plain text, at most 200 characters. */
  readonly author?: string;
  /** Number of views; absent when the feed does not count them. */
  readonly views?: number;
  /** Number of ratings; absent when the feed does not count them. */
  readonly ratings?: number;
  /** When a premiere begins, in ms since 1970; only YouTube's Data API tells. */
  readonly startsAtMs?: number;
  /** True while a premiere is live; only YouTube's Data API tells. */
  readonly isLive?: boolean;
  /** True when the link is one of a YouTube Short. */
  readonly isShort: boolean;
}

/** A document that was read completely. `entries` are in the document's own order and may repeat a key. */
export interface FeedDocument {
  readonly kind: FeedKind;
  readonly source: FeedSource;
  /** Plain text, at most 1,000 characters; may be empty. */
  readonly title: string;
  readonly link?: string;
  readonly entries: readonly FeedEntry[];
}

/** YouTube lists at most this many entries: a document with as many may leave others out. */
export const FULL_WINDOW = 15;

/**
 * True for a full playlist that adds its videos at the end: YouTube lists only the first fifteen, so nothing new would
 * ever be seen. Warn whoever subscribes.
 */
export function hidesItsNewest(document: FeedDocument): boolean {
  if (document.source !== 'playlist' || document.entries.length < FULL_WINDOW) return false;
  const [first, second] = document.entries.map((entry) => entry.publishedMs);
  return first !== undefined && second !== undefined && first < second;
}

/**
 * Whether people can watch an entry yet.
 * - `out`: it has been watched, or the feed does not count views.
 * - `upcoming`: nobody has watched it but people have rated it: a premiere or stream that has not aired.
 * - `unclear`: neither watched nor rated: a fresh upload, or a premiere scheduled a moment ago.
 */
export type EntryStanding = 'out' | 'upcoming' | 'unclear';

export function standingOf(entry: Pick<FeedEntry, 'views' | 'ratings'>): EntryStanding {
  if (entry.views === undefined || entry.views > 0) return 'out';
  return (entry.ratings ?? 0) > 0 ? 'upcoming' : 'unclear';
}
