import type { Poll } from '../../../domain/poll/poll.ts';
import type { Clock } from '../../../util/clock.ts';
import type { Log } from '../../../util/log.ts';
import type { Publisher } from '../../publisher.ts';

/** Keeps a poll's message looking like its votes, where the bot may. No vote depends on it, so it never fails one. */
export interface ReactionTidier {
  /** Takes a member's reactions for these contestants off. */
  takeOff(poll: Poll, choices: readonly string[], userId: string): Promise<void>;
  /**
   * Whether a removal that arrives as the member's act was the bot's own. Each of its removals is told of once, so asking
   * uses the answer up.
   */
  tookOff(poll: Poll, choice: string, userId: string): boolean;
  /** Sets the bot's own reactions for these contestants again. */
  putBack(poll: Poll, choices: Iterable<string>): Promise<void>;
}

/** After a refusal, how long a channel is left alone: ten thousand refused requests in ten minutes ban an address. */
const LEAVE_ALONE_MS = 600_000;
/** How long after asking for it a removal is told of at the latest: later ones are the member's own. */
const OWN_REMOVAL_MS = 10_000;

export function createReactionTidier(parts: { publisher: Publisher; clock: Clock; log: Log }): ReactionTidier {
  const { publisher, clock, log } = parts;
  const leftAloneUntilMs = new Map<string, number>();
  const ownRemovals = new Map<string, number>();
  const keyOf = (poll: Poll, choice: string, userId: string) => `${poll.id}/${choice}/${userId}`;

  /** Removals of which nobody was told are forgotten, oldest first. */
  function forgetOld(): void {
    for (const [key, askedAtMs] of ownRemovals) {
      if (clock.now() - askedAtMs <= OWN_REMOVAL_MS) return;
      ownRemovals.delete(key);
    }
  }

  return {
    async takeOff(poll, choices, userId) {
      for (const choice of choices) {
        const emoji = emojiOf(poll, choice);
        if (emoji === undefined || poll.message.id === undefined) continue;
        if ((leftAloneUntilMs.get(poll.channelId) ?? 0) > clock.now()) return;
        const key = keyOf(poll, choice, userId);
        forgetOld();
        ownRemovals.delete(key);
        ownRemovals.set(key, clock.now());
        const done = await publisher.takeOffReaction(poll.channelId, poll.message.id, emoji, userId);
        if (done.kind === 'done') continue;
        ownRemovals.delete(key);
        if (done.reason === 'message-gone') continue;
        if (done.reason === 'forbidden') leftAloneUntilMs.set(poll.channelId, clock.now() + LEAVE_ALONE_MS);
        log.info(
          { pollId: poll.id, detail: done.detail },
          'A reaction could not be taken off; the vote stands as it is',
        );
        return;
      }
    },
    tookOff(poll, choice, userId) {
      forgetOld();
      return ownRemovals.delete(keyOf(poll, choice, userId));
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
