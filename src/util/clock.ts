/**
 * The one way to tell the time and to wait. Code that decides by time takes a `Clock`, so that a test or the rehearsal
 * can move it; sockets and their heartbeats use the machine's own time.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /**
   * Milliseconds on a scale that only goes forward, whatever is done to the machine's time. Only differences mean
   * something.
   */
  steadyMs(): number;
  /**
   * Resolves once `now() >= atMs`, or as soon as `signal` is aborted. If the clock was set back meanwhile, resolves
   * after the time that was left at the call: no wait gets longer by that. Never rejects, never keeps the process
   * alive.
   */
  waitUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}

/** A clock that can be moved forward. Waits end as soon as the moved time has reached them. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** Node's longest timer; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Waiter {
  readonly atMs: number;
  wake(): void;
}

/** The machine's time plus what `advance` has added: used by `main.ts`, and moved by the rehearsal. */
export function createSystemClock(): MovableClock {
  return createClock(Date.now, () => performance.now(), true);
}

/** A clock that stands still until it is advanced. */
export function createManualClock(startMs: number): MovableClock {
  return createClock(
    () => startMs,
    () => 0,
    false,
  );
}

function createClock(base: () => number, steady: () => number, runsByItself: boolean): MovableClock {
  const waiters = new Set<Waiter>();
  let movedMs = 0;
  const now = () => base() + movedMs;

  return {
    now,
    steadyMs: () => steady() + movedMs,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`A clock only moves forward, not by ${ms} ms`);
      movedMs += ms;
      for (const waiter of [...waiters].sort((a, b) => a.atMs - b.atMs)) if (waiter.atMs <= now()) waiter.wake();
    },
    waitUntil(atMs, signal) {
      if (now() >= atMs || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const overAtSteadyMs = steady() + movedMs + (atMs - now());
        const arm = () => {
          if (!runsByItself) return;
          const leftMs = Math.min(atMs - now(), overAtSteadyMs - steady() - movedMs);
          // A timer may end a moment early; what is left then is less than a millisecond.
          if (leftMs <= 0) return wake();
          timer = setTimeout(arm, Math.min(Math.ceil(leftMs), LONGEST_TIMER_MS));
          timer.unref();
        };
        const wake = () => {
          clearTimeout(timer);
          waiters.delete(waiter);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const waiter: Waiter = { atMs, wake };
        waiters.add(waiter);
        signal?.addEventListener('abort', wake, { once: true });
        arm();
      });
    },
  };
}
