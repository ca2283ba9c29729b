import { type FilterGate, filterGate } from '../../domain/announcement/gates.ts';
import type { Outbox } from '../../domain/announcement/outbox.ts';
import type { Recognising } from '../../domain/announcement/recognition.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { type EntryGate, explainEntry } from '../../domain/feed/explain-entry.ts';
import type { FeedState, ListedEntry } from '../../domain/feed/feed-state.ts';
import type { Refusal } from '../../domain/refusal.ts';

/** What became of one of a feed's latest entries for one subscription: each gate it passed, and where it stopped. */
export interface EntryStory {
  readonly entry: ListedEntry;
  readonly recognised: Recognising | undefined;
  /** The feed gives it another title than when it was first seen. */
  readonly isRenamed: boolean;
  /** Whether the feed's rules make news of it at all. */
  readonly feed: EntryGate;
  /** What the subscription's filter says; undefined for an entry that the feed's rules did not hand over. */
  readonly filter: FilterGate | undefined;
  /** What the outbox holds about it. */
  readonly outbox:
    | { readonly kind: 'made'; readonly atMs: number }
    | { readonly kind: 'owed'; readonly reason: Refusal | undefined }
    /** It belongs to a flood that a moderator is still to decide about. */
    | { readonly kind: 'asked' }
    | { readonly kind: 'dropped'; readonly reason: Refusal }
    /** Another subscription has announced it in the same channel. */
    | { readonly kind: 'elsewhere' }
    | undefined;
}

export function entryStory(
  subscription: Subscription,
  kept: { readonly state: FeedState; readonly outbox: Outbox; readonly isElsewhere: boolean },
  entry: ListedEntry,
  recognised: Recognising | undefined,
): EntryStory {
  const views = entry.standing === 'out' ? {} : { views: 0, ratings: entry.standing === 'upcoming' ? 1 : 0 };
  const gate = explainEntry(
    kept.state.memory,
    { ...subscription, upcoming: subscription.upcoming === 'hold' ? 'hold' : 'post' },
    { key: entry.key, isShort: entry.isShort, ...views },
  );
  const outbox = inOutbox(entry.key, kept.outbox);
  // A premiere that was listed before the subscription was made is handed over when it has aired.
  const feed: EntryGate = outbox === undefined ? gate : { kind: 'handed-over' };
  const handed = feed.kind === 'handed-over';
  return {
    entry,
    recognised,
    isRenamed: kept.state.memory?.traces.some(([key, alias]) => key === entry.key && alias !== null) ?? false,
    feed,
    filter: handed ? filterGate(subscription, entry.title, recognised?.is) : undefined,
    outbox: outbox ?? (handed && kept.isElsewhere ? { kind: 'elsewhere' } : undefined),
  };
}

function inOutbox(key: string, outbox: Outbox): EntryStory['outbox'] {
  const made = outbox.made.findLast((other) => other.key === key);
  if (made !== undefined) return { kind: 'made', atMs: made.atMs };
  const owed = outbox.owed.find((other) => other.entry.key === key);
  if (owed !== undefined) return { kind: 'owed', reason: outbox.stopped?.reason ?? owed.held };
  if (outbox.flood?.entries.some((other) => other.key === key)) return { kind: 'asked' };
  const dropped = outbox.dropped.findLast((other) => other.key === key);
  return dropped && { kind: 'dropped', reason: dropped.reason };
}
