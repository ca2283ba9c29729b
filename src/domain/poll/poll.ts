import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { isSameEmoji } from './emoji.ts';

/*
 * The states of a poll. Each arrow is a function of change-poll.ts and one guarded write
 * (services/polls/lifecycle/lifecycle.ts).
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
  /**
   * Set while what counts of it is also kept as one record, for scores (scores/counted-poll.ts); that record goes in the
   * same write as whatever changes a score.
   */
  counted: z.literal(true).optional(),
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

export function winnerOf(poll: { readonly results: readonly Pick<PollResult, 'winnerId'>[] }): string | undefined {
  return poll.results.at(-1)?.winnerId;
}

export function contestantByEmoji(poll: Poll, emoji: string): PollContestant | undefined {
  return poll.contestants.find((contestant) => isSameEmoji(contestant.emoji, emoji));
}
