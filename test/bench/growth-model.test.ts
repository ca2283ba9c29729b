import { expect, it } from 'vitest';
import { exponentOf } from '../../bench/rig/growth-model.ts';

it.each([
  ['is 0 where nothing grows', [5, 5, 5], 0],
  ['is 1 where it grows as fast', [3, 30, 300], 1],
  ['is 2 where it grows with the square', [2, 200, 20_000], 2],
  ['is 0 for one size alone', [7], 0],
])('the exponent of a growth %s', (_, costs, exponent) => {
  expect(exponentOf(costs.map((cost, at) => ({ size: 10 ** at, cost })))).toBeCloseTo(exponent);
});
