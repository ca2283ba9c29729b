import { type SpentUnits, spend } from '../../domain/feed/day-quota.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

/** What Google gives a project a day, less a reserve; each of our questions costs one unit. */
const UNITS_A_DAY = 9_000;

/** Where the count is kept, so that it outlives this process. The reserve covers what two processes count past each other. */
export interface KeptUnits {
  read(): Promise<SpentUnits | undefined>;
  write(spent: SpentUnits): Promise<void>;
}

/** Counts what the day's questions cost. The day is Google's: it begins at midnight in California. */
export interface Quota {
  /** False when the day's units are spent; else they are taken, and that is kept before this resolves. */
  take(units: number, nowMs: number): Promise<boolean>;
  /** Google says that nothing is left today. */
  exhaust(nowMs: number): Promise<void>;
}

export function createQuota(kept: KeptUnits, most = UNITS_A_DAY): Quota {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });
  const queue = createKeyedQueue();

  return {
    take: (units, nowMs) =>
      queue.run('units', async () => {
        const spent = spend(await kept.read(), { day: dayOf.format(nowMs), units, most });
        if (spent !== undefined) await kept.write(spent);
        return spent !== undefined;
      }),
    exhaust: (nowMs) => queue.run('units', () => kept.write({ day: dayOf.format(nowMs), units: most })),
  };
}
