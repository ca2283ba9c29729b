import { defined } from '../../util/defined.ts';
import type { FeedEntry } from './feed-document.ts';
import {
  dayOf,
  type FeedMemory,
  MOST_ARRIVALS,
  MOST_TRACES,
  MOST_UNAIRED,
  retain,
  type SeenEntry,
  type Trace,
  type UnairedEntry,
  type Validators,
  type Verdict,
} from './feed-memory.ts';
import type { Arrival } from './feed-order.ts';
import { type IdentifiedDocument, traceOf } from './identify-entries.ts';

/** A clock further than this from the feed's newest entry is not trusted; the feed's own dates are used then. */
const TRUSTED_GAP_MS = 30 * 24 * 60 * 60 * 1000;

/** The memory after a document: everything known before, and what this document lists. */
export function remember(
  input: {
    readonly memory: FeedMemory | undefined;
    readonly nowMs: number;
    readonly servedAtMs?: number | undefined;
    readonly validators?: Validators | undefined;
  },
  document: IdentifiedDocument,
  learned: {
    readonly judged: readonly { readonly entry: FeedEntry; readonly verdict: Verdict }[];
    readonly arrivals: readonly Arrival[];
    readonly unaired: ReadonlyMap<string, UnairedEntry>;
  },
): FeedMemory {
  const { memory, nowMs, validators } = input;
  const { judged, arrivals, unaired } = learned;
  const documents = (memory?.documents ?? 0) + (judged.length > 0 || !memory ? 1 : 0);
  const today = dayOf(nowMs);
  const window = document.entries.map(({ key }) => key);
  const listed = new Set(window);
  const justListed = new Set(memory?.window);
  const seen = (memory?.seen ?? []).map((entry): SeenEntry => {
    // A key that has just left the list is kept for the full retention time from now on, however long the bot was away.
    const [key, , verdict, firstDocument] = entry;
    return listed.has(key) || justListed.has(key) ? [key, today, verdict, firstDocument] : entry;
  });
  const added = judged.map(({ entry, verdict }): SeenEntry => [entry.key, today, verdict, documents]);
  const kept = retain([...seen, ...added], listed, today);
  const keptKeys = new Set(kept.map(([key]) => key));
  const baselineMs = memory
    ? memory.baselineMs
    : baselineOf(document.entries, Math.min(nowMs, input.servedAtMs ?? nowMs));

  return {
    version: 2,
    documents,
    ...defined({ baselineMs }),
    window,
    seen: kept,
    traces: tracesAfter(memory?.traces ?? [], document),
    arrivals: [...(memory?.arrivals ?? []), ...arrivals].slice(-MOST_ARRIVALS),
    ambiguous: [...document.ambiguous],
    unaired: [...unaired.values()].filter(({ key }) => keptKeys.has(key)).slice(-MOST_UNAIRED),
    ...(validators ? { validators } : {}),
  };
}

function tracesAfter(before: readonly Trace[], { entries, renamed }: IdentifiedDocument): Trace[] {
  const known = new Map(before.map((trace) => [trace[0], trace]));
  const listed = entries.map((entry) => {
    const trace = known.get(entry.key);
    // Only the first other id is kept: otherwise a feed that makes up new ids at every look would change the memory
    // each time.
    return traceOf(entry, trace?.[1] ?? renamed.get(entry.key) ?? null);
  });
  const keys = new Set(listed.map(([key]) => key));
  const left = before.filter(([key]) => !keys.has(key));
  return [...left.slice(Math.min(left.length, Math.max(0, left.length + listed.length - MOST_TRACES))), ...listed];
}

/** The time of the first look; a clock far ahead of everything the feed lists is not trusted. */
function baselineOf(entries: readonly FeedEntry[], nowMs: number): number {
  const newestMs = entries.reduce((newest, { publishedMs }) => Math.max(newest, publishedMs ?? newest), -Infinity);
  return newestMs > -Infinity && nowMs - newestMs > TRUSTED_GAP_MS ? newestMs : nowMs;
}
