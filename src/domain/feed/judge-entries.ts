import { type FeedEntry, type FeedSource, FULL_WINDOW } from './feed-document.ts';
import type { FeedMemory, Verdict } from './feed-memory.ts';
import { type Arrival, type FeedOrder, orderOf, ranksOf } from './feed-order.ts';

/** A video is sometimes dated by its upload and released a little later. */
const LATE_RELEASE_MS = 48 * 60 * 60 * 1000;
/**
 * Some RSS feeds list only their latest one or two entries, and all of them are replaced each time; that is not a gap.
 */
const SHORTEST_RSS_WINDOW = 5;

/** A document to judge: `entries` have the keys under which they are remembered, in the document's order. */
export interface JudgedDocument {
  readonly source: FeedSource;
  readonly entries: readonly FeedEntry[];
  /** The whole feed has other ids than before: see identify-entries.ts. */
  readonly moved: boolean;
}

export interface Judgement {
  /** The verdict on an entry that was never seen. */
  readonly verdictOf: (entry: FeedEntry) => Verdict;
  /** Which way the feed lists its entries. */
  readonly order: FeedOrder;
  /** Where unknown entries turned up, for learning the order. */
  readonly arrivals: readonly Arrival[];
}

/**
 * Judges the unknown entries of a document. Each is `new`, except:
 * - `baseline`: listed by the first document;
 * - `backfill`: came up behind everything known, at the old end of the list, because something has left it or the list
 * has become longer. In an unordered list nothing is behind anything. Where dates (or numbers in titles) say that it is
 * newer than most of what is known, they count;
 * - `before-baseline`: in a channel, published more than two days before the first look.
 */
export function judge(memory: FeedMemory | undefined, document: JudgedDocument, known: ReadonlySet<string>): Judgement {
  const { source, entries } = document;
  if (memory === undefined) return { verdictOf: () => 'baseline', order: 'unknown', arrivals: [] };

  const isKnown = ({ key }: FeedEntry) => known.has(key);
  const familiar = entries.filter(isKnown);
  const order = orderOf(memory, source, familiar.length > 1 ? familiar : entries);
  const fromNewEnd = order === 'oldest-first' ? entries.toReversed() : entries;
  const lastKnown = fromNewEnd.findLastIndex(isKnown);
  const behind = new Set(lastKnown < 0 || order === 'unordered' ? [] : fromNewEnd.slice(lastKnown + 1));
  const hasFreedPlaces = freedPlaces(memory, entries, order) > 0;
  const overlaps = entries.some(({ key }) => memory.window.includes(key));
  const isFull = source !== 'rss' && memory.window.length >= FULL_WINDOW && overlaps;
  const isOlder = olderThanMost(familiar);
  const tooLateMs = (memory.baselineMs ?? Number.NEGATIVE_INFINITY) - LATE_RELEASE_MS;

  function cameUp(entry: FeedEntry): boolean {
    if (!behind.has(entry)) return false;
    // YouTube lists fifteen: a shorter list left nothing out.
    if (source !== 'rss') return isFull;
    return isOlder(entry) ?? (order !== 'unknown' || document.moved || hasFreedPlaces);
  }
  function verdictOf(entry: FeedEntry): Verdict {
    if (cameUp(entry)) return 'backfill';
    const isOld = source === 'channel' && entry.publishedMs !== undefined && entry.publishedMs < tooLateMs;
    return isOld ? 'before-baseline' : 'new';
  }
  return { verdictOf, order, arrivals: document.moved ? [] : arrivalsIn(entries, isKnown, isOlder) };
}

/**
 * Whether entries may have been missed: nothing of the previous document is left, and this one is as long as such feeds
 * get.
 */
export function isGap(memory: FeedMemory, { source, entries }: JudgedDocument): boolean {
  const usualLength = source === 'rss' ? SHORTEST_RSS_WINDOW : FULL_WINDOW;
  const before = new Set(memory.window);
  return before.size > 0 && entries.length >= usualLength && !entries.some(({ key }) => before.has(key));
}

/** How many entries have left the list other than by being pushed out at its old end. */
function freedPlaces({ window }: FeedMemory, entries: readonly FeedEntry[], order: FeedOrder): number {
  const listed = new Set(entries.map(({ key }) => key));
  const before = order === 'oldest-first' ? window.toReversed() : window;
  const lastLeft = before.findLastIndex((key) => listed.has(key));
  return before.slice(0, lastLeft + 1).filter((key) => !listed.has(key)).length;
}

/** Whether an entry is older than most known entries of a document; undefined where nothing tells. */
function olderThanMost(familiar: readonly FeedEntry[]): (entry: FeedEntry) => boolean | undefined {
  const ranks = ranksOf(familiar);
  const known = ranks(familiar).filter((rank) => rank !== undefined);
  return (entry) => {
    const [rank] = ranks([entry]);
    if (rank === undefined || known.length === 0) return undefined;
    return known.filter((other) => other >= rank).length * 2 >= known.length;
  };
}

/**
 * At most one arrival of each kind per document: a hundred at once are no habit. An entry older than the rest has not
 * arrived but come up from behind.
 */
function arrivalsIn(
  entries: readonly FeedEntry[],
  isKnown: (entry: FeedEntry) => boolean,
  isOlder: (entry: FeedEntry) => boolean | undefined,
): readonly Arrival[] {
  const first = entries.findIndex(isKnown);
  if (first < 0) return [];
  const last = entries.findLastIndex(isKnown);
  const found = new Set<Arrival>();
  for (const [index, entry] of entries.entries()) {
    if (!isKnown(entry) && isOlder(entry) !== true) found.add(index < first ? 'top' : index > last ? 'end' : 'between');
  }
  return [...found];
}
