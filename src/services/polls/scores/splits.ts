import type { Poll } from '../../../domain/poll/poll.ts';
import { collectSplit, type SplitOverTime } from '../../../domain/poll/split-over-time.ts';
import { DamagedRecordError, type Store } from '../../../storage/index.ts';
import { splitRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';
import type { BallotBox } from '../votes/ballot-box.ts';

/**
 * How the votes of polls came in over time: computed from the ballots while they still have their history, and saved
 * before it is trimmed.
 */
export interface Splits {
  /** Undefined for an open or void poll, and where the saved record cannot be read. */
  of(poll: Poll): Promise<SplitOverTime | undefined>;
  /** Saves it, once: it is never computed again, because the ballots may have lost their history since. */
  keep(poll: Poll): Promise<void>;
}

export function createSplits(parts: { store: Store; box: Pick<BallotBox, 'all'> }): Splits {
  const records = parts.store.records(splitRecord);

  async function kept(pollId: string): Promise<SplitOverTime | undefined | 'damaged'> {
    try {
      return await records.get(pollId);
    } catch (err) {
      if (!(err instanceof DamagedRecordError)) throw err;
      return 'damaged';
    }
  }

  async function derive(poll: Poll): Promise<SplitOverTime | undefined> {
    const collector = collectSplit(poll);
    const breathe = createBreather();
    for (const ballot of (await parts.box.all(poll.id)).values()) {
      collector.add(ballot);
      await breathe();
    }
    return collector.split();
  }

  return {
    async of(poll) {
      if (poll.state === 'open' || poll.state === 'void') return undefined;
      const known = poll.state === 'settled' ? await kept(poll.id) : undefined;
      return known === 'damaged' ? undefined : (known ?? derive(poll));
    },
    async keep(poll) {
      if ((await kept(poll.id)) !== undefined) return;
      const split = await derive(poll);
      if (split !== undefined) await records.put(poll.id, split);
    },
  };
}
