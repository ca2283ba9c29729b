import type { Recognised } from '../knowledge/view-types.ts';
import type { Subscription } from './subscription.ts';

/** What a subscription's filter says about a new entry. `passed`: it is announced. */
export type FilterGate =
  | { readonly kind: 'passed' }
  /** Recognised as something other than an episode. */
  | { readonly kind: 'other'; readonly other: string }
  /** Not recognised as an episode, and the subscription wants only episodes. */
  | { readonly kind: 'no-episode' }
  /** The title contains none of the wanted words. */
  | { readonly kind: 'words-missing' }
  | { readonly kind: 'word-forbidden'; readonly word: string };

/** The first rule of the filter that an entry does not pass. The order is the one in which people are told. */
export function filterGate(
  subscription: Pick<Subscription, 'reach' | 'only' | 'never'>,
  title: string,
  recognised: Recognised | undefined,
): FilterGate {
  const { reach, only, never } = subscription;
  if (recognised !== undefined && 'other' in recognised && reach !== 'all') {
    return { kind: 'other', other: recognised.other };
  }
  if (recognised === undefined && reach === 'episodes') return { kind: 'no-episode' };
  const text = title.normalize('NFKC').toLowerCase();
  if (only.length > 0 && !only.some((word) => text.includes(word))) return { kind: 'words-missing' };
  const word = never.find((unwanted) => text.includes(unwanted));
  return word === undefined ? { kind: 'passed' } : { kind: 'word-forbidden', word };
}
