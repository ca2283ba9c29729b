import type { Poll } from '../../domain/poll/poll.ts';

/**
 * The last list of polls of each server. The same array is returned again, so that what was computed from it (by
 * `madeOnce`) can be reused.
 */
export interface PollLists {
  /** The kept list; undefined unless it was made for this very array of ids. */
  of(guildId: string, pollIds: readonly string[]): readonly Poll[] | undefined;
  keep(guildId: string, pollIds: readonly string[], polls: readonly Poll[]): void;
  /** Call it when a poll of the server has changed, or its polls are held no longer. */
  drop(guildId: string): void;
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
  };
}
