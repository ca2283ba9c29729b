import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

export interface Ticker {
  start(): void;
  /** Something may have become due: look now rather than at the time planned. */
  wake(): void;
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

/** Even with nothing planned, a look at least this often: whatever was missed heals by itself. */
const LONGEST_SLEEP_MS = 60_000;
const AFTER_FAILURE_MS = 5_000;

/** Calls an idempotent step again and again, each time at the moment the last call asked for. */
export function createTicker(parts: { tick: () => number; clock: Clock; log: Log }): Ticker {
  const { tick, clock, log } = parts;
  const stopping = new AbortController();
  let sleeping = new AbortController();
  let woken = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      let nextAtMs: number;
      try {
        nextAtMs = tick();
      } catch (err) {
        log.error({ err }, 'A step failed; it is tried again');
        nextAtMs = clock.now() + AFTER_FAILURE_MS;
      }
      if (woken) continue;
      sleeping = new AbortController();
      const signal = AbortSignal.any([stopping.signal, sleeping.signal]);
      await clock.waitUntil(Math.min(nextAtMs, clock.now() + LONGEST_SLEEP_MS), signal);
    }
  }

  return {
    start() {
      running ??= run();
    },
    wake() {
      woken = true;
      sleeping.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
