import type { Poll } from './poll.ts';

/** How long before the lock a poll reminds of itself, and how long it must have been open until then. */
const REMINDER_LEAD_MS = 3_600_000;
const REMINDER_LEAST_OPEN_MS = 2 * 3_600_000;
/** Later than this the reminder is stale: it was owed while the bot was away, or Discord was. */
const REMINDER_FRESH_MS = 900_000;

/** No vote can be made, withdrawn or reopened any more: what counts is final, whatever result is given. */
export function isOver(poll: Pick<Poll, 'state'>): boolean {
  return poll.state === 'settled' || poll.state === 'void';
}

/** Nothing is left to do: no vote, no history to let go, no message owed, nothing to draw. A correction wakes it again. */
export function atRest(poll: Poll): boolean {
  if (!isOver(poll) || poll.trimmed !== true || poll.deleted === true) return false;
  const owes = poll.resultMessages.some((message) => message.id === undefined && message.skipped !== true);
  if (owes || poll.resultMessages.some(({ outdated }) => outdated !== undefined)) return false;
  const cannotShow = poll.paused?.reason === 'message-gone' || (poll.state === 'void' && poll.message.id === undefined);
  return isDrawn(poll) || cannotShow;
}

/** The poll's own message shows it as it is. */
export function isDrawn(poll: Poll): boolean {
  return poll.shownRevision === poll.revision && poll.message.outdated === undefined;
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
