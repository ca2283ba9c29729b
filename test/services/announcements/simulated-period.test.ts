import { describe, expect, it } from 'vitest';
import { simulatePeriod } from '../../../testkit/announcements/simulate-period.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

/** Weeks of a server's life take as long as the machine is busy; whether they pass is not a matter of speed. */
const LONG_MS = 180_000;
const knowledge = seriesKnowledge();

describe('A simulated period', () => {
  it('without any trouble each entry is announced once per subscription, within one interval and a minute’s pace', async () => {
    const { failures, figures } = await simulatePeriod({
      seed: 7,
      entries: 12,
      subscriptions: 5,
      knowledge,
      calm: true,
    });
    expect(failures).toEqual([]);
    expect(figures.longestDelayMinutes).toBeLessThanOrEqual(17);
  });

  it.each([1, 2, 3])(
    'with every outage of YouTube’s and Discord’s, and crashes at random, each entry is announced exactly once per subscription, in order (seed %i)',
    async (seed) => {
      const { failures, figures } = await simulatePeriod({ seed, entries: 40, subscriptions: 20, knowledge });
      expect(failures).toEqual([]);
      expect(figures.crashes).toBeGreaterThan(10);
    },
    LONG_MS,
  );
});
