import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/util/clock.ts';
import { createCorrectedClock } from '../../src/util/corrected-clock.ts';
import { createLeapingClock } from '../../testkit/leaping-clock.ts';

const START_MS = Date.UTC(2026, 10, 28, 4);

/** A machine that may be off, a server whose time is right, and what the bot goes by. */
function start(offMs: number) {
  const machine = createLeapingClock(START_MS);
  const trueNow = () => START_MS + machine.steadyMs() - beganMs;
  const beganMs = machine.steadyMs();
  machine.leap(offMs);
  const told: number[] = [];
  const clock = createCorrectedClock({
    clock: machine,
    machineClock: machine,
    onOff: (behindMs) => told.push(behindMs),
  });
  /** A request and its answer, which tells the second it was made in. */
  const ask = (thereMs = 40, backMs = 40) => {
    const sentSteadyMs = machine.steadyMs();
    machine.pass(thereMs);
    const dateMs = Math.floor(trueNow() / 1000) * 1000;
    machine.pass(backMs);
    clock.hear({ dateMs, sentSteadyMs, receivedSteadyMs: machine.steadyMs() });
  };
  return { machine, clock, told, ask, trueNow };
}

describe('The bot’s clock', () => {
  it('is the machine’s where that is right to a few seconds', () => {
    const { machine, clock, told, ask } = start(2_000);
    ask();
    expect(clock.now()).toBe(machine.now());
    expect(told).toEqual([]);
  });

  it.each([
    ['ten minutes slow', -600_000],
    ['an hour fast', 3_600_000],
  ])('follows Discord’s time on a machine that is %s, and warns the operator once', (_how, offMs) => {
    const { machine, clock, told, ask, trueNow } = start(offMs);
    for (let request = 0; request < 20; request += 1) {
      ask();
      machine.pass(777);
    }
    expect(Math.abs(clock.now() - trueNow())).toBeLessThanOrEqual(1_100);
    expect(told).toHaveLength(1);
    expect(Math.abs((told[0] ?? 0) + offMs)).toBeLessThanOrEqual(1_100);
  });

  it('does not move when the machine’s is set, forward or back', () => {
    const { machine, clock, ask, trueNow } = start(0);
    ask();
    for (const leapMs of [3_600_000, -7_200_000, 3_600_000]) {
      machine.leap(leapMs);
      machine.pass(5_000);
      expect(Math.abs(clock.now() - trueNow())).toBeLessThanOrEqual(1_000);
    }
  });

  it('never relies on a slow response for more than its delay allows', () => {
    const { clock, told, ask, trueNow } = start(0);
    ask(14_000, 30);
    ask(30, 14_000);
    expect(told).toEqual([]);
    expect(Math.abs(clock.now() - trueNow())).toBe(0);
  });

  it('converts a moment of Discord’s into the bot’s time, also where the rehearsal has moved that', () => {
    const machine = createManualClock(START_MS);
    const moved = createManualClock(START_MS + 86_400_000);
    const clock = createCorrectedClock({ clock: moved, machineClock: machine, onOff: () => {} });
    expect(clock.at(START_MS - 1_500)).toBe(moved.now() - 1_500);
    expect(clock.at(START_MS + 1_500)).toBe(moved.now() + 1_500);
  });

  it('stays close to the true time, however wrong the machine’s clock is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000_000, max: 100_000_000 }),
        fc.array(fc.record({ there: fc.nat(3_000), back: fc.nat(3_000), leap: fc.integer({ min: -9e7, max: 9e7 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        (offMs, steps) => {
          const { machine, clock, ask, trueNow } = start(offMs);
          for (const { there, back, leap } of steps) {
            machine.leap(leap);
            ask(there, back);
            // Right to what the machine may be off unnoticed, and to what the answer could tell.
            expect(Math.abs(clock.now() - trueNow())).toBeLessThanOrEqual(3_000 + 1_000 + there + back);
          }
        },
      ),
    );
  });
});
