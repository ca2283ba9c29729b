import { repostPoll } from '../../domain/poll/change-poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Refused } from '../publisher.ts';
import type { Work } from '../scheduler.ts';
import type { SeenPoll } from './lifecycle/lifecycle.ts';
import type { PollMessages } from './messages/update-messages.ts';
import type { PollParts } from './poll-parts.ts';
import { forgetReactions } from './votes/voting.ts';
import { knowsContestants } from './watched-by.ts';

/** What moderators can do with a poll's messages. */
export interface MessagesOfPolls {
  /**
   * Posts the poll's message anew, after someone deleted it. Every vote stays.
   *
   * @throws UserError when the channel does not know (any more) who stands in it
   */
  repost(seen: SeenPoll): Promise<Refused | undefined>;
  /** Redraws all poll messages of a server, for instance in another language. */
  drawAgain(guildId: string): void;
}

export function createMessagesOfPolls(
  parts: Pick<PollParts, 'book' | 'box' | 'knowledge' | 'reading'> & {
    readonly messages: Pick<PollMessages, 'tryAgain' | 'update' | 'trouble'>;
    readonly work: Pick<Work, 'poke'>;
    readonly changed: (pollId: string) => void;
  },
): MessagesOfPolls {
  const { book, box, messages, work, changed } = parts;
  return {
    async repost({ pollId, revision }) {
      const poll = await book.get(pollId);
      if (poll === undefined || poll.revision !== (revision ?? poll.revision)) return undefined;
      // The channel's horizon may have been set back: a new message must not name contestants that the channel does not
      // know.
      const { guildId, channelId, parentChannelId } = poll;
      const horizon = (await parts.reading.ofChannel({ guildId, channelId, parentChannelId })) ?? 'none';
      const isShown = poll.shownBy !== undefined || knowsContestants(parts.knowledge, horizon, poll);
      if (!isShown) throw new UserError((say) => say('poll.wouldSpoil'));
      // The reactions went with the message; no member took them back.
      await forgetReactions(box, pollId, new Set(poll.contestants.map(({ id }) => id)));
      await book.update(pollId, (current) => (current.revision === poll.revision ? repostPoll(current) : undefined));
      messages.tryAgain(pollId);
      await messages.update(pollId);
      work.poke(pollId);
      return messages.trouble(pollId);
    },
    drawAgain(guildId) {
      for (const poll of book.liveOf(guildId)) changed(poll.id);
    },
  };
}
