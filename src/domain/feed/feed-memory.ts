import { z } from 'zod';

/** How an entry came to be known. Only `new` ones were ever posted. */
const verdictSchema = z.enum(['baseline', 'new', 'backfill', 'before-baseline', 'rekeyed']);
export type Verdict = z.infer<typeof verdictSchema>;

const keySchema = z.string().min(1).max(200);
const momentSchema = z.number().int();

/**
 * One known entry, as a short tuple because there are many: key, the day (since 1970) it was last listed, how it came
 * to be known, and the number of the document that first had it.
 */
const seenSchema = z.tuple([keySchema, z.number().int(), verdictSchema, z.number().int().min(0)]);
export type SeenEntry = z.infer<typeof seenSchema>;

/** A listed entry that was not out when last looked at. */
const unairedSchema = z.strictObject({
  key: keySchema,
  /** It was a YouTube Short at some look, and so stays one. */
  short: z.boolean(),
  /** It was a premiere or stream that had not aired at some look: when it is out, it has aired since. */
  scheduled: z.boolean(),
  /**
   * The last look at which it was certainly not out (absent or upcoming), in ms since 1970. Absent = there was none.
   */
  notOutAtMs: momentSchema.optional(),
  /** Targets that wait until it is out. */
  heldFor: z.array(z.string()),
});
export type UnairedEntry = z.infer<typeof unairedSchema>;

/**
 * How a known entry looked when it was last listed, to recognise it under another id: its key, another id it has had,
 * its link, a hash of its title, its date. `null` where it has none; the hash is then empty.
 */
const traceSchema = z.tuple([
  keySchema,
  keySchema.nullable(),
  z.string().max(200).nullable(),
  z.string().max(16),
  momentSchema.nullable(),
]);
export type Trace = z.infer<typeof traceSchema>;

/** For conditional requests; sent back only to the origin that gave them. */
const validatorsSchema = z.strictObject({
  origin: z.string(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
});
export type Validators = z.infer<typeof validatorsSchema>;

/**
 * What is remembered of one feed, for all its subscriptions. Plain JSON. The document that was seen and the validators
 * of its answer are one record, so that a crash cannot keep only one of them.
 */
export const feedMemorySchema = z.strictObject({
  version: z.literal(2),
  /** Number of documents that had something unknown. The first look is number 1. */
  documents: z.number().int().min(1),
  /** Entries published more than two days before this are not news (channels only). In ms since 1970. */
  baselineMs: momentSchema.optional(),
  /** The keys of the latest document that had entries, in its order. */
  window: z.array(keySchema),
  seen: z.array(seenSchema),
  /** How entries looked that were listed lately, the latest last. */
  traces: z.array(traceSchema),
  /** Where unknown entries turned up in the latest documents that had some, the latest last. */
  arrivals: z.array(z.enum(['top', 'between', 'end'])),
  /** Ids and links that several entries have had at the same time, and which identify none. */
  ambiguous: z.array(keySchema),
  unaired: z.array(unairedSchema),
  validators: validatorsSchema.optional(),
});
export type FeedMemory = z.infer<typeof feedMemorySchema>;

/** Version 1 knew entries only by their keys and links. */
const memoryOfVersion1 = z.looseObject({
  window: z.array(z.tuple([keySchema, z.string().nullable()])),
  unaired: z.array(z.looseObject({ heldFor: z.array(z.string()) })),
});
export function upgradeFeedMemory(old: unknown): unknown {
  const memory = memoryOfVersion1.parse(old);
  return {
    ...memory,
    version: 2,
    window: memory.window.map(([key]) => key),
    traces: memory.window.map(([key, link]): Trace => [key, null, link, '', null]),
    unaired: memory.unaired.map((entry) => ({ ...entry, scheduled: entry.heldFor.length > 0 })),
    arrivals: [],
    ambiguous: [],
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Up to this many keys nothing is forgotten: feeds have brought entries back after a year. */
const ROOM = 5_000;
/** Beyond that, a key that is no longer listed is remembered for this many days. */
export const RETENTION_DAYS = 400;
/**
 * Never more than this, so that a feed that invents keys cannot fill the store. At fifty entries a day (the busiest
 * feed worth announcing), 400 days come to 20,000.
 */
export const MOST_SEEN = 20_000;

/** At most this many entries are watched for being aired; the oldest are dropped. */
export const MOST_UNAIRED = 200;

/** Traces of listed entries are always kept; of those that have left the list, this many. */
export const MOST_TRACES = 200;
export const MOST_ARRIVALS = 12;
export const MOST_AMBIGUOUS = 50;

export function dayOf(nowMs: number): number {
  return Math.floor(nowMs / DAY_MS);
}

/** Drops what may be forgotten, first what has been gone longest, and never a key of `listed`. Keeps the order. */
export function retain(seen: readonly SeenEntry[], listed: ReadonlySet<string>, today: number): SeenEntry[] {
  if (seen.length <= ROOM) return [...seen];

  const leaving = seen.filter(([key]) => !listed.has(key)).sort((a, b) => a[1] - b[1]);
  const expired = leaving.filter(([, day]) => today - day > RETENTION_DAYS).slice(0, seen.length - ROOM);
  const over = leaving.slice(0, Math.max(0, seen.length - MOST_SEEN));
  const dropped = new Set([...expired, ...over].map(([key]) => key));
  return seen.filter(([key]) => !dropped.has(key));
}

/**
 * What the feed still lists, as far as can be told: what it has listed within about a day of its latest document. One
 * document alone is not enough: older copies, or copies that miss an entry for a while, are common.
 */
export function stillListed({ seen }: FeedMemory): ReadonlySet<string> {
  const latestDay = seen.reduce((latest, [, day]) => Math.max(latest, day), 0);
  return new Set(seen.flatMap(([key, day]) => (day >= latestDay - 1 ? [key] : [])));
}
