import { furthestOf, type Horizon } from '../domain/knowledge/horizon.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import { type Member, newMember } from '../domain/member.ts';
import type { Store } from '../storage/index.ts';
import { memberRecord } from '../storage/kinds.ts';
import { createKeyedQueue } from '../util/keyed-queue.ts';

export interface Members {
  get(userId: string): Promise<Member>;
  setHorizon(userId: string, horizon: Horizon): Promise<void>;
  /**
   * The furthest a member ever said to have watched, at least `horizon`: an episode or `none`. `all` counts as the
   * newest episode that is out now.
   */
  furthest(userId: string, horizon: Horizon): Promise<Horizon>;
}

/** A member who asked is likely to ask again soon. */
const MOST_HELD = 5_000;

/**
 * @param isOnlyOne no other process changes members at the same time, so that what was read may be held in memory;
 * default false
 */
export function createMembers(
  store: Store,
  knowledge: Pick<Knowledge, 'newestOut' | 'isHorizon' | 'compareHorizons'>,
  isOnlyOne = false,
): Members {
  const records = store.records(memberRecord);
  const held = isOnlyOne ? store.held(memberRecord, MOST_HELD) : records;
  const queue = createKeyedQueue();
  const get = async (userId: string) => (await held.get(userId)) ?? newMember;
  const furthest = ({ horizon, furthest }: Member, also: Horizon) => furthestOf(knowledge, [furthest, horizon, also]);

  return {
    get,
    setHorizon: (userId, horizon) =>
      queue.run(userId, async () => {
        const member = await get(userId);
        await records.put(userId, { ...member, horizon, furthest: furthest(member, horizon) });
      }),
    furthest: async (userId, horizon) => furthest(await get(userId), horizon),
  };
}
