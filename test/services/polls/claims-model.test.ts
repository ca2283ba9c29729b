import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimSteps, playClaims } from '../../../testkit/polls/play-claims.ts';

it('whatever moderators do and wherever the bot dies, a match scores once a game, and what is held is what the polls tell', async () => {
  await fc.assert(
    fc.asyncProperty(claimSteps, async (steps) => {
      expect(await playClaims(steps)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
