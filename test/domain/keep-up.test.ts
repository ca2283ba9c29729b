import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOverMs, type EpisodeOutSince, followed, keepUpDays } from '../../src/domain/keep-up.ts';

const DAY = 86_400_000;
const out = (episodeId: string, day: number | undefined): EpisodeOutSince => ({
  episodeId,
  sinceMs: day === undefined ? undefined : day * DAY,
});
const three = (fromDay: number) => ({ days: 3 as const, fromMs: fromDay * DAY });

describe('A server that keeps up', () => {
  it('follows an episode when its days are over, and says when that will be', () => {
    const ahead = [out('round-2', 10)];
    expect(followed(three(10), ahead, 12 * DAY)).toEqual({ to: undefined, nextAtMs: 13 * DAY });
    expect(followed(three(10), ahead, 13 * DAY)).toEqual({ to: 'round-2', nextAtMs: Number.POSITIVE_INFINITY });
  });

  it('follows also what came out before that was chosen, as long as its days were not over', () => {
    expect(followed(three(12), [out('round-2', 10)], 13 * DAY).to).toBe('round-2');
  });

  it('is not moved by what was out for long when its moderators said how far it is', () => {
    expect(followed(three(20), [out('round-2', 10)], 21 * DAY)).toEqual({
      to: undefined,
      nextAtMs: Number.POSITIVE_INFINITY,
    });
  });

  it('takes along what lies before the one that it follows', () => {
    const ahead = [out('round-4', undefined), out('round-5', 1), out('round-6', 30)];
    expect(followed(three(20), ahead, 33 * DAY).to).toBe('round-6');
  });

  it('never goes past an episode whose days are not over, also where a later one was out before', () => {
    const ahead = [out('round-2', 11), out('round-3', 9)];
    expect(followed(three(9), ahead, 12 * DAY)).toEqual({ to: undefined, nextAtMs: 14 * DAY });
    expect(followed(three(9), ahead, 14 * DAY).to).toBe('round-3');
  });

  it('waits for nothing where nothing is out ahead of it', () => {
    const nothing = { to: undefined, nextAtMs: Number.POSITIVE_INFINITY };
    expect(followed(three(0), [], DAY)).toEqual(nothing);
    expect(followed(three(0), [out('round-2', undefined)], DAY)).toEqual(nothing);
  });

  it('shows nothing before its days are over, whatever came out in whatever order', () => {
    const times = fc.array(fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), { maxLength: 12 });
    fc.assert(
      fc.property(times, fc.constantFrom(...keepUpDays), fc.nat(80), fc.nat(80), (days, wait, fromDay, nowDay) => {
        const ahead = days.map((day, index) => out(`e${index}`, day));
        const nowMs = nowDay * DAY;
        const { to, nextAtMs } = followed({ days: wait, fromMs: fromDay * DAY }, ahead, nowMs);
        const shown = ahead.slice(0, ahead.findIndex(({ episodeId }) => episodeId === to) + 1);
        for (const { sinceMs } of shown) expect((sinceMs ?? 0) + wait * DAY).toBeLessThanOrEqual(nowMs);
        expect(nextAtMs).toBeGreaterThan(nowMs);
      }),
    );
  });
});

describe('A date in the data', () => {
  it.each([
    ['2026-12-01', '2026-12-02T12:00Z'],
    ['2026-12-31', '2027-01-01T12:00Z'],
    ['2024-02', '2024-03-01T12:00Z'],
    ['2026', '2027-01-01T12:00Z'],
  ])('%s is over everywhere at %s', (date, over) => {
    expect(new Date(dateOverMs(date)).toISOString()).toBe(new Date(over).toISOString());
  });
});
