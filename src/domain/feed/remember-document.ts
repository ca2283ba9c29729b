import type { FeedDocument, FeedEntry } from './feed-document.ts';
import {
  dayOf,
  type FeedMemory,
  MOST_UNAIRED,
  retain,
  type SeenEntry,
  type UnairedEntry,
  type Validators,
  type Verdict,
} from './feed-memory.ts';
import { newestFirst } from './post-order.ts';

/** A clock that is further than this from the feed's newest entry proves nothing; the feed's own dates are used then. */
const TRUSTED_GAP_MS = 30 * 24 * 60 * 60 * 1000;

/** The memory after a document: what it listed, and everything known before. */
export function remember(
  input: {
    readonly memory: FeedMemory | undefined;
    readonly document: FeedDocument;
    readonly nowMs: number;
    readonly servedAtMs?: number | undefined;
    readonly validators?: Validators | undefined;
  },
  known: ReadonlyMap<string, SeenEntry>,
  judged: readonly { readonly entry: FeedEntry; readonly verdict: Verdict }[],
  unaired: ReadonlyMap<string, UnairedEntry>,
): FeedMemory {
  const { memory, document, nowMs, validators } = input;
  const documents = (memory?.documents ?? 0) + (judged.length > 0 || !memory ? 1 : 0);
  const today = dayOf(nowMs);
  const window = newestFirst(document).map((entry): [string, string | null] => [entry.key, entry.linkIdentity ?? null]);
  const listed = new Set(window.map(([key]) => key));
  const justListed = new Set(memory?.window.map(([key]) => key));
  const seen = [...known.values()].map((entry): SeenEntry => {
    // A key that has just left the list starts its time of retention now, however long the bot was away.
    const [key, , verdict, firstDocument] = entry;
    return listed.has(key) || justListed.has(key) ? [key, today, verdict, firstDocument] : entry;
  });
  const added = judged.map(({ entry, verdict }): SeenEntry => [entry.key, today, verdict, documents]);
  const kept = retain([...seen, ...added], listed, today);
  const keptKeys = new Set(kept.map(([key]) => key));
  const baselineMs = memory ? memory.baselineMs : baselineOf(document, Math.min(nowMs, input.servedAtMs ?? nowMs));

  return {
    version: 1,
    documents,
    ...(baselineMs === undefined ? {} : { baselineMs }),
    window,
    seen: kept,
    unaired: [...unaired.values()].filter(({ key }) => keptKeys.has(key)).slice(-MOST_UNAIRED),
    ...(validators ? { validators } : {}),
  };
}

/** The time of the first look; a clock far ahead of everything the feed lists is not believed. */
function baselineOf(document: FeedDocument, nowMs: number): number {
  const dates = document.entries.flatMap((entry) => entry.publishedMs ?? []);
  const newestMs = dates.length > 0 ? Math.max(...dates) : nowMs;
  return nowMs - newestMs > TRUSTED_GAP_MS ? newestMs : nowMs;
}
