import { z } from 'zod';
import type { Poll } from './poll.ts';

/** A member's wish for a private message before a poll locks. */
export const PrivateReminder = z.strictObject({
  askedAtMs: z.number(),
  /** The member's language, which Discord does not tell when the message is sent. */
  language: z.string(),
  /** When it was sent, in ms since 1970. Saved before sending, so that it is sent once or never. */
  sentAtMs: z.number().optional(),
});
export type PrivateReminder = z.infer<typeof PrivateReminder>;

const LONGEST_LEAD_MS = 3_600_000;
/** With less time left than this, a reminder would come too late to be of use. */
const LEAST_LEFT_MS = 600_000;

/**
 * When a member who asked at `askedAtMs` is reminded, in ms since 1970: an hour before the lock, but not before half of
 * the time left has passed.
 */
export function privateReminderAtMs({ closesAtMs }: Pick<Poll, 'closesAtMs'>, askedAtMs: number): number {
  return closesAtMs - Math.min(LONGEST_LEAD_MS, Math.max(0, closesAtMs - askedAtMs) / 2);
}

/** The earliest moment of any reminder, in ms since 1970. */
export function firstPrivateReminderAtMs({ closesAtMs }: Pick<Poll, 'closesAtMs'>): number {
  return closesAtMs - LONGEST_LEAD_MS;
}

/** Whether the poll can have reminders: when an episode will come out is not known beforehand. */
export function isRemindable(poll: Pick<Poll, 'state' | 'untilEpisode'>): boolean {
  return poll.state === 'open' && poll.untilEpisode !== true;
}

/** Whether there is still enough time for a reminder. */
export function canBeReminded(poll: Pick<Poll, 'state' | 'untilEpisode' | 'closesAtMs'>, nowMs: number): boolean {
  return isRemindable(poll) && poll.closesAtMs - nowMs >= LEAST_LEFT_MS;
}
