import { createHash } from 'node:crypto';
import type { FeedDocument, FeedEntry } from './feed-document.ts';
import { type FeedMemory, MOST_AMBIGUOUS, type Trace } from './feed-memory.ts';

/** A document whose entries have the keys under which they are remembered, whatever the feed calls them today. */
export interface IdentifiedDocument {
  /** In the document's own order; each key once. */
  readonly entries: readonly FeedEntry[];
  /** Known entries that the feed now gives another key: from the remembered key to the new one. */
  readonly renamed: ReadonlyMap<string, string>;
  /** True when most keys of a document are new although its entries are known: the feed has moved, or renumbered. */
  readonly moved: boolean;
  /** Ids and links that several entries have had at the same time, and which identify none. */
  readonly ambiguous: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Finds out which entry is which. An id that is unique in the document identifies an entry, and so does a unique link
 * where there is no id; otherwise title and date do. An entry with an unknown key is recognised by two of link, title
 * and date; after a move of the whole feed, by its link or title alone.
 */
export function identifyEntries(memory: FeedMemory | undefined, document: FeedDocument): IdentifiedDocument {
  const ambiguous = new Set(memory?.ambiguous);
  for (const key of sharedKeys(document.entries)) ambiguous.add(key);
  const links = countsOf(document.entries.map(({ linkIdentity }) => linkIdentity));
  const entries = withoutRepeats(
    document.entries.map((entry) => (ambiguous.has(entry.key) ? { ...entry, key: derivedKey(entry, links) } : entry)),
  );
  if (memory === undefined) return { entries, renamed: new Map(), moved: false, ambiguous: kept(ambiguous) };

  const keyOf = keysKnownBefore(entries, memory);
  const strangers = entries.filter((entry) => !keyOf.has(entry));
  const finder = createFinder(memory, new Set(keyOf.values()));
  const isUniqueLink = ({ linkIdentity }: FeedEntry) => linkIdentity !== undefined && links.get(linkIdentity) === 1;
  const found = strangers.map((entry) => ({ entry, trace: finder.find(entry, isUniqueLink(entry), document.source) }));
  for (const { entry, trace } of found) if (trace !== undefined) keyOf.set(entry, trace[0]);

  const rest = strangers.filter((entry) => !keyOf.has(entry));
  const titles = countsOf(entries.map(({ title }) => titleMark(title)));
  const resembles = (entry: FeedEntry) =>
    finder.resembles(entry, isUniqueLink(entry), titles.get(titleMark(entry.title)) === 1);
  const recognised = strangers.length - rest.length + rest.filter((entry) => resembles(entry) !== undefined).length;
  const isMostUnknown = strangers.length > 1 && strangers.length * 2 >= entries.length;
  const moved = isMostUnknown && recognised > 1 && recognised * 2 >= strangers.length;
  // After a move of the whole feed, the same link or the same title is enough.
  for (const entry of moved ? rest : []) {
    const trace = resembles(entry);
    if (trace !== undefined) keyOf.set(entry, finder.claim(trace)[0]);
  }

  const renamed = new Map<string, string>();
  for (const [entry, key] of keyOf) if (entry.key !== key) renamed.set(key, entry.key);
  const identified = entries.map((entry) => ({ ...entry, key: keyOf.get(entry) ?? entry.key }));
  return { entries: withoutRepeats(identified), renamed, moved, ambiguous: kept(ambiguous) };
}

/** The entries whose key is remembered, as their own or as another id of one, with the key it is remembered under. */
function keysKnownBefore(entries: readonly FeedEntry[], { seen, traces }: FeedMemory): Map<FeedEntry, string> {
  const known = new Set(seen.map(([key]) => key));
  const aliases = new Map(traces.flatMap(([key, alias]) => (alias === null ? [] : [[alias, key] as const])));
  const keyOf = new Map<FeedEntry, string>();
  for (const entry of entries) {
    const key = known.has(entry.key) ? entry.key : aliases.get(entry.key);
    if (key !== undefined) keyOf.set(entry, key);
  }
  return keyOf;
}

/** What is remembered of how an entry looks. */
export function traceOf(entry: FeedEntry, alias: string | null): Trace {
  return [entry.key, alias, entry.linkIdentity ?? null, titleMark(entry.title), entry.publishedMs ?? null];
}

/** A short hash of a title that does not depend on case and spacing; empty for no title. */
function titleMark(title: string): string {
  const plain = title.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return plain === '' ? '' : createHash('sha256').update(plain).digest('base64url').slice(0, 11);
}

/**
 * Keys that more than one entry has. Repeats of one entry with a corrected title do not count: they have the same date
 * and link.
 */
function sharedKeys(entries: readonly FeedEntry[]): ReadonlySet<string> {
  const byKey = new Map<string, FeedEntry[]>();
  for (const entry of entries) {
    const same = byKey.get(entry.key) ?? [];
    if (!same.some(({ title }) => title === entry.title)) byKey.set(entry.key, [...same, entry].slice(0, 3));
  }
  const isRepeat = (one: FeedEntry | undefined, other: FeedEntry | undefined) =>
    one?.publishedMs !== undefined && one.publishedMs === other?.publishedMs && one.linkIdentity === other.linkIdentity;
  const shared = [...byKey].filter(([, same]) => same.length > 2 || (same.length === 2 && !isRepeat(same[0], same[1])));
  return new Set(shared.map(([key]) => key));
}

function derivedKey(entry: FeedEntry, links: ReadonlyMap<string, number>): string {
  const { linkIdentity } = entry;
  const isOfOne = linkIdentity !== undefined && links.get(linkIdentity) === 1;
  const what = isOfOne ? [linkIdentity] : [titleMark(entry.title), entry.publishedMs ?? null];
  return `sha256:${createHash('sha256').update(JSON.stringify(what)).digest('base64url')}`;
}

function kept(ambiguous: ReadonlySet<string>): readonly string[] {
  return [...ambiguous].slice(-MOST_AMBIGUOUS);
}

function withoutRepeats(entries: readonly FeedEntry[]): FeedEntry[] {
  const byKey = new Map<string, FeedEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return [...byKey.values()];
}

function countsOf(texts: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Finds entries by how they looked when they were last listed; each is found once. */
function createFinder(memory: FeedMemory, claimed: Set<string>) {
  const links = countsOf(memory.traces.map(([, , link]) => link ?? undefined));
  const byLink = new Map(memory.traces.flatMap((trace) => (trace[2] === null ? [] : [[trace[2], trace] as const])));
  const byTitle = new Map<string, Trace[]>();
  for (const trace of memory.traces) {
    if (trace[3] !== '') byTitle.set(trace[3], [...(byTitle.get(trace[3]) ?? []).slice(0, 20), trace]);
  }
  const listed = new Set(memory.window);
  const unaired = new Set(memory.unaired.map(({ key }) => key));
  const isFree = (trace: Trace) => !claimed.has(trace[0]);
  const claim = (trace: Trace) => {
    claimed.add(trace[0]);
    return trace;
  };

  function linkedTo(entry: FeedEntry, isUnique: boolean): Trace | undefined {
    const trace =
      isUnique && links.get(entry.linkIdentity ?? '') === 1 ? byLink.get(entry.linkIdentity ?? '') : undefined;
    return trace !== undefined && isFree(trace) ? trace : undefined;
  }
  const titled = (entry: FeedEntry) => (byTitle.get(titleMark(entry.title)) ?? []).filter(isFree);

  return {
    claim,
    /**
     * By two of link, title and date; by the link alone where there was nothing else; a video by its title within a
     * day.
     */
    find(entry: FeedEntry, isUnique: boolean, source: FeedDocument['source']): Trace | undefined {
      const isDated = (trace: Trace) => trace[4] !== null && trace[4] === entry.publishedMs;
      const linked = linkedTo(entry, isUnique);
      if (linked && (entry.id === undefined || isDated(linked) || linked[3] === titleMark(entry.title)))
        return claim(linked);
      const same = titled(entry);
      const dated = same.find(isDated);
      if (dated !== undefined) return claim(dated);
      // YouTube gives a stream another id when it is set up again.
      const again = source === 'rss' ? undefined : same.find((trace) => listed.has(trace[0]) && isSoon(trace, entry));
      return again && claim(again);
    },
    /** By its link alone; or by its title, if no other entry has it and the dates do not contradict. */
    resembles(entry: FeedEntry, isUniqueLink: boolean, isUniqueTitle: boolean): Trace | undefined {
      const linked = linkedTo(entry, isUniqueLink);
      if (linked !== undefined || !isUniqueTitle) return linked;
      const same = byTitle.get(titleMark(entry.title)) ?? [];
      const [trace] = same.length === 1 ? same.filter(isFree) : [];
      const contradicts = trace !== undefined && trace[4] !== null && entry.publishedMs !== undefined;
      return contradicts && trace[4] !== entry.publishedMs ? undefined : trace;
    },
  };

  function isSoon(trace: Trace, entry: FeedEntry): boolean {
    if (unaired.has(trace[0])) return true;
    return trace[4] !== null && entry.publishedMs !== undefined && Math.abs(trace[4] - entry.publishedMs) <= DAY_MS;
  }
}
