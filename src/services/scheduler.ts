import type { Clock } from '../util/clock.ts';
import { createDueQueue } from '../util/due-queue.ts';
import { nextRound } from '../util/event-loop.ts';
import { type Log, withinLog } from '../util/log.ts';

/** One kind of work, each piece under an id (a poll's, a channel's, a feed's address) with a time of its own. */
export interface Work {
  /** There may be something to do now, whatever time was planned. Poked ids go before those that are merely due. */
  poke(id: string): void;
  /** As `poke`, but without hurry. */
  due(id: string): void;
  /** Makes the id due, unless it is planned or under way already. */
  add(id: string): void;
  /** Makes it due at `atMs`, whatever time was planned. */
  plan(id: string, atMs: number): void;
  /** Whether the id is planned, or its step under way. */
  has(id: string): boolean;
  /** Resolves when nothing of this kind is under way. */
  idle(): Promise<void>;
}

export interface WorkOptions {
  /**
   * How many steps may run side by side; one that has run for three seconds no longer counts. Default: as many as are
   * due. Example: `4`, for work that asks Discord.
   */
  readonly atOnce?: number;
}

/**
 * All that this process does by itself, by when it is due. A look costs nothing for what is not due, however much is
 * planned.
 */
export interface Scheduler {
  /**
   * Declares a kind of work; `kind` names it in the log. `step` does what is due under an id, and resolves with when it
   * wants to be called next, in ms since 1970: `Infinity` = only when poked. A step that fails is logged, and called
   * again after half a minute. No step waits for another kind or another id.
   */
  work(kind: string, step: (id: string) => Promise<number>, options?: WorkOptions): Work;
  /**
   * Starts everything that is due and allowed, of each kind at most two hundred steps, and returns at once with when to
   * look again, in ms since 1970. If the clock has been set back, everything that was planned before is due.
   */
  begin(): number;
  /**
   * When to look again, in ms since 1970, as `begin` returns it. It is now if something is due and allowed to start.
   */
  nextAtMs(): number;
  /** Looks again whenever something is due, until it is stopped. */
  start(): void;
  /** Starts nothing more. What is under way goes on; resolves when the loop has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Even with nothing planned it looks at least this often, so that anything missed is found. */
const LONGEST_SLEEP_MS = 60_000;
const AFTER_TROUBLE_MS = 30_000;
/** A step that takes longer is waiting for something else, and no longer counts against `atOnce`. */
const SLOW_MS = 3_000;
/** Beginning more at once would hold up everything else: a move of the horizon makes all polls of a server due. */
const MOST_BEGUN_AT_ONCE = 200;
/** The reason passed when a sleep ends early: without one, each wake would create an error with a stack. */
const WOKEN = 'woken';
/** Times long past, in this order: a poked id always comes before one that is merely due. */
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
    if (woken) return;
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
      if (!woken && againAtMs > clock.now()) {
        // A new signal for each sleep: listeners would pile up on one that lives longer.
        sleep = new AbortController();
        await clock.waitUntil(Math.min(againAtMs, clock.now() + LONGEST_SLEEP_MS), sleep.signal);
      }
      // One look for all that ends or is planned in the same round.
      await nextRound();
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
  /** Steps under way that are not slow yet, with when they began by the steady clock, oldest first. */
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
    // A step under way is planned anew when it ends.
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
    // Poked while it was under way: it may have worked on old facts.
    planNow(id, pokedMeanwhile.delete(id) ? POKED_MS : nextAtMs);
    wake();
  }

  /** If the clock was set back, makes everything due: nobody knows by how much the earlier plans are wrong. */
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
      for (let begun = 0; begun < MOST_BEGUN_AT_ONCE && quick.size < atOnce; begun += 1) {
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
      // The end of a step wakes the loop; where all are slow, they stop counting after this time.
      return quick.size < atOnce ? nowMs : nowMs + SLOW_MS;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
