import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** Many things to move on, each at its own time and none waiting for another. */
export interface Agenda {
  /** This one may have something to do now, whatever time it had asked for. */
  poke(key: string): void;
  /** The same, and there is no hurry: what was poked goes first. */
  due(key: string): void;
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
/** A step that takes longer waits for somebody else, and stands in nobody's way. */
const SLOW_MS = 3_000;
/** Times long past: what was poked is always before what is merely due. */
const POKED = 0;
const DUE = 1;

/**
 * `atOnce`: how many steps may be under way side by side, not counting those that have been for three seconds already; as
 * many as are due, when absent. What was poked goes before what is only due.
 */
export function createAgenda(parts: { clock: Clock; log: Log; wake: () => void; atOnce?: number }): Agenda {
  const { clock, log, wake, atOnce = Number.POSITIVE_INFINITY } = parts;
  const planned = new Map<string, { readonly atMs: number; readonly madeAtMs: number }>();
  const underWay = new Map<string, Promise<void>>();
  const begunAtMs = new Map<string, number>();
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
    begunAtMs.delete(key);
    // Poked while under way: what it saw may be old.
    plan(key, poked.delete(key) ? POKED : nextAtMs);
    wake();
  }

  function call(key: string, atMs: number): void {
    if (underWay.has(key)) poked.add(key);
    else plan(key, atMs);
    wake();
  }

  return {
    poke: (key) => call(key, POKED),
    due: (key) => call(key, DUE),
    begin(keys, step) {
      const asked = new Set(keys);
      for (const key of planned.keys()) if (!asked.has(key)) planned.delete(key);
      let nextAtMs = Number.POSITIVE_INFINITY;
      const due: { key: string; atMs: number }[] = [];
      for (const key of asked) {
        if (underWay.has(key)) continue;
        const { atMs, madeAtMs } = planned.get(key) ?? { atMs: DUE, madeAtMs: 0 };
        if (atMs <= clock.now() || madeAtMs > clock.now()) due.push({ key, atMs });
        else nextAtMs = Math.min(nextAtMs, atMs);
      }
      const busy = [...begunAtMs.values()].filter((atMs) => clock.steadyMs() - atMs < SLOW_MS).length;
      const room = Math.max(0, atOnce - busy);
      const first = due.length > room ? due.sort((a, b) => a.atMs - b.atMs).slice(0, room) : due;
      for (const { key } of first) {
        begunAtMs.set(key, clock.steadyMs());
        underWay.set(key, run(key, step));
      }
      // The next one to end wakes it; where all are slow, the time after which they do not count.
      return first.length < due.length ? Math.min(nextAtMs, clock.now() + SLOW_MS) : nextAtMs;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
