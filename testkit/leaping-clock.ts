import { type Clock, createManualClock } from '../src/util/clock.ts';

/** A clock that stands still, is moved by hand, and can be set to another time, as a person or NTP sets a machine's. */
export interface LeapingClock extends Clock {
  /** Time passes. */
  pass(ms: number): void;
  /** The clock is set: no time passes. */
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
