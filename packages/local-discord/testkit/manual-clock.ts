import { type Clock, systemClock } from '../src/clock.ts';

/** A clock that is moved by hand; waits end as soon as the moved time has reached them. */
export interface ManualClock extends Clock {
  /** @throws RangeError for a negative value */
  advance(ms: number): void;
}

/**
 * A clock that stands still until it is moved.
 *
 * @param startMs milliseconds since 1970
 */
export function createManualClock(startMs: number): ManualClock {
  return movable(() => startMs, undefined);
}

/** The machine's time, plus what it is moved by. */
export function createRunningClock(): ManualClock {
  return movable(Date.now, systemClock);
}

function movable(baseMs: () => number, running: Clock | undefined): ManualClock {
  const waiters = new Set<{ readonly atMs: number; wake(): void }>();
  let movedMs = 0;
  const now = () => baseMs() + movedMs;
  return {
    now,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`A clock only moves forward, not by ${ms} ms`);
      movedMs += ms;
      for (const waiter of [...waiters].sort((a, b) => a.atMs - b.atMs)) if (waiter.atMs <= now()) waiter.wake();
    },
    waitUntil(atMs, signal) {
      if (now() >= atMs || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const over = new AbortController();
        const waiter = {
          atMs,
          wake() {
            waiters.delete(waiter);
            signal?.removeEventListener('abort', waiter.wake);
            over.abort();
            resolve();
          },
        };
        waiters.add(waiter);
        signal?.addEventListener('abort', waiter.wake, { once: true });
        void running?.waitUntil(atMs - movedMs, over.signal).then(waiter.wake);
      });
    },
  };
}
