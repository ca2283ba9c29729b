import { keptDrafts, type PollDraft, withDraft } from '../../domain/poll/draft.ts';
import type { Store } from '../../storage/index.ts';
import { pollDraftsRecord } from '../../storage/kinds.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

/** Polls that moderators are still preparing. A draft is kept for a day. */
export interface PollDrafts {
  /** Undefined where there is none, or it has expired. */
  get(guildId: string, draftId: string): Promise<PollDraft | undefined>;
  put(guildId: string, draft: PollDraft): Promise<void>;
  remove(guildId: string, draftId: string): Promise<void>;
}

export function createPollDrafts({ store, clock }: { readonly store: Store; readonly clock: Clock }): PollDrafts {
  const records = store.records(pollDraftsRecord);
  const queue = createKeyedQueue();
  const read = async (guildId: string) => keptDrafts((await records.get(guildId)) ?? [], clock.now());

  return {
    get: async (guildId, draftId) => (await read(guildId)).find(({ id }) => id === draftId),
    put: (guildId, draft) =>
      queue.run(guildId, async () => records.put(guildId, withDraft(await read(guildId), draft, clock.now()))),
    remove: (guildId, draftId) =>
      queue.run(guildId, async () => {
        const left = (await read(guildId)).filter(({ id }) => id !== draftId);
        return left.length === 0 ? records.remove(guildId) : records.put(guildId, left);
      }),
  };
}
