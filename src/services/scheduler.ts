import type { Clock } from '../util/clock.ts';
import { createDueQueue } from '../util/due-queue.ts';
import { type Log, withinLog } from '../util/log.ts';

/** What is to be done under one kind of key (a poll's id, a channel's, a feed's address), each at its own time. */
export interface Work {
  /** This one may have something to do now, whatever time it had asked for. Poked ones go first. */
  poke(id: string): void;
  /** The same, and there is no hurry. */
  due(id: string): void;
  /** There is something under this id: it is due, unless it is planned or under way already. */
  add(id: string): void;
  /** It is due at `atMs`, whatever time it had asked for. */
  plan(id: string, atMs: number): void;
  /** Whether it is planned, or under way. */
  has(id: string): boolean;
  /** Resolves when nothing of this kind is under way. */
  idle(): Promise<void>;
}

export interface WorkOptions {
  /**
   * How many may be under way side by side, not counting those that have been for three seconds already. Default: as many
   * as are due. Example: `4`, for what asks Discord.
   */
  readonly atOnce?: number;
}

/**
 * All that this process has to do by itself, by when it is due. A look costs nothing for what is not due, however much is
 * planned.
 */
export interface Scheduler {
  /**
   * A kind of work; `kind` names it in the log. `step` does what is due under an id, and returns when it wants to be called
   * next, in ms since 1970: `Infinity` = not before it is poked. One that fails is logged, and called again after half a
   * minute. Nothing waits for another kind, or another id.
   */
  work(kind: string, step: (id: string) => Promise<number>, options?: WorkOptions): Work;
  /**
   * Starts all that is due and may start, and returns at once: when to look again, in ms since 1970. When the clock has been
   * set back, whatever was planned before that is due.
   */
  begin(): number;
  /** When to look again, as `begin` tells it: what is due and may start is due now. */
  nextAtMs(): number;
  /** Looks again and again, each time when something is due, until it is stopped. */
  start(): void;
  /** Starts nothing more. What is under way goes on. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Even with nothing planned, a look at least this often: whatever was missed heals by itself. */
const LONGEST_SLEEP_MS = 60_000;
const AFTER_TROUBLE_MS = 30_000;
/** A step that takes longer waits for somebody else, and stands in nobody's way. */
const SLOW_MS = 3_000;
/** Why a sleep ends: given, since without one each wake would make an error with a stack. */
const WOKEN = 'woken';
/** Times long past: what was poked is always before what is merely due. */
const POKED_MS = 0;
const DUE_MS = 1;

export function createScheduler(parts: { clock: Clock; log: Log }): Scheduler {
  const { clock, log } = parts;
  const kinds: (Work & Pick<Scheduler, 'nextAtMs'> & { begin(): void })[] = [];
  let sleep: AbortController | undefined;
  let woken = false;
  let stopped = false;
  let running: Promise<void> | undefined;

  function wake(): void {
    woken = true;
    sleep?.abort(WOKEN);
  }

  const nextAtMs = () =>
    kinds.reduce((earliestMs, kind) => Math.min(earliestMs, kind.nextAtMs()), Number.POSITIVE_INFINITY);

  function begin(): number {
    for (const kind of kinds) kind.begin();
    return nextAtMs();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      const againAtMs = begin();
      if (woken) continue;
      // One signal a sleep: a longer-lived one would gather what listened to it.
      sleep = new AbortController();
      await clock.waitUntil(Math.min(againAtMs, clock.now() + LONGEST_SLEEP_MS), sleep.signal);
    }
  }

  return {
    work(kind, step, options = {}) {
      const work = createWork({ clock, log, wake, kind, step, options });
      kinds.push(work);
      return work;
    },
    begin,
    nextAtMs,
    start() {
      running ??= run();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
    async idle() {
      await Promise.all(kinds.map((kind) => kind.idle()));
    },
  };
}

function createWork(parts: {
  clock: Clock;
  log: Log;
  wake: () => void;
  kind: string;
  step: (id: string) => Promise<number>;
  options: WorkOptions;
}): Work & Pick<Scheduler, 'nextAtMs'> & { begin(): void } {
  const { clock, log, wake, kind, step } = parts;
  const { atOnce = Number.POSITIVE_INFINITY } = parts.options;
  const queue = createDueQueue<string>();
  const plannedAtMs = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();
  /** Those of them that are not slow yet, and since when, by the steady clock: the oldest first. */
  const quick = new Map<string, number>();
  const pokedMeanwhile = new Set<string>();
  let latestMs = Number.NEGATIVE_INFINITY;

  function planNow(id: string, atMs: number): void {
    if (atMs === Number.POSITIVE_INFINITY) {
      queue.cancel(id);
      plannedAtMs.delete(id);
      return;
    }
    queue.plan(id, atMs);
    plannedAtMs.set(id, clock.now());
    latestMs = Math.max(latestMs, clock.now());
  }

  function plan(id: string, atMs: number): void {
    // What is under way is planned anew when it ends, and wakes then.
    if (underWay.has(id)) {
      pokedMeanwhile.add(id);
      return;
    }
    planNow(id, atMs);
    wake();
  }

  async function run(id: string): Promise<void> {
    let nextAtMs: number;
    try {
      nextAtMs = await withinLog({ work: kind, id }, () => step(id));
    } catch (err) {
      log.error({ err, kind, id }, 'A step failed; it is tried again');
      nextAtMs = clock.now() + AFTER_TROUBLE_MS;
    }
    underWay.delete(id);
    quick.delete(id);
    // Poked while under way: what it saw may be old.
    planNow(id, pokedMeanwhile.delete(id) ? POKED_MS : nextAtMs);
    wake();
  }

  /** Nobody knows how far off the clock was by which they were planned. */
  function whereClockWasSetBack(nowMs: number): void {
    if (nowMs >= latestMs) return;
    for (const id of [...queue.keys()]) if ((plannedAtMs.get(id) ?? 0) > nowMs) planNow(id, DUE_MS);
    latestMs = nowMs;
  }

  function letSlowBe(): void {
    for (const [id, sinceSteadyMs] of quick) {
      if (clock.steadyMs() - sinceSteadyMs < SLOW_MS) return;
      quick.delete(id);
    }
  }

  return {
    poke: (id) => plan(id, POKED_MS),
    due: (id) => plan(id, DUE_MS),
    plan,
    add(id) {
      if (!queue.has(id) && !underWay.has(id)) plan(id, DUE_MS);
    },
    has: (id) => queue.has(id) || underWay.has(id),
    begin() {
      const nowMs = clock.now();
      whereClockWasSetBack(nowMs);
      letSlowBe();
      while (quick.size < atOnce) {
        const id = queue.take(nowMs);
        if (id === undefined) return;
        plannedAtMs.delete(id);
        quick.set(id, clock.steadyMs());
        underWay.set(id, run(id));
      }
    },
    nextAtMs() {
      const nowMs = clock.now();
      const atMs = queue.nextAtMs();
      if (atMs > nowMs) return atMs;
      // The next one to end wakes it; where all are slow, the time after which they do not count.
      return quick.size < atOnce ? nowMs : nowMs + SLOW_MS;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
