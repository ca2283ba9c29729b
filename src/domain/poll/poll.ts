import { z } from 'zod';
import { defined } from '../../util/defined.ts';
import { Refusal } from '../refusal.ts';
import { isSameEmoji, SPARE_EMOJI } from './emoji.ts';

/*
 * The states of a poll. Each arrow is one guarded write (services/polls/lifecycle/lifecycle.ts).
 *
 *            deadline, episode out, moderator            result given
 *   open ─────────────────────────────────▶ locked ─────────────────────▶ settled ──┐ corrected result
 *     ▲                                      │  │                            ▲──────┘
 *     └──────────────────────────────────────┘  │
 *       reopened; or the episode was another    │
 *                                               ▼
 *   open, locked, settled ────────────────▶ void (does not count)
 *
 *   any, without votes ─── deleted ───────▶ void, until its messages are gone; then it is gone
 */

/** Discord takes 80 characters on a button and 25 buttons; we stop at ten contestants, which are still easy to read. */
export const MOST_CONTESTANTS = 10;

export const PollContestant = z.strictObject({
  id: z.string().min(1),
  names: z.record(z.string(), z.string()),
  /** A Unicode emoji, or a custom one as `name:id`, as Discord's API names it in reactions. */
  emoji: z.string().min(1),
  /** The emoji that Discord did not take; `emoji` replaces it. */
  refusedEmoji: z.string().optional(),
  /**
   * Index of a place in the match, from 0: this contestant stands for whoever comes to hold that place. Absent for a
   * named one.
   */
  slot: z.number().int().nonnegative().optional(),
});
export type PollContestant = z.infer<typeof PollContestant>;

/**
 * A message that the poll owes its channel. `triedAtMs` is saved before the first attempt, `id` after it succeeded:
 * after a crash in between, the channel is searched before posting again.
 */
const OwedMessage = z.strictObject({
  id: z.string().optional(),
  triedAtMs: z.number().optional(),
  /** It became outdated before the first attempt, and is not posted any more. */
  skipped: z.literal(true).optional(),
  /**
   * Set when what the channel may see has changed since the message was drawn: it must be redrawn. A number, so that a
   * drawing that began before another change does not count for that one.
   */
  outdated: z.number().int().positive().optional(),
});
export type OwedMessage = z.infer<typeof OwedMessage>;

const Result = z.strictObject({ winnerId: z.string(), givenBy: z.string(), atMs: z.number() });
export type PollResult = z.infer<typeof Result>;

export const Poll = z.strictObject({
  /** The id of the interaction that opened it, so that it cannot be opened twice. */
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  /** For a poll in a thread: the channel that the thread belongs to. */
  parentChannelId: z.string().optional(),
  /** The channel's name when the poll was opened, to tell it from another of the same name. */
  channelName: z.string().optional(),
  /** The match in the knowledge base; absent for a match named on the spot. */
  matchId: z.string().optional(),
  /** The competition, for a poll about who wins all of it; absent for a poll on one match. */
  competitionId: z.string().optional(),
  /** The episode that locks the poll when it comes out, and whose viewers may know the result. */
  episodeId: z.string().optional(),
  /** A moderator said that the answer can spoil nothing: everybody sees it at once. */
  aboutNothing: z.literal(true).optional(),
  /** Set once moderators were asked what this custom poll is about. */
  aboutAsked: z.literal(true).optional(),
  /**
   * Set when a moderator chose to show contestants that the channel did not know, after being told what would be shown
   * and where.
   */
  shownBy: z.strictObject({ userId: z.string(), atMs: z.number() }).optional(),
  /** The number of the server's game it belongs to; absent = the first. */
  game: z.number().int().positive().optional(),
  /** It earns no points, as a moderator chose. */
  unscored: z.literal(true).optional(),
  title: z.record(z.string(), z.string()),
  /** The title is a question by itself, and no question is added to it. */
  isQuestion: z.literal(true).optional(),
  contestants: z.array(PollContestant).min(2).max(MOST_CONTESTANTS).readonly(),
  /** Points for a correct vote, before any bonus. */
  points: z.number().int().positive(),
  secret: z.boolean(),
  roleId: z.string().optional(),
  /** Set once the poll's role was deleted: nobody can vote until a moderator gives the poll another. */
  roleGone: z.literal(true).optional(),
  openedBy: z.string(),
  openedAtMs: z.number(),
  closesAtMs: z.number(),
  /** The poll closes with its episode: `closesAtMs` is then only the latest moment. */
  untilEpisode: z.literal(true).optional(),
  /** When a moderator reopened it, in ms since 1970: an episode that was out before then does not lock it again. */
  reopenedAtMs: z.number().optional(),
  state: z.enum(['open', 'locked', 'settled', 'void']),
  /** Raised by every lock, result and edit, so that a button can tell whether the poll is still as it was shown. */
  revision: z.number().int().nonnegative(),
  /** Votes from this moment on do not count; in ms since 1970. Set with the lock. */
  lockedAsOfMs: z.number().optional(),
  lockedBy: z.enum(['deadline', 'moderator', 'episode']).optional(),
  /**
   * Members whose reaction appeared while the bot was away, so that nobody can tell whether it came before the lock.
   */
  uncounted: z.number().int().nonnegative(),
  /** Every result given, oldest first; the last one holds, and the earlier ones explain corrections. */
  results: z.array(Result).readonly(),
  message: OwedMessage,
  /** How often the message was posted anew after somebody deleted it. */
  reposts: z.number().int().nonnegative(),
  reactionsPlaced: z.boolean(),
  /** Set once the moderators were told that its reactions cannot be placed. */
  reactionsTold: z.literal(true).optional(),
  /** The revision that the poll's message last showed. */
  shownRevision: z.number().int(),
  /** The reminder before the lock, once it is owed. */
  reminder: OwedMessage.optional(),
  /** One public message for each result given, in the same order. */
  resultMessages: z.array(OwedMessage).readonly(),
  /**
   * A moderator deleted it while nobody had a vote in it: first its messages are deleted, then the poll. Until then it
   * is void.
   */
  deleted: z.literal(true).optional(),
  /** Set once its ballots keep only what counts; their history is then gone. */
  trimmed: z.literal(true).optional(),
  /** Why the poll waits while its message, channel or permission is gone. Nothing is cancelled by that. */
  paused: z
    .strictObject({
      reason: z.enum(['channel-gone', 'message-gone', 'forbidden', 'unfit']),
      detail: Refusal,
      sinceMs: z.number(),
    })
    .optional(),
});
export type Poll = z.infer<typeof Poll>;

export type LockCause = NonNullable<Poll['lockedBy']>;

/**
 * Discord offers @everyone wherever a role can be chosen. Its id is the server's, and it is in no member's list of
 * roles.
 */
export function isForEveryone({ roleId, guildId }: Pick<Poll, 'roleId' | 'guildId'>): boolean {
  return roleId === undefined || roleId === guildId;
}

/** Whether a member with these roles may vote. */
export function hasRole(poll: Pick<Poll, 'roleId' | 'guildId'>, roleIds: readonly string[]): boolean {
  return isForEveryone(poll) || roleIds.some((roleId) => roleId === poll.roleId);
}

/**
 * A custom poll from before moderators were asked what it is about: until they answer, only people who have watched
 * everything see its result.
 */
export function isOfUnknownSubject({ matchId, competitionId, episodeId, aboutNothing, state }: Poll): boolean {
  return (matchId ?? competitionId ?? episodeId) === undefined && aboutNothing !== true && state !== 'void';
}

/** True until the very millisecond it closes. */
export function takesVotes(poll: Poll, nowMs: number): boolean {
  return poll.state === 'open' && nowMs < poll.closesAtMs;
}

/**
 * Whether an episode that is out since `sinceMs` locks the poll. It must have come out while the poll was open, because
 * people who have not watched an older one may still predict it. A poll that was opened to close with its episode locks
 * in any case.
 */
export function locksWith(poll: Poll, sinceMs: number): boolean {
  if (poll.state !== 'open') return false;
  if (poll.reopenedAtMs !== undefined) return sinceMs > poll.reopenedAtMs;
  return poll.untilEpisode === true || sinceMs >= poll.openedAtMs;
}

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

export function winnerOf(poll: Poll): string | undefined {
  return poll.results.at(-1)?.winnerId;
}

export function contestantByEmoji(poll: Poll, emoji: string): PollContestant | undefined {
  return poll.contestants.find((contestant) => isSameEmoji(contestant.emoji, emoji));
}
