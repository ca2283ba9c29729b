import type { Poll } from '../../domain/poll/poll.ts';

/** The polls of servers as they were listed last: whoever asks again gets the same list, and what was made of it still holds. */
export interface PollLists {
  /** The list that was kept for just these polls. */
  of(guildId: string, pollIds: readonly string[]): readonly Poll[] | undefined;
  keep(guildId: string, pollIds: readonly string[], polls: readonly Poll[]): void;
  /** A poll of the server is another. */
  drop(guildId: string): void;
  clear(): void;
}

export function createPollLists(): PollLists {
  const kept = new Map<string, { readonly pollIds: readonly string[]; readonly polls: readonly Poll[] }>();
  return {
    of(guildId, pollIds) {
      const list = kept.get(guildId);
      return list?.pollIds === pollIds ? list.polls : undefined;
    },
    keep: (guildId, pollIds, polls) => void kept.set(guildId, { pollIds, polls }),
    drop: (guildId) => void kept.delete(guildId),
    clear: () => kept.clear(),
  };
}
