import { type SpentUnits, spend } from '../../domain/feed/day-quota.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

/** Google's daily quota for a project, less a reserve; each of our requests costs one unit. */
const UNITS_A_DAY = 9_000;

/**
 * Where the count is saved, so that it survives this process. The reserve covers what two processes may count past each
 * other.
 */
export interface KeptUnits {
  read(): Promise<SpentUnits | undefined>;
  write(spent: SpentUnits): Promise<void>;
}

/** Counts the units spent today. Google's day begins at midnight in California. */
export interface Quota {
  /** False when the day's units are spent; otherwise they are taken, and saved before this resolves. */
  take(units: number, nowMs: number): Promise<boolean>;
  /** Call it when Google says that nothing is left today. */
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
