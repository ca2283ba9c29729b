import type { FeedEntry, FeedSource } from './feed-document.ts';
import type { FeedMemory } from './feed-memory.ts';

/**
 * The order in which a feed lists its entries. `unordered`: new ones turn up anywhere (alphabetical, or as a playlist's
 * maker likes). `unknown`: nothing tells yet.
 */
export type FeedOrder = 'newest-first' | 'oldest-first' | 'unordered' | 'unknown';

/** Where a new entry turned up among those that were known. */
export type Arrival = FeedMemory['arrivals'][number];

/** An arrival counts as a habit from this share of all arrivals on. */
const HABIT = 0.6;
const MANY_ARRIVALS = 4;
/** An order holds although one date is wrong, or a fifth of many. */
const MOST_OUTLIERS = 0.2;

/**
 * The order of a feed: from where its new entries turned up, once there are some; before that from its dates, or
 * without dates from numbers in titles or links. `listed`: the known entries of a document, in its order; new ones
 * prove nothing.
 */
export function orderOf(memory: FeedMemory, source: FeedSource, listed: readonly FeedEntry[]): FeedOrder {
  if (source === 'channel') return 'newest-first';
  if (source === 'playlist') return 'unknown';
  const byRank = orderOfRanks(ranksOf(listed)(listed));
  const { arrivals } = memory;
  const part = (where: Arrival) => arrivals.filter((arrival) => arrival === where).length / arrivals.length;
  // One arrival is no habit: an old entry that came up at the end looks the same.
  if (arrivals.length === 0 || (arrivals.length === 1 && byRank !== 'unknown')) return byRank;
  if (part('top') >= HABIT) return 'newest-first';
  if (part('end') >= HABIT && arrivals.length > 1) return 'oldest-first';
  return arrivals.length >= MANY_ARRIVALS || part('between') > 1 - HABIT ? 'unordered' : byRank;
}

/** How new each entry is, as numbers that can only be compared with each other; undefined where nothing tells. */
export type Ranks = (entries: readonly FeedEntry[]) => readonly (number | undefined)[];

/** By date where most entries have one; otherwise by the numbers in titles or links. */
export function ranksOf(entries: readonly FeedEntry[]): Ranks {
  const kinds: ((entry: FeedEntry) => number | undefined)[] = [
    ({ publishedMs }) => publishedMs,
    ({ title }) => numberIn(title, 'first'),
    ({ title }) => numberIn(title, 'last'),
    ({ linkIdentity }) => numberIn(linkIdentity ?? '', 'last'),
  ];
  for (const kind of kinds) {
    const found = entries.map(kind).filter((rank) => rank !== undefined);
    const isUseful = found.length * 2 > entries.length && new Set(found).size * 2 > found.length;
    if (isUseful) return (of) => of.map(kind);
  }
  return (of) => of.map(() => undefined);
}

function numberIn(text: string, which: 'first' | 'last'): number | undefined {
  const numbers = text.match(/\d{1,15}/g);
  const chosen = which === 'first' ? numbers?.[0] : numbers?.at(-1);
  return chosen === undefined ? undefined : Number(chosen);
}

function orderOfRanks(ranks: readonly (number | undefined)[]): FeedOrder {
  const known = ranks.filter((rank) => rank !== undefined);
  if (known.length < 2) return 'unknown';
  const rising = longestRise(known);
  const falling = longestRise(known.map((rank) => -rank));
  const enough = known.length - Math.max(1, Math.floor(known.length * MOST_OUTLIERS));
  if (Math.max(rising, falling) < enough) return 'unordered';
  if (rising === falling) return rising === known.length ? 'unknown' : 'unordered';
  return falling > rising ? 'newest-first' : 'oldest-first';
}

/** The length of the longest part, leaving others out, in which no number is smaller than the one before. */
function longestRise(numbers: readonly number[]): number {
  // For each length, the smallest number with which such a part can end.
  const ends: number[] = [];
  for (const number of numbers) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
  }
  return ends.length;
}

/**
 * Entries in the order in which to post them, oldest first. Playlists keep their own order. Otherwise by date of
 * publication; equal dates by the document, read from its old end, and an entry without a date stays beside its older
 * neighbour.
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
