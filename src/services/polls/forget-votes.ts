import { reactionNames } from '../../domain/poll/emoji.ts';
import { withPeopleRenamed } from '../../domain/poll/people-in-poll.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { DamagedRecordError, type Store } from '../../storage/index.ts';
import { privateReminderRecord, splitRecord } from '../../storage/kinds.ts';
import type { Publisher } from '../publisher.ts';
import type { BracketBook } from './brackets/bracket-book.ts';
import type { PollParts } from './poll-parts.ts';
import { forgettingVoter } from './scores/counted-polls.ts';
import { serverInName, votingKind } from './voting-names.ts';

/** Erasing what is kept of people in polls and bracket predictions. */
export interface ForgettingVotes {
  /** The server of a poll or of a predicted bracket; undefined where that cannot be read any more. */
  serverOf(votingId: string): Promise<string | undefined>;
  /**
   * Takes the member out of a poll or a prediction. A vote that can still change is removed, with its reactions where
   * the bot may take those off; a vote that is final stays under the name `instead`. Resolves with the poll where
   * reactions stayed: as long as they are on the message, they are a vote.
   */
  forget(votingId: string, userId: string, instead: string): Promise<Poll | undefined>;
  /** Replaces the id of the member who opened the poll or gave its results. */
  rename(pollId: string, rename: (userId: string) => string): Promise<void>;
  /** Removes all polls and predictions of a server, from disk and from memory. */
  forgetServer(guildId: string): Promise<void>;
}

export function createForgettingVotes(
  parts: Pick<PollParts, 'book' | 'box' | 'servers'> & {
    readonly publisher: Pick<Publisher, 'takeOffReaction'>;
    readonly store: Store;
    readonly brackets: Pick<BracketBook, 'forget' | 'forgetServer'>;
    /** Called when the poll's message must be redrawn. */
    readonly changed: (pollId: string) => void;
  },
): ForgettingVotes {
  const { book, box, brackets, publisher, servers, store, changed } = parts;
  const splits = store.records(splitRecord);
  const reminders = store.records(privateReminderRecord);

  /** Resolves with false where Discord does not let the bot take them off: then they stay. */
  async function takeOffReactions({ contestants, channelId, message }: Poll, userId: string, of: ReadonlySet<string>) {
    for (const { id, emoji } of message.id === undefined ? [] : contestants) {
      for (const name of of.has(id) ? reactionNames(emoji) : []) {
        const done = await publisher.takeOffReaction(channelId, message.id ?? '', name, userId);
        if (done.kind === 'refused' && done.reason !== 'message-gone' && done.reason !== 'channel-gone') return false;
      }
    }
    return true;
  }

  return {
    serverOf: async (votingId) =>
      votingKind(votingId) === 'poll' ? (await unlessDamaged(book.get(votingId)))?.guildId : serverInName(votingId),
    async forget(votingId, userId, instead) {
      const kind = votingKind(votingId);
      if (kind === 'bracket') {
        await brackets.forget(votingId, userId);
        return undefined;
      }
      const poll = kind === 'poll' ? await unlessDamaged(book.get(votingId)) : undefined;
      const isOver = poll?.state === 'locked' || poll?.state === 'settled';
      let areOff = true;
      if (poll?.state === 'open') {
        const ballot = await unlessDamaged(box.settled(poll.id, userId));
        const reacted = new Set([...(ballot?.reactions ?? []), ...(ballot?.supers ?? [])]);
        areOff = await takeOffReactions(poll, userId, reacted);
      }
      const stays = isOver ? instead : undefined;
      // So that the poll's votes are not counted while one of them changes its name.
      await book.alone(votingId, async () =>
        box.forget(votingId, userId, stays, await forgettingVoter(store, { pollId: votingId, userId, instead: stays })),
      );
      if (poll?.state === 'open') changed(poll.id);
      return areOff ? undefined : poll;
    },
    async rename(pollId, rename) {
      await book.update(pollId, (poll) => withPeopleRenamed(poll, rename));
    },
    async forgetServer(guildId) {
      const { pollIds } = await servers.get(guildId);
      // Out of memory first, so that nothing writes the polls again.
      await book.removeOf(guildId, pollIds);
      for (const pollId of [...pollIds, `forecast/${guildId}`]) await box.removeAll(pollId);
      for (const pollId of pollIds) {
        for await (const keys of reminders.keys(`${pollId}/`)) await store.write(keys.map(reminders.removing));
      }
      await brackets.forgetServer(guildId);
      await store.write(pollIds.map((pollId) => splits.removing(pollId)));
    },
  };
}

/**
 * Undefined for a damaged record, so that it does not keep a member's data from being erased. An error of the store
 * itself is thrown, and the erasure tried again: treating it as “no such poll” would delete a settled vote instead of
 * keeping it as a number.
 */
async function unlessDamaged<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DamagedRecordError) return undefined;
    throw error;
  }
}
