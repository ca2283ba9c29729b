import type { Store } from '../../../storage/index.ts';
import { splitRecord } from '../../../storage/kinds.ts';
import type { PollMessages } from '../messages/update-messages.ts';
import type { PollParts } from '../poll-parts.ts';
import type { PrivateReminders } from '../private-reminders.ts';

/**
 * Removes a poll that moderators deleted: first its messages, then its records. After a crash in between, all of it is
 * done again. Resolves with when to call again, in ms since 1970.
 */
export type FinishDeleting = (pollId: string) => Promise<number>;

export function createFinishDeleting(
  parts: Pick<PollParts, 'book' | 'box' | 'log'> & {
    readonly store: Store;
    readonly messages: Pick<PollMessages, 'takeDown'>;
    readonly reminders: Pick<PrivateReminders, 'removeAll'>;
  },
): FinishDeleting {
  const { book, box, messages, reminders, store, log } = parts;
  const splits = store.records(splitRecord);
  return async (pollId) => {
    const againAtMs = await messages.takeDown(pollId);
    if (againAtMs !== undefined) return againAtMs;
    const poll = await book.get(pollId);
    if (poll === undefined) return Number.POSITIVE_INFINITY;
    // A vote that was taken back has left a ballot as well.
    await box.removeAll(pollId);
    await reminders.removeAll(pollId);
    await book.remove(poll, [splits.removing(pollId)]);
    log.info({ pollId }, 'A poll was deleted');
    return Number.POSITIVE_INFINITY;
  };
}
