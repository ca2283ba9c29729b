import type { Clock } from './clock.ts';

/** A clock that follows another's time as far as it is told, where the machine's own is off by seconds. */
export interface CorrectedClock extends Clock {
  /**
   * Between these two moments (of the machine's `steadyMs()`) the other clock was between `dateMs` and `dateMs + 1000`.
   */
  hear(told: { readonly dateMs: number; readonly sentSteadyMs: number; readonly receivedSteadyMs: number }): void;
  /** This clock's time at a moment of the other clock. */
  at(theirMs: number): number;
}

/** Two clocks on a network are never equal; within this difference, the machine's own is used. */
const TOLERATED_MS = 3_000;
/** A correction ends only when the difference is this small, so that it does not come and go. */
const MENDED_MS = 1_000;
/** Reported again when the difference has grown by this much since the last report. */
const SAY_AGAIN_MS = 60_000;

/**
 * `clock` is the clock to correct, which may be moved by a rehearsal; `machineClock` is the machine's, whose error is
 * reported. Between two calls of `hear` it runs by `steadyMs()`, so that setting the machine's time moves nothing here.
 */
export function createCorrectedClock(parts: {
  clock: Clock;
  machineClock: Clock;
  /** Called with how far the machine's clock is behind, in ms; negative when it is ahead, 0 when it is right again. */
  onOff: (behindMs: number) => void;
}): CorrectedClock {
  const { clock, machineClock } = parts;
  let theirsMinusSteadyMs = machineClock.now() - machineClock.steadyMs();
  let correcting = false;
  let saidMs = 0;

  const theirNow = () => theirsMinusSteadyMs + machineClock.steadyMs();

  function behindMs(): number {
    const behind = Math.round(theirNow() - machineClock.now());
    correcting = Math.abs(behind) > (correcting ? MENDED_MS : TOLERATED_MS);
    return correcting ? behind : 0;
  }
  const now = () => clock.now() + behindMs();

  return {
    now,
    steadyMs: clock.steadyMs,
    waitUntil: (atMs, signal) => clock.waitUntil(atMs - behindMs(), signal),
    at: (theirMs) => Math.round(now() - (theirNow() - theirMs)),
    hear({ dateMs, sentSteadyMs, receivedSteadyMs }) {
      const atLeast = dateMs - receivedSteadyMs;
      const atMost = dateMs + 1_000 - sentSteadyMs;
      theirsMinusSteadyMs = Math.min(Math.max(theirsMinusSteadyMs, atLeast), atMost);
      const behind = behindMs();
      if (Math.abs(behind - saidMs) < (behind === 0 ? 1 : saidMs === 0 ? 1 : SAY_AGAIN_MS)) return;
      saidMs = behind;
      parts.onOff(behind);
    },
  };
}
