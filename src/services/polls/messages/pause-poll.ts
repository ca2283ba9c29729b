import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import type { Refused } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';

/** Keeps why a poll cannot reach its channel, and tells the moderators, in one write. Called again, it does nothing. */
export type PausePoll = (poll: Poll, refused: Refused) => Promise<void>;

/** Nothing is cancelled: the poll waits until its message, channel or permission is back. */
export function createPausing(
  parts: Pick<PollParts, 'book' | 'servers' | 'clock'> & {
    store: Store;
    telling?: ((guildId: string, notice: Notice) => Change) | undefined;
  },
): PausePoll {
  const { book, servers, clock, store, telling } = parts;
  return async (poll, { reason, detail }) => {
    if (!isLasting(reason)) return;
    if (poll.paused?.reason === reason) return;
    const { language } = await servers.get(poll.guildId);
    await book.updateAll(
      [poll.id],
      (current) => ({ ...current, paused: { reason, detail, sinceMs: clock.now() } }),
      (changes) => {
        const told = telling?.(poll.guildId, {
          kind: 'poll-paused',
          ...pollInNotice(reason === 'message-gone' ? { ...poll, message: {} } : poll, language),
          reason,
          detail,
        });
        return store.write(told === undefined ? changes : [...changes, told]);
      },
    );
  };
}

/** An outage or a rate limit passes by itself; the other reasons last until somebody mends something. */
function isLasting(reason: Refused['reason']): reason is NonNullable<Poll['paused']>['reason'] {
  return reason === 'channel-gone' || reason === 'message-gone' || reason === 'forbidden' || reason === 'unfit';
}
