/**
 * The one way to tell the time and to wait. Everything that decides by time takes a `Clock`, so that a test, or the
 * rehearsal, can move it; sockets and their heartbeats keep the machine's own time.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds on a scale that only goes forward, whatever is done to the machine's time. Its zero means nothing. */
  steadyMs(): number;
  /**
   * Resolves once `now() >= atMs`, as soon as `signal` is aborted, or, where the time was set back meanwhile, once as long
   * has passed as was asked for: nothing waits longer for a clock that leaped. Never rejects, never keeps the process alive.
   */
  waitUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}

/** A clock whose time can be moved forward. Waiting tasks wake as soon as the moved time has reached them. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** Longest delay a timer of Node takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Waiter {
  readonly atMs: number;
  wake(): void;
}

/** The machine's time plus whatever `advance` has added: what `main.ts` uses, and what the rehearsal moves. */
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
          // A timer may end a moment early; what is left then is less than one of its steps.
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
