import { defined } from '../../util/defined.ts';
import { isSameEmoji, SPARE_EMOJI } from './emoji.ts';
import { type LockCause, type OwedMessage, type Poll, type PollResult, winnerOf } from './poll.ts';

/*
 * What a poll becomes by each thing that happens to it. Plain values: who calls these writes what they return, in one
 * guarded write.
 */

/**
 * Locks an open poll as of `asOfMs`, but not later than its deadline. Undefined when it is not open: somebody else
 * locked it first.
 */
export function lockPoll(poll: Poll, lock: { asOfMs: number; cause: LockCause; uncounted?: number }): Poll | undefined {
  if (poll.state !== 'open') return undefined;
  return {
    ...moved(poll, 'locked'),
    lockedBy: lock.cause,
    lockedAsOfMs: Math.min(lock.asOfMs, poll.closesAtMs),
    uncounted: poll.uncounted + (lock.uncounted ?? 0),
  };
}

/** Gives the result, or corrects it. Undefined when it changes nothing, or the poll is still open or void. */
export function settlePoll(poll: Poll, result: PollResult): Poll | undefined {
  if (poll.state !== 'locked' && poll.state !== 'settled') return undefined;
  if (winnerOf(poll) === result.winnerId) return undefined;
  if (!poll.contestants.some((contestant) => contestant.id === result.winnerId)) return undefined;
  return {
    ...moved(poll, 'settled'),
    results: [...poll.results, result],
    // A result that was corrected before it was posted is never posted; only the last one is.
    resultMessages: [...poll.resultMessages.map(overtaken), {}],
  };
}

/** Takes votes again until `closesAtMs`; votes given before the lock stay. Undefined unless it is locked. */
export function reopenPoll(poll: Poll, closesAtMs: number, nowMs: number): Poll | undefined {
  const open = unlockPoll(poll);
  if (open === undefined) return undefined;
  const { untilEpisode: _until, ...rest } = open;
  return { ...rest, closesAtMs, reopenedAtMs: nowMs };
}

/** Undoes a lock that was a mistake, as if it had not happened. Undefined unless it is locked. */
export function unlockPoll(poll: Poll): Poll | undefined {
  if (poll.state !== 'locked') return undefined;
  const { lockedAsOfMs: _asOf, lockedBy: _by, reminder: _reminder, ...open } = moved(poll, 'open');
  return { ...open, uncounted: 0 };
}

/** Takes the poll out of every score. Undefined when it is void already. */
export function voidPoll(poll: Poll): Poll | undefined {
  if (poll.state === 'void') return undefined;
  return { ...moved(poll, 'void'), resultMessages: poll.resultMessages.map(overtaken) };
}

/** Marks a poll without votes for deletion, together with its messages. Undefined when it is marked already. */
export function deletePoll(poll: Poll): Poll | undefined {
  if (poll.deleted === true) return undefined;
  return { ...moved(poll, 'void'), deleted: true, resultMessages: poll.resultMessages.map(overtaken) };
}

export interface PollEdit {
  readonly closesAtMs?: number;
  /** The episode it is tied to. */
  readonly episodeId?: string;
  /** Its answer can spoil nothing after all. */
  readonly aboutNothing?: boolean;
  /** The poll closes with that episode: `closesAtMs` is then only the latest moment. */
  readonly untilEpisode?: boolean;
  /** The role it is for; the server's own id means everyone. */
  readonly roleId?: string;
}

/**
 * Changes the deadline, the episode, the role, or what the poll is about. Undefined when that cannot be changed in its
 * state.
 */
export function editPoll(
  poll: Poll,
  { closesAtMs, episodeId, untilEpisode, roleId, aboutNothing }: PollEdit,
): Poll | undefined {
  const isForOpen = closesAtMs !== undefined || roleId !== undefined;
  if (poll.state === 'void' || (isForOpen && poll.state !== 'open')) return undefined;
  const tied = { ...moved(poll, poll.state), ...defined({ episodeId }) };
  const about = aboutNothing === true ? withoutSubject(tied) : tied;
  const edited = roleId === undefined ? about : forRole(about, roleId);
  if (closesAtMs === undefined) return edited;
  const { untilEpisode: _until, reminder: _reminder, ...rest } = edited;
  return { ...rest, closesAtMs, ...(untilEpisode === true ? { untilEpisode } : {}) };
}

/**
 * Replaces emoji that Discord refused by spare ones, so that the poll can go on; its message and reactions are renewed.
 * Undefined when the poll uses none of them, or no spare emoji is left.
 */
export function withSpareEmoji(poll: Poll, refused: readonly string[]): Poll | undefined {
  const isRefused = (emoji: string) => refused.some((other) => isSameEmoji(other, emoji));
  const used = poll.contestants.flatMap(({ emoji, refusedEmoji }) => [emoji, refusedEmoji ?? emoji]);
  const spare = SPARE_EMOJI.filter((emoji) => !isRefused(emoji) && !used.some((other) => isSameEmoji(other, emoji)));
  let hasChanged = false;
  const contestants = poll.contestants.map((contestant) => {
    const instead = isRefused(contestant.emoji) ? spare.shift() : undefined;
    if (instead === undefined) return contestant;
    hasChanged = true;
    return { ...contestant, emoji: instead, refusedEmoji: contestant.refusedEmoji ?? contestant.emoji };
  });
  return hasChanged ? { ...poll, contestants, reactionsPlaced: false, shownRevision: -1 } : undefined;
}

/** Everybody may know its answer: posted results must be redrawn. */
function withoutSubject({ episodeId: _episode, untilEpisode: _until, ...poll }: Poll): Poll {
  const open = { ...poll, aboutNothing: true as const };
  return outdatePoll(open) ?? open;
}

function forRole({ roleId: _role, roleGone: _gone, ...poll }: Poll, roleId: string): Poll {
  return roleId === poll.guildId ? poll : { ...poll, roleId };
}

/** Marks that the poll's role is gone, or is there after all. Undefined when it is marked so already. */
export function withRoleGone(poll: Poll, isGone: boolean): Poll | undefined {
  if (poll.state !== 'open' || (poll.roleGone === true) === isGone) return undefined;
  const { roleGone: _gone, ...rest } = poll;
  return { ...rest, ...(isGone ? { roleGone: true } : {}), shownRevision: -1 };
}

/** Makes the poll's message owed again, to be posted at the end of the channel with new reactions. */
export function repostPoll(poll: Poll): Poll {
  const { paused: _paused, ...rest } = moved(poll, poll.state);
  return { ...rest, message: {}, reactionsPlaced: false, reposts: poll.reposts + 1 };
}

/**
 * What the channel may see has changed: marks messages that are (or may be) posted for a redraw. Undefined for a poll
 * without a result, whose messages cannot be affected.
 */
export function outdatePoll(poll: Poll): Poll | undefined {
  if (poll.results.length === 0) return undefined;
  const outdated = (message: OwedMessage): OwedMessage =>
    message.triedAtMs === undefined ? message : { ...message, outdated: (message.outdated ?? 0) + 1 };
  return { ...poll, message: outdated(poll.message), resultMessages: poll.resultMessages.map(outdated) };
}

/** The message without its mark once it was drawn as `drawn`; it keeps a mark that was set meanwhile. */
export function redrawn(message: OwedMessage, drawn: OwedMessage): OwedMessage {
  if (message.id !== drawn.id || message.outdated !== drawn.outdated) return message;
  const { outdated: _outdated, ...rest } = message;
  return rest;
}

function moved(poll: Poll, state: Poll['state']): Poll {
  return { ...poll, state, revision: poll.revision + 1 };
}

function overtaken(message: OwedMessage): OwedMessage {
  return message.triedAtMs === undefined && message.id === undefined ? { skipped: true } : message;
}
