import { type FilterGate, filterGate } from '../../domain/announcement/gates.ts';
import type { Outbox } from '../../domain/announcement/outbox.ts';
import type { Recognising } from '../../domain/announcement/recognition.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { type EntryGate, explainEntry } from '../../domain/feed/explain-entry.ts';
import type { FeedState, ListedEntry } from '../../domain/feed/feed-state.ts';

/** What became of one of a feed's latest entries for one subscription: each gate it passed, and where it stopped. */
export interface EntryStory {
  readonly entry: ListedEntry;
  readonly recognised: Recognising | undefined;
  /** Whether the feed makes news of it at all. */
  readonly feed: EntryGate;
  /** The subscription's filter; it is asked only about what the feed has handed over. */
  readonly filter: FilterGate | undefined;
  /** What the outbox has of it. */
  readonly outbox:
    | { readonly kind: 'made'; readonly messageId: string; readonly atMs: number }
    | { readonly kind: 'owed'; readonly reason: string | undefined }
    | { readonly kind: 'dropped'; readonly reason: string }
    | undefined;
}

export function entryStory(
  subscription: Subscription,
  state: FeedState,
  outbox: Outbox,
  entry: ListedEntry,
  recognised: Recognising | undefined,
): EntryStory {
  const views = entry.standing === 'out' ? {} : { views: 0, ratings: entry.standing === 'upcoming' ? 1 : 0 };
  const feed = explainEntry(
    state.memory,
    { ...subscription, upcoming: subscription.upcoming === 'hold' ? 'hold' : 'post' },
    { key: entry.key, isShort: entry.isShort, ...views },
  );
  const handed = feed.kind === 'handed-over';
  const made = outbox.made.findLast(({ key }) => key === entry.key);
  const owed = outbox.owed.find((other) => other.entry.key === entry.key);
  const dropped = outbox.dropped.findLast(({ key }) => key === entry.key);
  return {
    entry,
    recognised,
    feed,
    filter: handed ? filterGate(subscription, entry.title, recognised?.is) : undefined,
    outbox: made
      ? { kind: 'made', messageId: made.messageId, atMs: made.atMs }
      : owed
        ? { kind: 'owed', reason: outbox.stopped?.reason ?? owed.held }
        : dropped && { kind: 'dropped', reason: dropped.reason },
  };
}
