import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedInSlices } from '../../src/util/sort-in-slices.ts';

describe('Sorting in slices', () => {
  it('gives what sorting at once does, equal ones in their order, however many there are', async () => {
    const sizes = fc.constantFrom(0, 1, 5, 4_096, 4_097, 10_000, 20_481);
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 50 }), async (size, most) => {
        const items = Array.from({ length: size }, (_, at) => ({ rank: (at * 7_919) % most, at }));
        const byRank = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
        expect(await sortedInSlices(items, byRank)).toEqual(items.toSorted(byRank));
      }),
      { numRuns: 25 },
    );
  });
});
