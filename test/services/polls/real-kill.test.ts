import { expect, it } from 'vitest';
import { killForReal } from '../../../testkit/polls/real-kill.ts';

it('the built bot, killed in the middle of a crowd of votes, loses none that it acknowledged', async () => {
  // Side by side: most of the time goes into waiting for the lease of the dead.
  const outcomes = await Promise.all([1, 2, 3, 4, 5].map(killForReal));
  expect(outcomes).toEqual([[], [], [], [], []]);
}, 120_000);
