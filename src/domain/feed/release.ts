import type { FeedEntry } from './feed-document.ts';
import type { Verdict } from './feed-memory.ts';

/** An entry that the feed shows as out for the first time: what locks a poll on its episode. */
export interface Release {
  readonly entry: FeedEntry;
  readonly verdict: Verdict;
  /** True for what was already out when the feed was first looked at: it may have been out for years. */
  readonly atFirstLook: boolean;
  /** The feed listed it before it was out: a premiere, or an upload that nobody had watched yet. */
  readonly wasListed: boolean;
  /** The instant from which votes no longer count. */
  readonly lockAtMs: number;
}

/** Feeds date to the second: within it, nobody knows which of two came first. */
const SECOND_MS = 1000;

/**
 * When an entry counts as out: at its publication, which is over with the second that its date names, but not after the
 * look that shows it, and never before the last look at which it was certainly not out: nobody can have watched it then.
 * Without a date, at the look that shows it. This is the one place where a feed's date meets a clock.
 */
export function outSinceMs(
  publishedMs: number | undefined,
  lastNotOutAtMs: number | undefined,
  shownAtMs: number,
): number {
  const outAtMs = Math.min(publishedMs === undefined ? shownAtMs : endOfSecond(publishedMs), shownAtMs);
  // A copy that claims to be older than that look cannot be what it claims.
  return Math.max(outAtMs, lastNotOutAtMs ?? Number.NEGATIVE_INFINITY);
}

/** Of a date that names no part of a second; any other is the instant itself. */
function endOfSecond(dateMs: number): number {
  return dateMs % SECOND_MS === 0 ? dateMs + SECOND_MS : dateMs;
}

/**
 * From when an entry's episode counts as out for polls; undefined where nothing says that it has not been for long. What came
 * to light late (a first look, or an older entry that takes the place of one removed) is out since its publication. What the
 * feed listed before it was out has been watched coming, however it came to be listed.
 */
export function outForPollsMs({ entry, verdict, atFirstLook, wasListed, lockAtMs }: Release): number | undefined {
  const cameInSight = verdict === 'new' || (wasListed && !atFirstLook);
  return cameInSight ? lockAtMs : entry.publishedMs && Math.min(entry.publishedMs, lockAtMs);
}
