import type { Recognised } from '../knowledge/view-types.ts';
import type { Subscription } from './subscription.ts';

/** Where a new entry stops for a subscription: at its filter. `passed`: it is announced. */
export type FilterGate =
  | { readonly kind: 'passed' }
  /** Known to be something else than an episode. */
  | { readonly kind: 'other'; readonly other: string }
  /** Nothing says that it is an episode, and only those are asked for. */
  | { readonly kind: 'no-episode' }
  /** None of the words asked for is in its title. */
  | { readonly kind: 'words-missing' }
  | { readonly kind: 'word-forbidden'; readonly word: string };

/** The first gate of the filter that an entry does not pass, in the order in which they are told to people. */
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
