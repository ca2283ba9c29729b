import type { Poll } from '../../domain/poll/poll.ts';
import type { Work } from '../scheduler.ts';
import type { Advance } from './lifecycle/advance-poll.ts';
import type { PollMessages } from './messages/update-messages.ts';
import type { PollBook } from './poll-book.ts';
import type { PrivateReminders } from './private-reminders.ts';

/** The background work of polls, which nobody asks for. */
export interface UpkeepOfPolls {
  /**
   * Reads the polls of these servers. What happened to them while the bot was away is found out when each is next
   * advanced.
   */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /**
   * The servers with polls that wait because their channel or a permission is gone. Read at the moment of each `has`.
   */
  resting(): { has(guildId: string): boolean };
  /** Tries now to reach the channels of a server's waiting polls: a moderator may have mended something. */
  tryAgain(guildId: string): void;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** How many polls take votes. */
  openCount(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createUpkeepOfPolls(parts: {
  readonly book: Pick<PollBook, 'load' | 'liveOf' | 'nextDeadlineMs' | 'openCount'>;
  readonly messages: Pick<PollMessages, 'changed' | 'tryAgain'>;
  readonly work: Pick<Work, 'poke' | 'due' | 'idle'>;
  readonly reminders: Pick<PrivateReminders, 'idle'>;
  readonly noteAbsence: Advance['noteAbsence'];
}): UpkeepOfPolls {
  const { book, messages, reminders, work, noteAbsence } = parts;
  return {
    async returnTo(guildIds) {
      await book.load(guildIds);
      for (const poll of guildIds.flatMap(book.liveOf)) {
        if (poll.state !== 'open') continue;
        noteAbsence(poll.id);
        messages.changed(poll.id);
        work.due(poll.id);
      }
    },
    resting: () => ({ has: (guildId) => book.liveOf(guildId).some(isResting) }),
    tryAgain(guildId) {
      for (const poll of book.liveOf(guildId)) {
        if (poll.paused === undefined) continue;
        messages.tryAgain(poll.id);
        work.poke(poll.id);
      }
    },
    nextDeadlineMs: book.nextDeadlineMs,
    openCount: book.openCount,
    idle: async () => void (await Promise.all([work.idle(), reminders.idle()])),
  };
}

/**
 * A message that somebody deleted comes back only when a moderator asks for it, so that poll does not wait for
 * anything.
 */
function isResting({ paused }: Poll): boolean {
  return paused !== undefined && paused.reason !== 'message-gone';
}
