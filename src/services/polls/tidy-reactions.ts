import type { Poll } from '../../domain/poll/poll.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { Publisher } from '../publisher.ts';

/** Keeps a poll's message looking like its votes, where the bot may. No vote depends on it, so it never fails one. */
export interface ReactionTidier {
  /** Takes a member's reactions for these contestants off. */
  takeOff(poll: Poll, choices: readonly string[], userId: string): Promise<void>;
  /** Sets the bot's own reactions for these contestants again. */
  putBack(poll: Poll, choices: Iterable<string>): Promise<void>;
}

/** After a refusal, how long a channel is left alone: ten thousand refused requests in ten minutes ban an address. */
const LEAVE_ALONE_MS = 600_000;

export function createReactionTidier(parts: { publisher: Publisher; clock: Clock; log: Log }): ReactionTidier {
  const { publisher, clock, log } = parts;
  const leftAloneUntilMs = new Map<string, number>();

  return {
    async takeOff(poll, choices, userId) {
      for (const choice of choices) {
        const emoji = emojiOf(poll, choice);
        if (emoji === undefined || poll.message.id === undefined) continue;
        if ((leftAloneUntilMs.get(poll.channelId) ?? 0) > clock.now()) return;
        const done = await publisher.takeOffReaction(poll.channelId, poll.message.id, emoji, userId);
        if (done.kind === 'done' || done.reason === 'message-gone') continue;
        if (done.reason === 'forbidden') leftAloneUntilMs.set(poll.channelId, clock.now() + LEAVE_ALONE_MS);
        log.info(
          { pollId: poll.id, detail: done.detail },
          'A reaction could not be taken off; the vote stands as it is',
        );
        return;
      }
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
