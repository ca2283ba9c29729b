import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { LeaseLostError } from './errors.ts';
import type { LeaseTable } from './lease-table.ts';

/** The exclusive right to a name among all processes on one store. */
export interface Lease {
  readonly name: string;
  /** Identifies this holding of the name: writes under the lease carry it. */
  readonly token: string;
  /**
   * Aborted, with a LeaseLostError, when the lease could not be renewed: a sixth of the ttl before it runs out. Not
   * aborted by `release`.
   */
  readonly signal: AbortSignal;
  /** False from the moment `signal` is aborted or `release` is called; also right after the machine slept too long. */
  holds(): boolean;
  /** Call it when another process was seen to hold the lease: aborts `signal`, as if it could not be renewed. */
  seenTaken(): void;
  /**
   * Releases the lease, so that the next process gets it at once. May be repeated, also when the lease was lost or the
   * store closed.
   */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly table: LeaseTable;
  /** The machine's own time, which nobody moves. */
  readonly machineClock: Clock;
  readonly log: Log;
}

export interface HeldLease extends LeaseOptions {
  readonly name: string;
  /** The token that was given to `LeaseTable.take`. */
  readonly token: string;
  readonly ttlMs: number;
  /**
   * When it was asked for. The store counts from later, so this process never believes it has more time than it does.
   */
  readonly asked: Moment;
}

/** A moment by both of a machine's clocks. */
export interface Moment {
  readonly nowMs: number;
  readonly steadyMs: number;
}

export function momentOf(clock: Clock): Moment {
  return { nowMs: clock.now(), steadyMs: clock.steadyMs() };
}

/** Renews a lease that was just taken until it is released or lost. */
export function keepLease({ table, machineClock, log, name, token, ttlMs, asked: firstAsked }: HeldLease): Lease {
  const lost = new AbortController();
  const over = new AbortController();
  /** When the last successful renewal was asked for. */
  let asked = firstAsked;
  let lastFailure: unknown;
  let releasing: Promise<void> | undefined;
  const safeMs = (ttlMs * 5) / 6;

  function lose(why: string, cause?: unknown) {
    if (over.signal.aborted) return;
    over.abort();
    const err = new LeaseLostError(name, why, cause);
    log.error({ lease: name, err }, 'The lease is lost: this process must stop acting.');
    lost.abort(err);
  }

  /** How long it is still safe to act, in ms. */
  function leftMs(): number {
    // By the steady clock: setting the clock back must not make the lease last longer here than for others.
    const bySteadyMs = asked.steadyMs + safeMs - machineClock.steadyMs();
    return table.byMachineClock ? Math.min(bySteadyMs, asked.nowMs + safeMs - machineClock.now()) : bySteadyMs;
  }

  function loseWhenLate() {
    if (leftMs() <= 0) lose('it could not be renewed in time', lastFailure);
  }

  /** Separate from the renewals, so that a statement that never returns cannot hold it up. */
  async function watch() {
    while (!over.signal.aborted) {
      await machineClock.waitUntil(machineClock.now() + leftMs(), over.signal);
      loseWhenLate();
    }
  }

  async function renewEachThird() {
    let pauseMs = asked.nowMs + ttlMs / 3 - machineClock.now();
    while (true) {
      await machineClock.waitUntil(machineClock.now() + pauseMs, over.signal);
      if (over.signal.aborted) return;
      const asking = momentOf(machineClock);
      try {
        if (!(await table.renew({ name, token, ttlMs }))) return lose('another process has taken it');
        asked = asking;
        lastFailure = undefined;
        pauseMs = asked.nowMs + ttlMs / 3 - machineClock.now();
      } catch (err) {
        lastFailure = err;
        log.warn({ lease: name, err }, 'The lease could not be renewed; trying again.');
        pauseMs = ttlMs / 12;
      }
    }
  }

  async function letGo() {
    over.abort();
    // Waits for a renewal under way, which would otherwise still use the store after it is closed.
    await tending;
    await table.free({ name, token });
  }

  const tending = Promise.all([watch(), renewEachThird()]);

  return {
    name,
    token,
    signal: lost.signal,
    seenTaken: () => lose('another process has taken it'),
    holds() {
      // After a sleep of the machine, its timers have not run yet.
      loseWhenLate();
      return !over.signal.aborted;
    },
    release() {
      releasing ??= letGo().catch((error) => {
        releasing = undefined;
        throw error;
      });
      return releasing;
    },
  };
}
