import type { APIEmoji } from 'discord-api-types/v10';
import type { Polls } from '../../services/polls/polls.ts';
import type { Log } from '../../util/log.ts';
import type { GatewayHandlers } from '../gateway/handlers.ts';

type ReactionHandlers = Pick<GatewayHandlers, 'onReactionAdd' | 'onReactionRemove' | 'onReactionsCleared'>;

/**
 * Takes reactions as votes from the events alone: nothing is fetched, and a reaction on another message costs one
 * look-up in a map. Super reactions are included.
 */
export function createReactionHandlers(parts: {
  polls: Polls;
  ownId: () => string;
  log: Log;
}): ReactionHandlers & { idle(): Promise<void> } {
  const { polls, ownId, log } = parts;
  const underWay = new Set<Promise<unknown>>();

  function track(messageId: string, work: () => Promise<unknown>): void {
    const step: Promise<unknown> = work().then(
      () => underWay.delete(step),
      (err: unknown) => {
        underWay.delete(step);
        // The reaction is still on the message, so the next comparison will find the vote.
        log.error({ err, messageId }, 'A reaction could not be counted now');
      },
    );
    underWay.add(step);
  }

  return {
    onReactionAdd({ message_id: messageId, user_id: userId, emoji, burst, member }) {
      if (userId === ownId() || member?.user?.bot === true || !polls.votes.isPoll(messageId)) return;
      const reaction = {
        messageId,
        userId,
        emoji: emojiKey(emoji),
        isSuper: burst === true,
        roleIds: member?.roles ?? [],
      };
      track(messageId, () => polls.votes.reactionAdded(reaction));
    },
    onReactionRemove({ message_id: messageId, user_id: userId, emoji, burst }) {
      if (userId === ownId() || !polls.votes.isPoll(messageId)) return;
      const reaction = { messageId, userId, emoji: emojiKey(emoji), isSuper: burst === true };
      track(messageId, () => polls.votes.reactionRemoved(reaction));
    },
    onReactionsCleared(data) {
      const { message_id: messageId } = data;
      if (!polls.votes.isPoll(messageId)) return;
      const emoji = 'emoji' in data ? emojiKey(data.emoji) : undefined;
      track(messageId, () => polls.votes.reactionsCleared({ messageId, emoji }));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/**
 * Custom emoji are known by their id; the name is `null` after one was deleted. For a Unicode emoji, `id` is `null` or
 * missing.
 */
function emojiKey({ id, name }: Partial<Pick<APIEmoji, 'id' | 'name'>>): string {
  return (id ?? undefined) === undefined ? (name ?? '') : `${name ?? ''}:${id}`;
}
