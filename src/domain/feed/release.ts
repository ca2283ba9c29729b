import type { FeedEntry } from './feed-document.ts';
import type { Verdict } from './feed-memory.ts';

/** An entry that the feed shows as out for the first time; it locks polls on its episode. */
export interface Release {
  readonly entry: FeedEntry;
  readonly verdict: Verdict;
  /** True for an entry that was out already when the feed was first looked at, possibly for years. */
  readonly atFirstLook: boolean;
  /** The feed listed it before it was out: as a premiere, or as an upload that nobody had watched yet. */
  readonly wasListed: boolean;
  /** Votes from this moment on do not count; in ms since 1970. */
  readonly lockAtMs: number;
}

/** Feeds give dates in whole seconds: within one second nobody knows which of two things came first. */
const SECOND_MS = 1000;

/**
 * When an entry counts as out, in ms since 1970: at the end of the second that its date of publication names, but not
 * after the look that shows it, and not before the last look at which it was certainly not out. Without a date, at the
 * look that shows it. This is the one place where a feed's date meets our clock.
 */
export function outSinceMs(
  publishedMs: number | undefined,
  lastNotOutAtMs: number | undefined,
  shownAtMs: number,
): number {
  const outAtMs = Math.min(publishedMs === undefined ? shownAtMs : endOfSecond(publishedMs), shownAtMs);
  // A copy that claims to be older than the last look without the entry cannot be that old.
  return Math.max(outAtMs, lastNotOutAtMs ?? Number.NEGATIVE_INFINITY);
}

/** The end of the second for a date in whole seconds; a more exact date stays as it is. */
function endOfSecond(dateMs: number): number {
  return dateMs % SECOND_MS === 0 ? dateMs + SECOND_MS : dateMs;
}

/**
 * From when an entry's episode counts as out for polls, in ms since 1970; undefined where it may have been out for
 * long. An entry that came to light late (at a first look, or in the place of one removed) is out since its
 * publication. An entry that the feed listed before it was out was seen coming, so its lock moment counts.
 */
export function outForPollsMs({ entry, verdict, atFirstLook, wasListed, lockAtMs }: Release): number | undefined {
  const cameInSight = verdict === 'new' || (wasListed && !atFirstLook);
  return cameInSight ? lockAtMs : entry.publishedMs && Math.min(entry.publishedMs, lockAtMs);
}
