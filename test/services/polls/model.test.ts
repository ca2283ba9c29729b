import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playPoll } from '../../../testkit/polls/play-poll.ts';
import { steps } from '../../../testkit/polls/poll-steps.ts';

describe('Whatever happens to a poll', () => {
  it('every acknowledged vote is counted once and every point is right, wherever the process died', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (happening) => {
        expect(await playPoll(happening)).toEqual([]);
      }),
      { numRuns: 100, seed: 20261122 },
    );
  }, 120_000);
});
