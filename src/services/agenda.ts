import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** Many things to move on, each at its own time and none waiting for another. */
export interface Agenda {
  /** This one may have something to do now, whatever time it had asked for. */
  poke(key: string): void;
  /**
   * Starts `step` for every key that is due and not under way, and returns at once: when to look again, in ms since 1970.
   * A step returns when it wants to be called next. One that fails is logged and called again after half a minute. When
   * the clock has been set back, whatever was planned before that is due.
   */
  begin(keys: Iterable<string>, step: (key: string) => Promise<number>): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const AFTER_TROUBLE_MS = 30_000;

export function createAgenda(parts: { clock: Clock; log: Log; wake: () => void }): Agenda {
  const { clock, log, wake } = parts;
  const planned = new Map<string, { readonly atMs: number; readonly madeAtMs: number }>();
  const underWay = new Map<string, Promise<void>>();
  const poked = new Set<string>();

  const plan = (key: string, atMs: number) => planned.set(key, { atMs, madeAtMs: clock.now() });

  async function run(key: string, step: (key: string) => Promise<number>): Promise<void> {
    let nextAtMs: number;
    try {
      nextAtMs = await step(key);
    } catch (err) {
      log.error({ err, key }, 'A step failed; it is tried again');
      nextAtMs = clock.now() + AFTER_TROUBLE_MS;
    }
    underWay.delete(key);
    // Poked while under way: what it saw may be old.
    plan(key, poked.delete(key) ? 0 : nextAtMs);
    wake();
  }

  return {
    poke(key) {
      if (underWay.has(key)) poked.add(key);
      else plan(key, 0);
      wake();
    },
    begin(keys, step) {
      const asked = new Set(keys);
      for (const key of planned.keys()) if (!asked.has(key)) planned.delete(key);
      let nextAtMs = Number.POSITIVE_INFINITY;
      for (const key of asked) {
        if (underWay.has(key)) continue;
        const { atMs, madeAtMs } = planned.get(key) ?? { atMs: 0, madeAtMs: 0 };
        if (atMs <= clock.now() || madeAtMs > clock.now()) underWay.set(key, run(key, step));
        else nextAtMs = Math.min(nextAtMs, atMs);
      }
      return nextAtMs;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
