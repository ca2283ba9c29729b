import { z } from 'zod';
import { defined } from '../../util/defined.ts';
import type { FeedComparison } from './compare-feed.ts';
import { type FeedEntry, standingOf } from './feed-document.ts';
import { feedHealthSchema, untriedHealth } from './feed-health.ts';
import type { FeedMemory } from './feed-memory.ts';
import { outForPollsMs } from './release.ts';

/** How many of a feed's entries are kept with their titles, for the status commands. */
export const MOST_LISTED = 15;

/** One of the latest entries of a feed, as it was last seen. */
const listedEntrySchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  link: z.string().optional(),
  publishedMs: z.number().optional(),
  isShort: z.boolean(),
  standing: z.enum(['out', 'upcoming', 'unclear']),
  /**
   * From when on votes on its episode do not count, in ms since 1970; absent for what was out before the feed was first
   * looked at.
   */
  outAtMs: z.number().optional(),
});
export type ListedEntry = z.infer<typeof listedEntrySchema>;

/** What changes with every look at a feed. */
export const feedLookSchema = z.strictObject({
  health: feedHealthSchema,
  /** Newest first. */
  listed: z.array(listedEntrySchema).readonly(),
  /** The feed's own title; absent when it has none. */
  title: z.string().optional(),
});

/** Version 1 also kept how long a copy was fresh, which is no longer used. */
const lookOfVersion1 = z.looseObject({ health: z.looseObject({ freshForSeconds: z.number().optional() }) });
export function upgradeFeedLook(old: unknown): unknown {
  const look = lookOfVersion1.parse(old);
  const { freshForSeconds: _, ...health } = look.health;
  return { ...look, health };
}

/** What is kept of one feed. */
export interface FeedState extends Omit<z.infer<typeof feedLookSchema>, 'title'> {
  readonly title?: string | undefined;
  /** Absent until the first successful read. Large, and unchanged by most looks. */
  readonly memory?: FeedMemory | undefined;
}

export const newFeedState: FeedState = { health: untriedHealth, listed: [] };

/** The latest entries after a document; an entry that is known to be out keeps its moment. */
export function listedAfter(
  before: readonly ListedEntry[],
  { entries, releases }: Pick<FeedComparison, 'entries' | 'releases'>,
): readonly ListedEntry[] {
  if (entries.length === 0) return before;
  const outAt = new Map(before.flatMap(({ key, outAtMs }) => (outAtMs === undefined ? [] : [[key, outAtMs] as const])));
  for (const release of releases) {
    const outAtMs = release.atFirstLook ? undefined : outForPollsMs(release);
    if (outAtMs !== undefined) outAt.set(release.entry.key, outAtMs);
  }
  return entries
    .slice(-MOST_LISTED)
    .reverse()
    .map((entry) => listedEntry(entry, outAt.get(entry.key)));
}

function listedEntry(entry: FeedEntry, outAtMs: number | undefined): ListedEntry {
  return {
    key: entry.key,
    title: entry.title,
    ...defined({ link: entry.link, publishedMs: entry.publishedMs }),
    isShort: entry.isShort,
    standing: standingOf(entry),
    ...defined({ outAtMs }),
  };
}
