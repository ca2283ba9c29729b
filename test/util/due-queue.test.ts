import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDueQueue } from '../../src/util/due-queue.ts';

type Step =
  | { readonly kind: 'plan'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'cancel'; readonly key: string }
  | { readonly kind: 'take'; readonly nowMs: number };

const key = fc.constantFrom(...'abcdefghijklmnop');
const atMs = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(Number.POSITIVE_INFINITY));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('plan' as const), key, atMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), nowMs: fc.integer({ min: 0, max: 8 }) }) },
);

/** The same as a list that is searched through, in the order of planning. */
function createModel() {
  let planned: { key: string; atMs: number }[] = [];
  const without = (key: string) => planned.filter((one) => one.key !== key);
  const next = () => planned.toSorted((a, b) => a.atMs - b.atMs)[0];
  return {
    plan(key: string, atMs: number) {
      planned = [...without(key), { key, atMs }];
    },
    cancel(key: string) {
      planned = without(key);
    },
    nextAtMs: () => next()?.atMs ?? Number.POSITIVE_INFINITY,
    take(nowMs: number) {
      const first = next();
      if (first === undefined || first.atMs > nowMs) return undefined;
      planned = without(first.key);
      return first.key;
    },
    keys: () => planned.map(({ key }) => key).toSorted(),
  };
}

describe('What comes due', () => {
  it('comes in the order of its time, and of its planning where the time is one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const queue = createDueQueue<string>();
        const model = createModel();
        for (const step of steps) {
          if (step.kind === 'take') expect(queue.take(step.nowMs)).toBe(model.take(step.nowMs));
          else if (step.kind === 'cancel') {
            queue.cancel(step.key);
            model.cancel(step.key);
          } else {
            queue.plan(step.key, step.atMs);
            model.plan(step.key, step.atMs);
          }
          expect(queue.nextAtMs()).toBe(model.nextAtMs());
          expect([...queue.keys()].toSorted()).toEqual(model.keys());
          for (const key of 'abcdefghijklmnop') expect(queue.has(key)).toBe(model.keys().includes(key));
        }
      }),
      { numRuns: 400 },
    );
  });
});
