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
 *   open, locked ─────────────────────────▶ void (does not count)
 *
 *   any, without votes ─── deleted ───────▶ void, until its messages are gone; then it is gone
 */

/** Discord takes 80 characters on a button and 5 buttons in each of 5 rows; ten contestants are what a fan can survey. */
export const MOST_CONTESTANTS = 10;

export const PollContestant = z.strictObject({
  id: z.string().min(1),
  names: z.record(z.string(), z.string()),
  /** A unicode emoji, or a custom one as `name:id`: what a reaction of it is called on the wire. */
  emoji: z.string().min(1),
  /** The one they were to have, which Discord did not take (any more). */
  refusedEmoji: z.string().optional(),
  /** Set where not a contestant is meant but a place in the match, from 0: whoever comes to stand there. */
  slot: z.number().int().nonnegative().optional(),
});
export type PollContestant = z.infer<typeof PollContestant>;

/**
 * A message the poll owes the channel. `triedAtMs` is saved before the first attempt, `id` after it succeeded: whatever
 * dies in between, the next tick knows that a look is needed before posting again.
 */
const OwedMessage = z.strictObject({
  id: z.string().optional(),
  triedAtMs: z.number().optional(),
  /** Overtaken before it was ever tried: it is not posted any more. */
  skipped: z.literal(true).optional(),
  /**
   * Set when what its channel may see has changed since it was made: it is to be drawn again. Counted, so that a drawing
   * begun before another change does not answer for that one.
   */
  outdated: z.number().int().positive().optional(),
});
export type OwedMessage = z.infer<typeof OwedMessage>;

const Result = z.strictObject({ winnerId: z.string(), givenBy: z.string(), atMs: z.number() });
export type PollResult = z.infer<typeof Result>;

export const Poll = z.strictObject({
  /** The id of the interaction that opened it, so that opening twice is impossible. */
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  /** The channel that a thread hangs on. */
  parentChannelId: z.string().optional(),
  /** What the channel was called when the poll was opened there, to tell it from a namesake. */
  channelName: z.string().optional(),
  /** The match in the knowledge base; absent for one that a moderator named on the spot. */
  matchId: z.string().optional(),
  /** Who wins all of a competition is what it asks; absent for a poll of one match. */
  competitionId: z.string().optional(),
  /** The episode whose appearance locks the poll, and whose viewers may know its result. */
  episodeId: z.string().optional(),
  /** A moderator said that its answer can spoil nothing: everybody sees it at once. */
  aboutNothing: z.literal(true).optional(),
  /** Set once moderators were asked what a poll of their own, about no episode, is about. */
  aboutAsked: z.literal(true).optional(),
  /** A moderator had contestants shown that its channel did not know, having been told what would be told, and where. */
  shownBy: z.strictObject({ userId: z.string(), atMs: z.number() }).optional(),
  /** Of which of the server's games it is; absent = of the first. */
  game: z.number().int().positive().optional(),
  /** It earns no points, as its moderators wished. */
  unscored: z.literal(true).optional(),
  title: z.record(z.string(), z.string()),
  /** The title is a question of its own: nothing is asked behind it. */
  isQuestion: z.literal(true).optional(),
  contestants: z.array(PollContestant).min(2).max(MOST_CONTESTANTS).readonly(),
  /** What a correct vote earns before any bonus. */
  points: z.number().int().positive(),
  secret: z.boolean(),
  roleId: z.string().optional(),
  /** Set once that role was deleted: nobody has it, so nobody can vote until moderators give the poll another. */
  roleGone: z.literal(true).optional(),
  openedBy: z.string(),
  openedAtMs: z.number(),
  closesAtMs: z.number(),
  /** Set where the poll is to close with its episode: `closesAtMs` is then only the latest moment. */
  untilEpisode: z.literal(true).optional(),
  /** When a moderator had it take votes again: what was out before then locks it no more. */
  reopenedAtMs: z.number().optional(),
  state: z.enum(['open', 'locked', 'settled', 'void']),
  /** Counts what deadlines and moderators did to it, so that a button can tell whether it saw the poll as it is. */
  revision: z.number().int().nonnegative(),
  /** Votes made from this moment on do not count. Set with the lock. */
  lockedAsOfMs: z.number().optional(),
  lockedBy: z.enum(['deadline', 'moderator', 'episode']).optional(),
  /** Members whose reaction appeared while nobody could tell whether it came before the lock. */
  uncounted: z.number().int().nonnegative(),
  /** Every result given, oldest first; the last one holds, the earlier ones explain corrections. */
  results: z.array(Result).readonly(),
  message: OwedMessage,
  /** How often the message was posted anew after someone deleted it. */
  reposts: z.number().int().nonnegative(),
  reactionsPlaced: z.boolean(),
  /** Set once the moderators were told that its reactions cannot be placed. */
  reactionsTold: z.literal(true).optional(),
  /** The revision that the public message last showed. */
  shownRevision: z.number().int(),
  /** The one reminder before the lock, once it is owed. */
  reminder: OwedMessage.optional(),
  /** One public message for each result given, in the same order. */
  resultMessages: z.array(OwedMessage).readonly(),
  /** Moderators deleted it while nobody had a vote in it: its messages are to go, and then it itself. It is void till then. */
  deleted: z.literal(true).optional(),
  /** Set once its ballots keep only what counts: no vote can change any more, so their history is gone. */
  trimmed: z.literal(true).optional(),
  /** Why the poll rests, when its message, channel or permission is gone. Nothing is cancelled by that. */
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

/** Discord offers @everyone wherever a role is asked for: its id is the server's, and no member's list of roles has it. */
export function isForEveryone({ roleId, guildId }: Pick<Poll, 'roleId' | 'guildId'>): boolean {
  return roleId === undefined || roleId === guildId;
}

/** Whether a member with these roles may vote. */
export function hasRole(poll: Pick<Poll, 'roleId' | 'guildId'>, roleIds: readonly string[]): boolean {
  return isForEveryone(poll) || roleIds.some((roleId) => roleId === poll.roleId);
}

/**
 * A poll of moderators' own from before they were asked what it is about: only who has watched everything sees its result,
 * until they say.
 */
export function isOfUnknownSubject({ matchId, competitionId, episodeId, aboutNothing, state }: Poll): boolean {
  return (matchId ?? competitionId ?? episodeId) === undefined && aboutNothing !== true && state !== 'void';
}

/** Open until the very millisecond it closes. */
export function takesVotes(poll: Poll, nowMs: number): boolean {
  return poll.state === 'open' && nowMs < poll.closesAtMs;
}

/**
 * Whether an episode that is out since `sinceMs` locks its poll. It must have come out while the poll was open: one may well
 * be predicted by people who have not watched it yet. Only a poll that was to close with it locks in any case, since it was
 * opened not knowing.
 */
export function locksWith(poll: Poll, sinceMs: number): boolean {
  if (poll.state !== 'open') return false;
  if (poll.reopenedAtMs !== undefined) return sinceMs > poll.reopenedAtMs;
  return poll.untilEpisode === true || sinceMs >= poll.openedAtMs;
}

/**
 * Locks an open poll as of `asOfMs`, never later than its deadline. Undefined when it is not open: whoever comes second
 * learns that somebody else locked it.
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
    // A result corrected before anybody was told of it is never told: only the last one is.
    resultMessages: [...poll.resultMessages.map(overtaken), {}],
  };
}

/** Takes votes again, until `closesAtMs`. What was voted until the lock stands. Undefined unless it is locked. */
export function reopenPoll(poll: Poll, closesAtMs: number, nowMs: number): Poll | undefined {
  const open = unlockPoll(poll);
  if (open === undefined) return undefined;
  const { untilEpisode: _until, ...rest } = open;
  return { ...rest, closesAtMs, reopenedAtMs: nowMs };
}

/** The lock was a mistake: all is as if it had not been made. Undefined unless it is locked. */
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

/** It is to go, with its messages: only for a poll in which nobody has a vote. Undefined when it is going already. */
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
  /** It is to close with that episode: `closesAtMs` is then only the latest moment. */
  readonly untilEpisode?: boolean;
  /** The role it is for; the server's own id stands for everyone. */
  readonly roleId?: string;
}

/** Another deadline, or an episode to be tied to. Undefined when nothing of it may change in this state. */
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
 * The contestants whose emoji Discord refused, each with a spare one instead, so that the poll goes on: drawn again, with
 * reactions of what can be used. Undefined when none of these emoji is theirs, or nothing is left to put in its place.
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

/** Everybody may know its answer: what was posted of its result is drawn again. */
function withoutSubject({ episodeId: _episode, untilEpisode: _until, ...poll }: Poll): Poll {
  const open = { ...poll, aboutNothing: true as const };
  return outdatePoll(open) ?? open;
}

function forRole({ roleId: _role, roleGone: _gone, ...poll }: Poll, roleId: string): Poll {
  return roleId === poll.guildId ? poll : { ...poll, roleId };
}

/** The role it is for is gone, or there after all. Undefined when that is known. */
export function withRoleGone(poll: Poll, isGone: boolean): Poll | undefined {
  if (poll.state !== 'open' || (poll.roleGone === true) === isGone) return undefined;
  const { roleGone: _gone, ...rest } = poll;
  return { ...rest, ...(isGone ? { roleGone: true } : {}), shownRevision: -1 };
}

/** The message is posted anew, at the end of the channel; its reactions begin anew with it. */
export function repostPoll(poll: Poll): Poll {
  const { paused: _paused, ...rest } = moved(poll, poll.state);
  return { ...rest, message: {}, reactionsPlaced: false, reposts: poll.reposts + 1 };
}

/**
 * What its channel may see has changed: messages that are there, or may be, are to be drawn again. Undefined for a poll
 * without a result, which tells nothing that could change.
 */
export function outdatePoll(poll: Poll): Poll | undefined {
  if (poll.results.length === 0) return undefined;
  const outdated = (message: OwedMessage): OwedMessage =>
    message.triedAtMs === undefined ? message : { ...message, outdated: (message.outdated ?? 0) + 1 };
  return { ...poll, message: outdated(poll.message), resultMessages: poll.resultMessages.map(outdated) };
}

/** The message as it is once it was drawn as `drawn` says, which may be overtaken already. */
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
