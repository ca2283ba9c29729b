import { choiceOf, reactionsToTakeOff } from '../../../domain/poll/ballot.ts';
import { reactionNames } from '../../../domain/poll/emoji.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Clock } from '../../../util/clock.ts';
import type { Log } from '../../../util/log.ts';
import type { Publisher, Refused } from '../../publisher.ts';
import type { BallotBox } from './ballot-box.ts';

/**
 * Keeps the reactions on a poll's message in line with its votes, where the bot may. No vote depends on it, so its
 * failures affect none.
 */
export interface ReactionTidier {
  /**
   * Takes off a member's reactions for these contestants, one after the other, each only if that is still right when
   * its turn comes: Discord allows four changes a second in a channel, and the member may meanwhile have reacted again.
   * `isVote`: the reaction was a vote and another has replaced it; otherwise it never was one.
   */
  takeOff(poll: Poll, choices: readonly string[], userId: string, isVote: boolean): void;
  /**
   * The member has added this reaction (again): a removal that waits or is under way would take off the new one, and is
   * stopped.
   */
  cameBack(poll: Poll, choice: string, userId: string): void;
  /**
   * Whether a removal that arrives as the member's act was, or may have been, the bot's own; in doubt no vote is
   * withdrawn. Ask once for each removal, in the order of arrival.
   */
  mayHaveTakenOff(poll: Poll, choice: string, userId: string): boolean;
  /** Adds the bot's own reactions for these contestants again. */
  putBack(poll: Poll, choices: Iterable<string>): Promise<void>;
}

/** A reaction to be taken off. */
interface Wish {
  readonly poll: Poll;
  readonly choice: string;
  readonly userId: string;
  readonly isVote: boolean;
}

/** A request of the bot to take a reaction off, and what has happened since. */
interface Removal {
  readonly abort: AbortController;
  isSent: boolean;
  answeredAtMs: number | undefined;
  /** A removal event arrived since the request was sent: caused by it, or by something that left it nothing to do. */
  heard: boolean;
  /** The reaction was added again before the answer came: nobody can tell which one was taken off. */
  contested: boolean;
}

/** How long a channel is left alone after a refusal: ten thousand refused requests in ten minutes ban an address. */
const LEAVE_ALONE_MS = 600_000;
/** How long after its answer the event of a removal may arrive; later removals are the member's own. */
const OWN_REMOVAL_MS = 10_000;

export function createReactionTidier(parts: {
  publisher: Publisher;
  box: Pick<BallotBox, 'settled'>;
  clock: Clock;
  log: Log;
}): ReactionTidier {
  const { publisher, box, clock, log } = parts;
  const leftAloneUntilMs = new Map<string, number>();
  /** By channel, what is to be taken off there, in the order of the requests. */
  const wishes = new Map<string, Map<string, Wish>>();
  const removals = new Map<string, Removal>();
  const keyOf = (poll: Poll, choice: string, userId: string) => `${poll.id}/${choice}/${userId}`;

  /** Forgets requests whose event must have arrived by now, oldest first. */
  function forgetOld(): void {
    for (const [key, { answeredAtMs }] of removals) {
      if (answeredAtMs === undefined || clock.now() - answeredAtMs <= OWN_REMOVAL_MS) return;
      removals.delete(key);
    }
  }

  async function isStillRight({ poll, choice, userId, isVote }: Wish): Promise<boolean> {
    const ballot = await box.settled(poll.id, userId);
    if (ballot === undefined) return !isVote;
    return isVote ? reactionsToTakeOff(ballot).includes(choice) : choiceOf(ballot) !== choice;
  }

  /** Resolves with false when the channel is to be left alone. */
  async function takeOffNow(wish: Wish): Promise<boolean> {
    const { poll, choice, userId } = wish;
    const { message, channelId } = poll;
    const emoji = emojiOf(poll, choice);
    if (emoji === undefined || message.id === undefined) return true;
    const key = keyOf(poll, choice, userId);
    const abort = new AbortController();
    const removal: Removal = { abort, isSent: false, answeredAtMs: undefined, heard: false, contested: false };
    forgetOld();
    removals.delete(key);
    removals.set(key, removal);
    const names = (await isStillRight(wish)) ? reactionNames(emoji) : [];
    const refused = await takeOffAll(names, { channelId, messageId: message.id, userId, removal });
    if (refused === undefined) {
      removal.answeredAtMs = clock.now();
      if (!removal.isSent || (removal.heard && !removal.contested)) removals.delete(key);
      return true;
    }
    if (refused.reason === 'forbidden') leftAloneUntilMs.set(channelId, clock.now() + LEAVE_ALONE_MS);
    log.info(
      { pollId: poll.id, detail: refused.detail },
      'A reaction could not be taken off; the vote stands as it is',
    );
    // Without an answer it is not known whether it happened.
    if (refused.reason === 'passing') removal.answeredAtMs = clock.now();
    else removals.delete(key);
    return refused.reason !== 'forbidden';
  }

  /**
   * Takes the reaction off under each name that its emoji has, until one is refused or the member has reacted again.
   */
  async function takeOffAll(
    names: readonly string[],
    at: { channelId: string; messageId: string; userId: string; removal: Removal },
  ): Promise<Refused | undefined> {
    const { channelId, messageId, userId, removal } = at;
    const { signal } = removal.abort;
    for (const name of names) {
      // The member reacted again, before this was sent or while it was on its way.
      if (signal.aborted) break;
      removal.isSent = true;
      const done = await publisher.takeOffReaction(channelId, messageId, name, userId, signal);
      if (done.kind === 'done' || signal.aborted || done.reason === 'message-gone') continue;
      return done;
    }
    return undefined;
  }

  async function work(channelId: string, waiting: Map<string, Wish>): Promise<void> {
    for (const [key, wish] of waiting) {
      waiting.delete(key);
      try {
        if (!(await takeOffNow(wish))) break;
      } catch (err) {
        log.warn({ err, pollId: wish.poll.id }, 'A reaction was not taken off; the vote stands as it is');
      }
    }
    wishes.delete(channelId);
  }

  return {
    takeOff(poll, choices, userId, isVote) {
      const { channelId } = poll;
      if ((leftAloneUntilMs.get(channelId) ?? 0) > clock.now()) return;
      const waiting = wishes.get(channelId) ?? new Map<string, Wish>();
      for (const choice of choices) waiting.set(keyOf(poll, choice, userId), { poll, choice, userId, isVote });
      if (wishes.has(channelId) || waiting.size === 0) return;
      wishes.set(channelId, waiting);
      void work(channelId, waiting);
    },
    cameBack(poll, choice, userId) {
      const key = keyOf(poll, choice, userId);
      wishes.get(poll.channelId)?.delete(key);
      const removal = removals.get(key);
      if (removal === undefined || removal.answeredAtMs !== undefined) return;
      removal.contested = removal.isSent;
      removal.abort.abort();
    },
    mayHaveTakenOff(poll, choice, userId) {
      forgetOld();
      const key = keyOf(poll, choice, userId);
      const removal = removals.get(key);
      if (removal === undefined || !removal.isSent) return false;
      const mayBeOwn = !removal.heard || removal.contested;
      // Where it is contested, the first removal may have been the member's own, made before they reacted again.
      if (removal.heard) removal.contested = false;
      removal.heard = true;
      if (removal.answeredAtMs !== undefined && !removal.contested) removals.delete(key);
      return mayBeOwn;
    },
    async putBack(poll, choices) {
      for (const choice of choices) {
        const emoji = emojiOf(poll, choice);
        if (emoji === undefined || poll.message.id === undefined) continue;
        const done = await publisher.react(poll.channelId, poll.message.id, emoji);
        if (done.kind === 'refused')
          log.info({ pollId: poll.id, detail: done.detail }, 'A reaction could not be put back');
      }
    },
  };
}

function emojiOf(poll: Poll, choice: string): string | undefined {
  return poll.contestants.find((contestant) => contestant.id === choice)?.emoji;
}
