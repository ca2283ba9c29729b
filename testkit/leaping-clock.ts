import { type Clock, createManualClock } from '../src/util/clock.ts';

/**
 * A clock that moves only by hand, and can also be set to another time, as a person or NTP sets the clock of a machine.
 */
export interface LeapingClock extends Clock {
  /** Time passes. */
  pass(ms: number): void;
  /** The clock is set to another time; no time passes. */
  leap(ms: number): void;
}

export function createLeapingClock(startMs: number): LeapingClock {
  const steady = createManualClock(startMs);
  let leaptMs = 0;
  return {
    now: () => steady.now() + leaptMs,
    steadyMs: steady.steadyMs,
    waitUntil: (atMs, signal) => steady.waitUntil(atMs - leaptMs, signal),
    pass: steady.advance,
    leap(ms) {
      leaptMs += ms;
    },
  };
}
