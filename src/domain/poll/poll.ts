import { z } from 'zod';

/** Discord takes 80 characters on a button and 5 buttons in each of 5 rows; ten contestants are what a fan can survey. */
export const MOST_CONTESTANTS = 10;

export const PollContestant = z.strictObject({
  id: z.string().min(1),
  names: z.record(z.string(), z.string()),
  /** A unicode emoji, or a custom one as `name:id`: what a reaction of it is called on the wire. */
  emoji: z.string().min(1),
});
export type PollContestant = z.infer<typeof PollContestant>;

/**
 * A message the poll owes the channel. `triedAtMs` is saved before the first attempt, `id` after it succeeded: whatever
 * dies in between, the next tick knows that a look is needed before posting again.
 */
const OwedMessage = z.strictObject({ id: z.string().optional(), triedAtMs: z.number().optional() });

const Result = z.strictObject({ winnerId: z.string(), givenBy: z.string(), atMs: z.number() });
export type PollResult = z.infer<typeof Result>;

export const Poll = z.strictObject({
  /** The id of the interaction that opened it, so that opening twice is impossible. */
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  /** The match in the knowledge base; absent for one that a moderator named on the spot. */
  matchId: z.string().optional(),
  /** The episode whose appearance locks the poll. */
  episodeId: z.string().optional(),
  title: z.record(z.string(), z.string()),
  contestants: z.array(PollContestant).min(2).max(MOST_CONTESTANTS).readonly(),
  /** What a correct vote earns before any bonus. */
  points: z.number().int().positive(),
  secret: z.boolean(),
  roleId: z.string().optional(),
  openedBy: z.string(),
  openedAtMs: z.number(),
  closesAtMs: z.number(),
  state: z.enum(['open', 'locked', 'settled', 'void']),
  /** Votes made from this moment on do not count. Set with the lock. */
  lockedAsOfMs: z.number().optional(),
  lockedBy: z.enum(['deadline', 'moderator', 'episode']).optional(),
  /** Members whose reaction appeared while nobody could tell whether it came before the lock. */
  uncounted: z.number().int().nonnegative(),
  /** Every result given, oldest first; the last one holds, the earlier ones explain corrections. */
  results: z.array(Result).readonly(),
  message: OwedMessage,
  reactionsPlaced: z.boolean(),
  /** The lock, and the n-th result, as the public message last showed them. */
  shown: z.strictObject({ lock: z.boolean(), results: z.number().int().nonnegative() }),
  /** One public message for each result given, in the same order. */
  resultMessages: z.array(OwedMessage).readonly(),
  /** Why the poll rests, when its message, channel or permission is gone. Nothing is cancelled by that. */
  paused: z.strictObject({ reason: z.string(), sinceMs: z.number() }).optional(),
});
export type Poll = z.infer<typeof Poll>;

export type LockCause = NonNullable<Poll['lockedBy']>;

/** Open until the very millisecond it closes. */
export function takesVotes(poll: Poll, nowMs: number): boolean {
  return poll.state === 'open' && nowMs < poll.closesAtMs;
}

/**
 * Locks an open poll as of `asOfMs`, never later than its deadline. Undefined when it is not open: whoever comes second
 * learns that somebody else locked it.
 */
export function lockPoll(poll: Poll, asOfMs: number, cause: LockCause): Poll | undefined {
  if (poll.state !== 'open') return undefined;
  return { ...poll, state: 'locked', lockedBy: cause, lockedAsOfMs: Math.min(asOfMs, poll.closesAtMs) };
}

/** Gives the result, or corrects it. Undefined when it changes nothing, or the poll is still open or void. */
export function settlePoll(poll: Poll, result: PollResult): Poll | undefined {
  if (poll.state !== 'locked' && poll.state !== 'settled') return undefined;
  if (winnerOf(poll) === result.winnerId) return undefined;
  if (!poll.contestants.some((contestant) => contestant.id === result.winnerId)) return undefined;
  return {
    ...poll,
    state: 'settled',
    results: [...poll.results, result],
    resultMessages: [...poll.resultMessages, {}],
  };
}

export function winnerOf(poll: Poll): string | undefined {
  return poll.results.at(-1)?.winnerId;
}

export function contestantByEmoji(poll: Poll, emoji: string): PollContestant | undefined {
  return poll.contestants.find((contestant) => sameEmoji(contestant.emoji, emoji));
}

/** Discord drops or adds the variation selector of an emoji at will, so it does not count. */
function sameEmoji(a: string, b: string): boolean {
  return a.replaceAll('\uFE0F', '') === b.replaceAll('\uFE0F', '');
}
