import type { AnnouncedEntry, FollowUp, Outbox } from './outbox.ts';
import { owe } from './outbox.ts';
import type { Subscription } from './subscription.ts';

/** How far a premiere is: announced only, being shown, or there to be watched. */
export type PremiereState = 'scheduled' | 'live' | 'out';

/**
 * What a premiere's next step means for a subscription that has announced it: the same post drawn again, or one more post.
 * Each step happens once; one that was missed is skipped.
 */
export function followPremieres(
  outbox: Outbox,
  upcoming: Subscription['upcoming'],
  stateOf: (key: string) => PremiereState | undefined,
  nowMs: number,
): Outbox {
  let followed = outbox;
  for (const premiere of outbox.premieres) {
    const { entry, messageId } = premiere;
    const key = entry.listedKey ?? entry.key;
    const state = stateOf(key);
    if (state === undefined || state === 'scheduled' || (state === 'live' && entry.premiere?.live)) continue;
    const { premiere: _, ...rest } = entry;
    const next: AnnouncedEntry = state === 'live' ? { ...rest, premiere: { live: true } } : rest;
    const others = followed.premieres.filter((other) => other !== premiere);
    if (upcoming === 'steps') {
      const step = { ...next, key: `${key}#${state}`, listedKey: key };
      followed = owe({ ...followed, premieres: others }, [step], nowMs);
    } else {
      const edit: FollowUp = { kind: 'edit', key: entry.key, messageId, entry: next, sinceMs: nowMs };
      const waiting = followed.followUps.filter((other) => other.kind !== 'edit' || other.messageId !== messageId);
      const premieres = state === 'live' ? [...others, { entry: next, messageId }] : others;
      followed = { ...followed, premieres, followUps: messageId === '0' ? waiting : [...waiting, edit] };
    }
  }
  return followed;
}
