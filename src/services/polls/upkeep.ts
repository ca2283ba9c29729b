import type { Poll } from '../../domain/poll/poll.ts';
import type { Work } from '../scheduler.ts';
import type { Advance } from './lifecycle/advance-poll.ts';
import type { PollMessages } from './messages/update-messages.ts';
import type { PollBook } from './poll-book.ts';
import type { PrivateReminders } from './private-reminders.ts';

/** What keeps the polls going, whoever asks for nothing. */
export interface UpkeepOfPolls {
  /** Reads the polls of these servers; what happened to them while nobody looked is found out as they move on. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** The servers with polls that rest, because their channel or a permission is gone. */
  resting(): { has(guildId: string): boolean };
  /** Tries again now to reach the channels of a server's polls that rest: a moderator may have mended something. */
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

/** A message that somebody deleted comes back by a moderator's word alone. */
function isResting({ paused }: Poll): boolean {
  return paused !== undefined && paused.reason !== 'message-gone';
}
