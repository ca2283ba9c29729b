import type { FeedTarget } from './compare-feed.ts';
import { type FeedEntry, standingOf } from './feed-document.ts';
import type { FeedMemory, Verdict } from './feed-memory.ts';

/** Why an entry was, or was not, handed to one subscription. In the order in which the gates stand. */
export type EntryGate =
  | { readonly kind: 'unknown-yet' }
  | { readonly kind: 'silent'; readonly verdict: Exclude<Verdict, 'new'> }
  | { readonly kind: 'before-subscription' }
  | { readonly kind: 'short' }
  | { readonly kind: 'held' }
  | { readonly kind: 'handed-over' };

type Explained = Pick<FeedEntry, 'key' | 'isShort' | 'views' | 'ratings'>;

/**
 * The gate at which an entry stopped for a target; `handed-over` when it passed them all and the outbox knows the rest.
 * It goes by the target's present options: one that has been changed since is judged as if it had always been so.
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
