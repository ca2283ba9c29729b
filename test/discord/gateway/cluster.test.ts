import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOut } from '../../../src/discord/gateway/cluster.ts';

it('The shards of a machine are divided among its processes: each once, neighbours together, no one with two more than another', () => {
  expect(shareOut([0, 1, 2, 3, 4], 2)).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 200 }), (processes, more) => {
      const ids = Array.from({ length: processes + more }, (_, id) => id + 7);
      const shares = shareOut(ids, processes);
      expect(shares.flat()).toEqual(ids);
      const sizes = shares.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
    }),
  );
});
