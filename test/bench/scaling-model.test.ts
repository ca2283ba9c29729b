import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLine, loadOf } from '../../bench/rig/scaling-model.ts';

it('The line of the scaling bench goes through points that lie on one, whatever their sizes', () => {
  const positive = fc.double({ min: 0.01, max: 1_000, noNaN: true });
  fc.assert(
    fc.property(positive, positive, (base, slope) => {
      const line = fitLine([10, 100, 1_000, 10_000].map((x) => ({ x, y: base + slope * x })));
      expect(line.base + line.slope * 100_000).toBeCloseTo(base + slope * 100_000, -1);
    }),
  );
});

it('A bot of a hundred thousand servers has a hundred shards, and starts sixteen of them side by side', () => {
  expect(loadOf(100_000, { ownFeedEvery: 5 })).toMatchObject({
    shards: 100,
    identifySeconds: 35,
    announceSeconds: 2_000,
  });
  expect(loadOf(100, { ownFeedEvery: 5 })).toMatchObject({ shards: 1, identifySeconds: 5, feedReadsPerHour: 84 });
});
