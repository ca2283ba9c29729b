import type { FeedTarget } from './compare-feed.ts';
import { type FeedEntry, standingOf } from './feed-document.ts';
import type { FeedMemory, Verdict } from './feed-memory.ts';

/** Why an entry was, or was not, handed to a subscription, in the order in which the rules are applied. */
export type EntryGate =
  | { readonly kind: 'unknown-yet' }
  | { readonly kind: 'silent'; readonly verdict: Exclude<Verdict, 'new'> }
  | { readonly kind: 'before-subscription' }
  | { readonly kind: 'short' }
  | { readonly kind: 'held' }
  | { readonly kind: 'handed-over' };

type Explained = Pick<FeedEntry, 'key' | 'isShort' | 'views' | 'ratings'>;

/**
 * The rule that kept an entry from a target; `handed-over` when none did (the outbox knows the rest). Goes by the
 * target's present options: if they were changed since, the entry is judged as if they had always been so.
 */
export function explainEntry(memory: FeedMemory | undefined, target: FeedTarget, entry: Explained): EntryGate {
  const seen = memory?.seen.find(([key]) => key === entry.key);
  if (!seen) return { kind: 'unknown-yet' };

  const [, , verdict, firstDocument] = seen;
  if (verdict !== 'new') return { kind: 'silent', verdict };
  if (firstDocument <= target.sinceDocument) return { kind: 'before-subscription' };

  const unaired = memory?.unaired.find(({ key }) => key === entry.key);
  if (!target.shorts && (entry.isShort || unaired?.short)) return { kind: 'short' };
  if (unaired?.heldFor.includes(target.id) && standingOf(entry) === 'upcoming') return { kind: 'held' };
  return { kind: 'handed-over' };
}
