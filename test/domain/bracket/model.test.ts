import fc from 'fast-check';
import { expect, it } from 'vitest';
import { games, playBracket } from '../../../testkit/bracket/play-bracket.ts';

it('Brackets filled in at random, changed, taken back, watched and corrected, earn and tell what twenty lines say', () => {
  fc.assert(
    fc.property(games, (game) => {
      expect(playBracket(game)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
