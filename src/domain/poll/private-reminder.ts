import { z } from 'zod';
import type { Poll } from './poll.ts';

/** That a member wants to be reminded of a poll, by a private message before it locks. */
export const PrivateReminder = z.strictObject({
  askedAtMs: z.number(),
  /** What they read, since nobody tells when the message is sent. */
  language: z.string(),
  /** Saved before it is sent: it is sent once, or never. */
  sentAtMs: z.number().optional(),
});
export type PrivateReminder = z.infer<typeof PrivateReminder>;

const LONGEST_LEAD_MS = 3_600_000;
/** With less than this left, whoever asks may as well vote. */
const LEAST_LEFT_MS = 600_000;

/** When whoever asked at `askedAtMs` is reminded: an hour before the lock, but not before half of what was left is over. */
export function privateReminderAtMs({ closesAtMs }: Pick<Poll, 'closesAtMs'>, askedAtMs: number): number {
  return closesAtMs - Math.min(LONGEST_LEAD_MS, Math.max(0, closesAtMs - askedAtMs) / 2);
}

/** Nobody is reminded before this, whenever they asked. */
export function firstPrivateReminderAtMs({ closesAtMs }: Pick<Poll, 'closesAtMs'>): number {
  return closesAtMs - LONGEST_LEAD_MS;
}

/** Whether its lock can be reminded of at all: nobody knows beforehand when an episode will be out. */
export function isRemindable(poll: Pick<Poll, 'state' | 'untilEpisode'>): boolean {
  return poll.state === 'open' && poll.untilEpisode !== true;
}

/** Whether there is still time to be reminded. */
export function canBeReminded(poll: Pick<Poll, 'state' | 'untilEpisode' | 'closesAtMs'>, nowMs: number): boolean {
  return isRemindable(poll) && poll.closesAtMs - nowMs >= LEAST_LEFT_MS;
}
