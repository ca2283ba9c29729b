import fc from 'fast-check';
import { expect, it } from 'vitest';
import { games, playBracket } from '../../../testkit/bracket/play-bracket.ts';

it('Random brackets, with changes, undos and corrections, earn and show the same as a model of twenty lines', () => {
  fc.assert(
    fc.property(games, (game) => {
      expect(playBracket(game)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
