import { type EntryStanding, type FeedDocument, type FeedEntry, standingOf } from './feed-document.ts';
import type { FeedMemory, SeenEntry, UnairedEntry, Validators, Verdict } from './feed-memory.ts';
import { inPostOrder } from './feed-order.ts';
import { identifyEntries } from './identify-entries.ts';
import { isGap, judge } from './judge-entries.ts';
import { outSinceMs, type Release } from './release.ts';
import { remember } from './remember-document.ts';

/** A subscription, reduced to what decides which entries are new for it. */
export interface FeedTarget {
  readonly id: string;
  /**
   * The feed's `memory?.documents ?? 0` at the time of subscribing. What was known then is never posted. Read the feed
   * right before subscribing, so that this is up to date.
   */
  readonly sinceDocument: number;
  /** False: YouTube Shorts are never posted. */
  readonly shorts: boolean;
  /** `hold`: a premiere waits until it has aired. `post`: it is posted when first seen. In both cases once. */
  readonly upcoming: 'post' | 'hold';
}

export interface Post {
  readonly targetId: string;
  readonly entry: FeedEntry;
}

export interface FeedComparison {
  /** What to remember from now on. Save it after the posts have been saved. */
  readonly memory: FeedMemory;
  /** False when the memory is what it was, so that there is nothing to save. */
  readonly changed: boolean;
  /** What to post, in this order. */
  readonly posts: readonly Post[];
  /** Entries shown as out for the first time, oldest first. */
  readonly releases: readonly Release[];
  /** Entries known for the first time, oldest first, and how each was judged. */
  readonly judged: readonly { readonly entry: FeedEntry; readonly verdict: Verdict }[];
  /** The document's entries, oldest first, by the keys under which they are remembered. */
  readonly entries: readonly FeedEntry[];
  /** True when the feed's known entries have other ids than before; log it. */
  readonly rekeyed: boolean;
  /**
   * True when nothing of the previous document is listed any more: entries may have come and gone unseen. Tell the
   * moderators.
   */
  readonly windowExceeded: boolean;
}

/**
 * Decides what in a document is new, for every subscription to its feed at once.
 *
 * The same memory, document and targets always give the same answer. Over any sequence of documents no key is posted
 * twice to a target, as long as each comparison starts from the memory of the one before. Once a feed has been seen, an
 * empty document changes nothing. identify-entries.ts finds out which entry is which, judge-entries.ts what is new. A
 * premiere that has aired is also handed to targets that were not given it before: those that came after it was
 * scheduled.
 *
 * @param servedAtMs the time by the server's clock; keeps a clock of ours that is ahead from making news look old.
 * @param asOfMs when the document was made, as far as known: the time of the read minus the age of the copy.
 * @param validators those that came with the document; they are remembered with it.
 * @param lastLookMs the `asOfMs` of the latest successful read before this one, including unchanged ones.
 */
export function compareFeed(input: {
  readonly memory: FeedMemory | undefined;
  readonly document: FeedDocument;
  readonly targets: readonly FeedTarget[];
  readonly nowMs: number;
  readonly servedAtMs?: number | undefined;
  readonly asOfMs?: number | undefined;
  readonly lastLookMs?: number | undefined;
  readonly validators?: Validators | undefined;
}): FeedComparison {
  const { memory, document, targets, nowMs } = input;
  const shownAtMs = input.asOfMs ?? nowMs;
  if (memory && document.entries.length === 0) return nothing(memory, document);

  const known = new Map(memory?.seen.map((seen) => [seen[0], seen]));
  const listedBefore = new Set(memory?.window);
  const number = (memory?.documents ?? 0) + 1;
  const identified = identifyEntries(memory, document);
  const listing = { source: document.source, entries: identified.entries, moved: identified.moved };
  const { verdictOf, order, arrivals } = judge(memory, listing, new Set(known.keys()));
  const unairedBefore = new Map(memory?.unaired.map((unaired) => [unaired.key, unaired]));
  const ordered = inPostOrder(document.source, identified.entries, order);

  const met = ordered.flatMap((entry): MetEntry[] => {
    const seen = known.get(entry.key);
    const before = unairedBefore.get(entry.key);
    if (seen && !before) return [];
    const absentAtMs = memory && !listedBefore.has(entry.key) ? input.lastLookMs : undefined;
    const lastNotOutMs = latest(before?.notOutAtMs, absentAtMs);
    return [meet(entry, { seen, before, verdict: seen?.[2] ?? verdictOf(entry), number, lastNotOutMs })];
  });
  const judged = met.filter(({ seen }) => seen === undefined).map(({ entry, verdict }) => ({ entry, verdict }));
  const posts = met.flatMap((one) => {
    const now = wanting(one, targets).filter((target) => !isHeld(one, target));
    return now.map((target): Post => ({ targetId: target.id, entry: one.entry }));
  });
  const releases = met.filter(({ standing }) => standing === 'out').map((one) => releaseOf(one, !memory, shownAtMs));
  const unaired = new Map(unairedBefore);
  for (const one of met) {
    if (one.standing === 'out') unaired.delete(one.entry.key);
    else unaired.set(one.entry.key, unairedEntry(one, wanting(one, targets), shownAtMs));
  }

  const remembered = remember(input, identified, { judged, arrivals, unaired });
  return {
    memory: remembered,
    changed: JSON.stringify(remembered) !== JSON.stringify(memory),
    entries: ordered,
    posts,
    releases,
    judged,
    rekeyed: identified.moved,
    windowExceeded: memory !== undefined && isGap(memory, listing),
  };
}

/** An entry that is listed for the first time, or was not out when it was last listed. */
interface MetEntry {
  readonly entry: FeedEntry;
  /** What is remembered of it; absent when it is listed for the first time. */
  readonly seen: SeenEntry | undefined;
  readonly before: UnairedEntry | undefined;
  readonly verdict: Verdict;
  /** Number of the document, as targets count them. */
  readonly number: number;
  /** The latest look at which it was certainly not out, in ms since 1970. */
  readonly lastNotOutMs: number | undefined;
  readonly standing: EntryStanding;
  /** It is, or was at an earlier look, a YouTube Short. */
  readonly short: boolean;
  /** It is, or was at an earlier look, a premiere or stream that has not aired. */
  readonly scheduled: boolean;
}

function meet(entry: FeedEntry, known: Omit<MetEntry, 'entry' | 'standing' | 'short' | 'scheduled'>): MetEntry {
  const standing = standingOf(entry);
  const short = entry.isShort || (known.before?.short ?? false);
  const scheduled = standing === 'upcoming' || (known.before?.scheduled ?? false);
  return { entry, ...known, standing, short, scheduled };
}

/** The targets that the entry concerns now, whether they get it or wait for it. */
function wanting(met: MetEntry, targets: readonly FeedTarget[]): readonly FeedTarget[] {
  return targets.filter((target) => isDue(met, target) && (target.shorts || !met.short));
}

/** Whether an entry concerns a target now: it is new, or the target waited for it to air. */
function isDue({ seen, before, verdict, number, standing, scheduled }: MetEntry, target: FeedTarget): boolean {
  if (before === undefined) return verdict === 'new' && number > target.sinceDocument;
  const hasAired = scheduled && standing === 'out';
  return before.heldFor.includes(target.id) || (hasAired && !wasHanded(seen, target));
}

/** Whether a target waits for the entry to air. */
function isHeld({ standing }: MetEntry, target: FeedTarget): boolean {
  return standing === 'upcoming' && target.upcoming === 'hold';
}

function releaseOf(met: MetEntry, atFirstLook: boolean, shownAtMs: number): Release {
  const { entry, verdict, before, lastNotOutMs } = met;
  const lockAtMs = outSinceMs(entry.publishedMs, lastNotOutMs, shownAtMs);
  return { entry, verdict, atFirstLook, wasListed: before !== undefined, lockAtMs };
}

function unairedEntry(met: MetEntry, wanted: readonly FeedTarget[], shownAtMs: number): UnairedEntry {
  const { entry, short, scheduled, standing, lastNotOutMs } = met;
  const notOutAtMs = standing === 'upcoming' ? shownAtMs : lastNotOutMs;
  const heldFor = wanted.filter((target) => isHeld(met, target)).map(({ id }) => id);
  const notOut = notOutAtMs === undefined ? {} : { notOutAtMs };
  return { key: entry.key, short, scheduled, heldFor, ...notOut };
}

/** Whether a target was given the entry when it was first seen. */
function wasHanded(seen: SeenEntry | undefined, target: FeedTarget): boolean {
  return seen !== undefined && seen[2] === 'new' && seen[3] > target.sinceDocument;
}

function nothing(memory: FeedMemory, { entries }: FeedDocument): FeedComparison {
  const none = { posts: [], releases: [], judged: [], rekeyed: false, windowExceeded: false };
  return { memory, changed: false, entries, ...none };
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
