import type { Poll } from './poll.ts';

/** How long before the lock a poll reminds of itself, and how long it must have been open until then. */
const REMINDER_LEAD_MS = 3_600_000;
const REMINDER_LEAST_OPEN_MS = 2 * 3_600_000;
/** Later than this the reminder is stale: it was owed while the bot was away, or Discord was. */
const REMINDER_FRESH_MS = 900_000;

/** Nothing is left to do: no vote, no message owed, nothing to draw. A correction wakes it again. */
export function atRest(poll: Poll): boolean {
  if (poll.state !== 'settled' && poll.state !== 'void') return false;
  const owes = poll.resultMessages.some((message) => message.id === undefined && message.skipped !== true);
  const cannotShow = poll.paused?.reason === 'message-gone' || (poll.state === 'void' && poll.message.id === undefined);
  return !owes && (poll.shownRevision === poll.revision || cannotShow);
}

/** When the one reminder before the lock is due; undefined for a poll open too shortly, or that closes with its episode. */
export function reminderAtMs(poll: Poll): number | undefined {
  const atMs = poll.closesAtMs - REMINDER_LEAD_MS;
  return poll.untilEpisode === true || atMs - poll.openedAtMs < REMINDER_LEAST_OPEN_MS ? undefined : atMs;
}

/** What is to be done about the reminder now. */
export function reminderStep(poll: Poll, nowMs: number): 'nothing' | 'post' | 'skip' {
  const atMs = reminderAtMs(poll);
  if (poll.reminder?.id !== undefined || poll.reminder?.skipped === true) return 'nothing';
  if (poll.state !== 'open' || atMs === undefined || nowMs < atMs || nowMs >= poll.closesAtMs) return 'nothing';
  return nowMs - atMs > REMINDER_FRESH_MS ? 'skip' : 'post';
}
