import type { Clock } from './clock.ts';

/** A clock that goes by somebody else's time, as far as it is told, where the machine's own is seconds off. */
export interface CorrectedClock extends Clock {
  /** Between these two moments (of the machine's `steadyMs()`) it was `dateMs` to `dateMs + 1000` there. */
  hear(told: { readonly dateMs: number; readonly sentSteadyMs: number; readonly receivedSteadyMs: number }): void;
  /** This clock's time at a moment of theirs. */
  at(theirMs: number): number;
}

/** Two clocks on a network are never the same; within this, the machine's own is right. */
const TOLERATED_MS = 3_000;
/** A correction ends only when the machine is this close, so that it does not come and go. */
const MENDED_MS = 1_000;
/** A machine this much further off than when it was last said is said again. */
const SAY_AGAIN_MS = 60_000;

/**
 * `clock` is what is corrected, and may be moved, as a rehearsal's is; `machineClock` is the machine's, by which it is told
 * how far that is off. Between two tellings it goes by `steadyMs()`, so that a machine whose time is set moves nothing here.
 */
export function createCorrectedClock(parts: {
  clock: Clock;
  machineClock: Clock;
  /** The machine's clock is this far behind theirs; negative when it is ahead, 0 when it is right again. */
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
