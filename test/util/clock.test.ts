import { describe, expect, it } from 'vitest';
import { createManualClock, createSystemClock } from '../../src/util/clock.ts';

describe('A clock', () => {
  it('that is moved wakes whoever waited for a time now reached, earliest first, and nobody else', async () => {
    const clock = createManualClock(1000);
    const woken: string[] = [];
    const wait = (name: string, atMs: number) => clock.waitUntil(atMs).then(() => woken.push(name));
    const second = wait('second', 2000);
    const third = wait('third', 3000);
    const first = wait('first', 1500);
    void wait('never', 9000);
    clock.advance(2500);
    await Promise.all([first, second, third]);
    expect(woken).toEqual(['first', 'second', 'third']);
    expect(clock.now()).toBe(3500);
  });

  it('does not make anybody wait for what has passed, or once it is called off', async () => {
    const clock = createManualClock(1000);
    await clock.waitUntil(1000);
    const off = new AbortController();
    const waiting = clock.waitUntil(9000, off.signal);
    off.abort();
    await waiting;
    await clock.waitUntil(9000, off.signal);
    expect(clock.now()).toBe(1000);
  });

  it('only moves forward', () => {
    expect(() => createManualClock(0).advance(-1)).toThrow(RangeError);
    expect(() => createManualClock(0).advance(Number.NaN)).toThrow(RangeError);
  });

  it('of the machine can be moved ahead, and then wakes a wait of years at once', async () => {
    const clock = createSystemClock();
    const farMs = clock.now() + 10 * 365 * 86_400_000;
    const waiting = clock.waitUntil(farMs);
    clock.advance(10 * 365 * 86_400_000);
    await waiting;
    expect(clock.now()).toBeGreaterThanOrEqual(farMs);
  });
});
