/** Discord's own time, or the machine's. Any object with these two methods fits, such as a clock that a test moves. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Resolves once `now() >= atMs`, or as soon as `signal` is aborted. Never rejects, never keeps the process alive. */
  waitUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}

/** Longest delay a timer of Node takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  waitUntil(atMs, signal) {
    if (Date.now() >= atMs || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const arm = () => {
        const leftMs = atMs - Date.now();
        if (leftMs <= 0) return end();
        timer = setTimeout(arm, Math.min(Math.ceil(leftMs), LONGEST_TIMER_MS));
        timer.unref();
      };
      signal?.addEventListener('abort', end, { once: true });
      arm();
    });
  },
};
