import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import { isOfUnknownSubject, type Poll } from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import type { PollParts } from '../poll-parts.ts';

/**
 * Asks the moderators, once, whether the answer of a poll could spoil anybody, if the poll is older than that question.
 * Costs nothing for other polls.
 */
export type AskAbout = (poll: Poll) => Promise<void>;

export function createAskAbout(
  parts: Pick<PollParts, 'book' | 'servers'> & {
    readonly store: Pick<Store, 'write'>;
    readonly telling?: ((guildId: string, notice: Notice) => Change) | undefined;
  },
): AskAbout {
  const { book, servers, store, telling } = parts;
  const isToAsk = (poll: Poll) => isOfUnknownSubject(poll) && poll.aboutAsked !== true;
  return async (poll) => {
    if (telling === undefined || !isToAsk(poll)) return;
    const { language } = await servers.get(poll.guildId);
    const named = pollInNotice(poll, language);
    // In one write with the notice: whatever crashes, they are asked once.
    await book.updateAll(
      [poll.id],
      (current) => (isToAsk(current) ? { ...current, aboutAsked: true } : undefined),
      (changes) =>
        store.write(
          changes.length === 0
            ? []
            : [...changes, telling(poll.guildId, { kind: 'poll-about', pollId: poll.id, ...named })],
        ),
    );
  };
}
