import type { OwedMessage, Poll } from '../../../domain/poll/poll.ts';
import type { Publisher, Refused } from '../../publisher.ts';
import type { PollFacts, Which } from './poll-facts.ts';

/**
 * Deletes every message of a poll, also one that may have been posted without the bot hearing of it. May be repeated.
 */
export type TakeDown = (poll: Poll) => Promise<Refused | undefined>;

/** How much earlier than its saved first attempt a post's own time may be. */
const LEEWAY_MS = 120_000;

export function createTakeDown(parts: {
  readonly publisher: Pick<Publisher, 'remove' | 'findOwn'>;
  readonly facts: PollFacts;
}): TakeDown {
  const { publisher, facts } = parts;

  async function takeDown(poll: Poll, which: Which, owed: OwedMessage): Promise<Refused | undefined> {
    let { id } = owed;
    if (id === undefined && owed.triedAtMs !== undefined) {
      const own = await publisher.findOwn(poll.channelId, await facts(poll, which), owed.triedAtMs - LEEWAY_MS);
      if (own.kind === 'cannot-look') return { kind: 'refused', reason: 'forbidden', detail: { kind: 'no-history' } };
      if (own.kind === 'refused') return own.reason === 'channel-gone' ? undefined : own;
      if (own.kind === 'found') id = own.messageId;
    }
    if (id === undefined) return undefined;
    const removed = await publisher.remove(poll.channelId, id);
    return removed.kind === 'refused' ? removed : undefined;
  }

  return async (poll) => {
    const all: readonly (readonly [Which, OwedMessage])[] = [
      ['poll', poll.message],
      ...(poll.reminder === undefined ? [] : [['reminder', poll.reminder] as const]),
      ...poll.resultMessages.map((owed, index) => [index, owed] as const),
    ];
    for (const [which, owed] of all) {
      const refused = await takeDown(poll, which, owed);
      if (refused !== undefined) return refused;
    }
    return undefined;
  };
}
