import type { Horizon } from '../domain/knowledge/horizon.ts';
import { type Member, newMember } from '../domain/member.ts';
import type { Store } from '../storage/index.ts';
import { memberRecord } from '../storage/kinds.ts';
import { createKeyedQueue } from '../util/keyed-queue.ts';

export interface Members {
  get(userId: string): Promise<Member>;
  setHorizon(userId: string, horizon: Horizon): Promise<void>;
}

export function createMembers(store: Store): Members {
  const records = store.records(memberRecord);
  const queue = createKeyedQueue();
  const get = async (userId: string) => (await records.get(userId)) ?? newMember;

  return {
    get,
    setHorizon: (userId, horizon) =>
      queue.run(userId, async () => records.put(userId, { ...(await get(userId)), horizon })),
  };
}
