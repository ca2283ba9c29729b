import { standingOf } from './entry-standing.ts';
import { type FeedDocument, type FeedEntry, FULL_WINDOW } from './feed-document.ts';
import { dayOf, type FeedMemory, retain, type SeenEntry, type UnairedEntry, type Verdict } from './feed-memory.ts';
import { type Outing, outSinceMs } from './outing.ts';
import { inPostOrder, newestFirst } from './post-order.ts';

/** One subscription, as far as deciding what is new for it needs. */
export interface FeedTarget {
  readonly id: string;
  /**
   * How many documents had been compared when it subscribed (`memory?.documents ?? 0`). What those listed is never
   * posted to it. Read the feed once right before subscribing, so that this is up to date.
   */
  readonly sinceDocument: number;
  /** False: YouTube's short videos are never posted. */
  readonly shorts: boolean;
  /** `hold`: a premiere waits until it has aired. `post`: it is posted when first seen. Either way once. */
  readonly upcoming: 'post' | 'hold';
}

export interface Post {
  readonly targetId: string;
  readonly entry: FeedEntry;
}

export interface FeedComparison {
  /** What to remember from now on. Save it after the posts have been saved. */
  readonly memory: FeedMemory;
  /** What to post, in this order. */
  readonly posts: readonly Post[];
  /** Entries shown as out for the first time, oldest first. */
  readonly outings: readonly Outing[];
  /** Entries known for the first time, oldest first, and how each was judged. */
  readonly judged: readonly { readonly entry: FeedEntry; readonly verdict: Verdict }[];
  /** True when every key had changed while the links stayed: nothing was posted. Worth a line in the log. */
  readonly rekeyed: boolean;
  /** True when nothing of the previous document is left: entries may have come and gone unseen. Tell the moderators. */
  readonly windowExceeded: boolean;
}

/** Videos are sometimes dated when they were uploaded, and released a little later. */
const LATE_RELEASE_MS = 48 * 60 * 60 * 1000;
/** Some RSS feeds list only their latest entry or two, and are replaced whole each time; that is no gap. */
const SHORTEST_RSS_WINDOW = 5;
/** A clock that is further than this from the feed's newest entry proves nothing; the feed's own dates are used then. */
const TRUSTED_GAP_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Decides what in a document is new, for every subscription to its feed at once.
 *
 * The same memory, document and targets give the same answer. Over any sequence of documents no key is posted twice
 * to a target, as long as each comparison starts from the memory of the one before. An empty document changes nothing
 * once a feed has been seen.
 *
 * @param asOfMs when the document was made, as far as known: the time of the read less the age of the copy.
 * @param lastLookMs the `asOfMs` of the latest successful read before this one, unchanged ones included.
 */
export function compareFeed(input: {
  readonly memory: FeedMemory | undefined;
  readonly document: FeedDocument;
  readonly targets: readonly FeedTarget[];
  readonly nowMs: number;
  readonly asOfMs?: number;
  readonly lastLookMs?: number;
}): FeedComparison {
  const { memory, document, targets, nowMs } = input;
  const shownAtMs = input.asOfMs ?? nowMs;
  if (memory && document.entries.length === 0) return nothing(memory);

  const known = new Map(memory?.seen.map((seen) => [seen[0], seen]));
  const listedBefore = new Set(memory?.window.map(([key]) => key));
  const number = (memory?.documents ?? 0) + 1;
  const rekeyed = memory !== undefined && isRekeyed(memory, document, known);
  const verdictOf = judge(memory, document, known, rekeyed);
  const unairedBefore = new Map(memory?.unaired.map((unaired) => [unaired.key, unaired]));
  const unaired = new Map(unairedBefore);
  const posts: Post[] = [];
  const outings: Outing[] = [];
  const judged: { entry: FeedEntry; verdict: Verdict }[] = [];

  for (const entry of inPostOrder(document)) {
    const seen = known.get(entry.key);
    const verdict = seen?.[2] ?? verdictOf(entry);
    const before = unairedBefore.get(entry.key);
    if (!seen) judged.push({ entry, verdict });
    if (seen && !before) continue;

    const standing = standingOf(entry);
    const short = entry.isShort || (before?.short ?? false);
    const waiting = before
      ? targets.filter((target) => before.heldFor.includes(target.id))
      : targets.filter((target) => verdict === 'new' && number > target.sinceDocument);
    const wanting = waiting.filter((target) => target.shorts || !short);
    const holding = standing === 'upcoming' ? wanting.filter((target) => target.upcoming === 'hold') : [];
    for (const target of wanting) if (!holding.includes(target)) posts.push({ targetId: target.id, entry });

    const absentAtMs = memory && !listedBefore.has(entry.key) ? input.lastLookMs : undefined;
    const lastNotOutMs = latest(before?.notOutAtMs, absentAtMs);
    if (standing === 'out') {
      unaired.delete(entry.key);
      if (verdict !== 'rekeyed')
        outings.push({ entry, verdict, lockAtMs: outSinceMs(entry.publishedMs, lastNotOutMs, shownAtMs) });
    } else {
      const notOutAtMs = standing === 'upcoming' ? shownAtMs : lastNotOutMs;
      const heldFor = holding.map((target) => target.id);
      unaired.set(entry.key, { key: entry.key, short, heldFor, ...(notOutAtMs === undefined ? {} : { notOutAtMs }) });
    }
  }

  return {
    memory: remember(memory, document, nowMs, number, known, judged, unaired),
    posts,
    outings,
    judged,
    rekeyed,
    windowExceeded: memory !== undefined && !rekeyed && isGap(memory, document),
  };
}

function nothing(memory: FeedMemory): FeedComparison {
  return { memory, posts: [], outings: [], judged: [], rekeyed: false, windowExceeded: false };
}

/** How an entry that was never seen is to be taken. */
function judge(
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
function isRekeyed(memory: FeedMemory, document: FeedDocument, known: ReadonlyMap<string, SeenEntry>): boolean {
  if (document.entries.some((entry) => known.has(entry.key))) return false;
  const links = new Set(memory.window.map(([, link]) => link));
  const familiar = document.entries.filter((entry) => entry.linkIdentity && links.has(entry.linkIdentity));
  return familiar.length * 2 > document.entries.length;
}

/** Nothing of the previous document is left, and this one is as long as such feeds get, so more may have been missed. */
function isGap(memory: FeedMemory, document: FeedDocument): boolean {
  const usualLength = document.source === 'rss' ? SHORTEST_RSS_WINDOW : FULL_WINDOW;
  return memory.window.length > 0 && document.entries.length >= usualLength && !overlaps(memory, document);
}

function overlaps(memory: FeedMemory, document: FeedDocument): boolean {
  const before = new Set(memory.window.map(([key]) => key));
  return document.entries.some((entry) => before.has(entry.key));
}

function remember(
  memory: FeedMemory | undefined,
  document: FeedDocument,
  nowMs: number,
  number: number,
  known: ReadonlyMap<string, SeenEntry>,
  judged: readonly { readonly entry: FeedEntry; readonly verdict: Verdict }[],
  unaired: ReadonlyMap<string, UnairedEntry>,
): FeedMemory {
  const today = dayOf(nowMs);
  const window = newestFirst(document).map((entry): [string, string | null] => [entry.key, entry.linkIdentity ?? null]);
  const listed = new Set(window.map(([key]) => key));
  const justListed = new Set(memory?.window.map(([key]) => key));
  const seen = [...known.values()].map((entry): SeenEntry => {
    // A key that has just left the list starts its time of retention now, however long the bot was away.
    const [key, , verdict, firstDocument] = entry;
    return listed.has(key) || justListed.has(key) ? [key, today, verdict, firstDocument] : entry;
  });
  const added = judged.map(({ entry, verdict }): SeenEntry => [entry.key, today, verdict, number]);
  const kept = retain([...seen, ...added], listed, today);
  const keptKeys = new Set(kept.map(([key]) => key));
  const baselineMs = memory ? memory.baselineMs : baselineOf(document, nowMs);

  return {
    version: 1,
    documents: number,
    ...(baselineMs === undefined ? {} : { baselineMs }),
    window,
    seen: kept,
    unaired: [...unaired.values()].filter(({ key }) => keptKeys.has(key)),
    ...(memory?.validators ? { validators: memory.validators } : {}),
  };
}

/** The clock's time of the first look; a clock far ahead of everything the feed lists is not believed. */
function baselineOf(document: FeedDocument, nowMs: number): number {
  const dates = document.entries.flatMap((entry) => entry.publishedMs ?? []);
  const newestMs = dates.length > 0 ? Math.max(...dates) : nowMs;
  return nowMs - newestMs > TRUSTED_GAP_MS ? newestMs : nowMs;
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
