import type { Poll } from './poll.ts';

/** How long before the lock the reminder is posted, and how long the poll must have been open by then. */
const REMINDER_LEAD_MS = 3_600_000;
const REMINDER_LEAST_OPEN_MS = 2 * 3_600_000;
/** A reminder this late is not posted any more: the bot or Discord was away when it was due. */
const REMINDER_FRESH_MS = 900_000;

/** Whether the votes are final: none can be made or withdrawn any more, whatever result is given. */
export function isOver(poll: Pick<Poll, 'state'>): boolean {
  return poll.state === 'settled' || poll.state === 'void';
}

/**
 * Whether nothing is left to do: no vote possible, no history to trim, no votes to count, no message owed, nothing to
 * redraw. A corrected result ends this.
 */
export function atRest(poll: Poll): boolean {
  if (!isOver(poll) || poll.trimmed !== true || poll.counted !== true || poll.deleted === true) return false;
  const owes = poll.resultMessages.some((message) => message.id === undefined && message.skipped !== true);
  if (owes || poll.resultMessages.some(({ outdated }) => outdated !== undefined)) return false;
  const cannotShow = poll.paused?.reason === 'message-gone' || (poll.state === 'void' && poll.message.id === undefined);
  return isDrawn(poll) || cannotShow;
}

/** Whether the poll's own message shows its present state. */
export function isDrawn(poll: Poll): boolean {
  return poll.shownRevision === poll.revision && poll.message.outdated === undefined;
}

/**
 * When the reminder before the lock is due, in ms since 1970; undefined for a poll that is open too briefly or closes
 * with its episode.
 */
export function reminderAtMs(poll: Poll): number | undefined {
  const atMs = poll.closesAtMs - REMINDER_LEAD_MS;
  return poll.untilEpisode === true || atMs - poll.openedAtMs < REMINDER_LEAST_OPEN_MS ? undefined : atMs;
}

/** What to do about the reminder now. */
export function reminderStep(poll: Poll, nowMs: number): 'nothing' | 'post' | 'skip' {
  const atMs = reminderAtMs(poll);
  if (poll.reminder?.id !== undefined || poll.reminder?.skipped === true) return 'nothing';
  if (poll.state !== 'open' || atMs === undefined || nowMs < atMs || nowMs >= poll.closesAtMs) return 'nothing';
  return nowMs - atMs > REMINDER_FRESH_MS ? 'skip' : 'post';
}
