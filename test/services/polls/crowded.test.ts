import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdedSteps } from '../../../testkit/polls/crowded-steps.ts';
import { playCrowded } from '../../../testkit/polls/play-crowded.ts';

describe('Whatever happens to two polls in an evening', () => {
  it('every vote that was acknowledged counts, and every lock is one that was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(crowdedSteps, async (happening) => {
        expect(await playCrowded(happening)).toEqual([]);
      }),
      { numRuns: 100, seed: 20261128 },
    );
  }, 120_000);
});
