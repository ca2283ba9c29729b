import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FeedHost, LONGEST_PLAN_MS, nextReadAt } from '../../../src/domain/feed/read-schedule.ts';

const usual = { lastReadAtMs: 0, failuresInARow: 0, intervalSeconds: 900, host: 'youtube' as FeedHost, jitter: 0.5 };
const minutes = (input: Partial<Parameters<typeof nextReadAt>[0]>) => nextReadAt({ ...usual, ...input }) / 60_000;

describe('after a success', () => {
  test('a feed is read once the interval is over, or up to a tenth of it later, and never sooner', () => {
    expect(minutes({})).toBe(15.75);
    expect(minutes({ jitter: 0 })).toBe(15);
    expect(minutes({ jitter: 0.999 })).toBeCloseTo(16.5, 1);
  });

  test('a server that asks to be left alone with its answer is', () => {
    expect(minutes({ retryAfterSeconds: 7200, jitter: 0 })).toBe(120);
    expect(minutes({ retryAfterSeconds: 60, jitter: 0 })).toBe(15);
  });

  test('a shorter interval than five minutes holds only on this machine', () => {
    expect(minutes({ intervalSeconds: 1, jitter: 0 })).toBe(5);
    expect(nextReadAt({ ...usual, intervalSeconds: 1, host: 'local', jitter: 0 })).toBe(1000);
  });
});

describe('after failures', () => {
  test.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [5, 120],
    [1000, 120],
  ])('%i in a row make YouTube wait %i minutes', (failuresInARow, wanted) => {
    expect(minutes({ failuresInARow, jitter: 0 })).toBe(wanted);
  });

  test('other hosts wait up to twelve hours, and a tenth more', () => {
    expect(minutes({ failuresInARow: 1000, host: 'other', jitter: 0 })).toBe(720);
    expect(minutes({ failuresInARow: 1000, host: 'other', jitter: 0.999 })).toBeLessThan(792);
  });

  test('Retry-After is a floor, of at most a day', () => {
    expect(minutes({ failuresInARow: 1, retryAfterSeconds: 7200, jitter: 0 })).toBe(120);
    expect(minutes({ failuresInARow: 3, retryAfterSeconds: 60, jitter: 0 })).toBe(60);
    expect(minutes({ failuresInARow: 1, retryAfterSeconds: 1e12, jitter: 0 })).toBe(24 * 60);
  });
});

test('whatever happens, a feed is read again within little more than a day, and never before its interval is over', () => {
  const anything = fc.record({
    lastReadAtMs: fc.integer({ min: 0, max: 4e12 }),
    failuresInARow: fc.nat(),
    retryAfterSeconds: fc.option(fc.nat(), { nil: undefined }),
    intervalSeconds: fc.integer({ min: 1, max: 86_400 }),
    host: fc.constantFrom<FeedHost>('youtube', 'other'),
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(anything, (input) => {
      const waitMs = nextReadAt(input) - input.lastReadAtMs;
      expect(waitMs).toBeGreaterThanOrEqual(Math.max(5 * 60_000, input.intervalSeconds * 1000));
      expect(waitMs).toBeLessThanOrEqual(LONGEST_PLAN_MS);
    }),
  );
});
