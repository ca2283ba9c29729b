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

  it('a vote whose reaction is taken off while the lock is being saved counts: it was there when voting ended', async () => {
    const reaction = { do: 'turn', poll: 1, user: 0, choice: 0, isSuper: false, name: 0 } as const;
    const before = [{ do: 'kill' }, { do: 'start' }, { do: 'hold' }, { do: 'lock', poll: 1 }] as const;
    expect(await playCrowded([reaction, ...before, reaction])).toEqual([]);
  });
});
