import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { LeaseLostError } from './errors.ts';
import type { LeaseTable } from './lease-table.ts';

/** The right to be the only one, between all processes on one store. */
export interface Lease {
  readonly name: string;
  /** Stands for this holding of the name, and no other: what is written under it says so. */
  readonly token: string;
  /** Aborted, with a LeaseLostError, a sixth of the ttl before it runs out if it could not be renewed; not by `release`. */
  readonly signal: AbortSignal;
  /** False from the moment `signal` is aborted or `release` is called; also right after the machine slept. */
  holds(): boolean;
  /** Another process was seen to have it: aborts `signal`, as if it could not be renewed. */
  seenTaken(): void;
  /** Lets the next one in at once. Harmless when repeated, when the lease was lost, and after the store was closed. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly table: LeaseTable;
  /** The machine's own time, which nobody moves: processes compare it with each other through the table. */
  readonly machineClock: Clock;
  readonly log: Log;
}

export interface HeldLease extends LeaseOptions {
  readonly name: string;
  /** What `LeaseTable.take` gave. */
  readonly token: string;
  readonly ttlMs: number;
  readonly expiresAtMs: number;
}

/** Renews a lease that was just taken until it is released or lost. */
export function keepLease({
  table,
  machineClock,
  log,
  name,
  token,
  ttlMs,
  expiresAtMs: firstExpiryMs,
}: HeldLease): Lease {
  const lost = new AbortController();
  const over = new AbortController();
  let expiresAtMs = firstExpiryMs;
  // By a scale that nobody sets back, too: a clock that leaps must not make a lease last longer than others believe.
  let lastSteadyMs = machineClock.steadyMs() + (firstExpiryMs - machineClock.now()) - ttlMs / 6;
  let lastFailure: unknown;
  let releasing: Promise<void> | undefined;
  const lastMomentMs = () => expiresAtMs - ttlMs / 6;

  function lose(why: string, cause?: unknown) {
    if (over.signal.aborted) return;
    over.abort();
    const err = new LeaseLostError(name, why, cause);
    log.error({ lease: name, err }, 'The lease is lost: this process must stop acting.');
    lost.abort(err);
  }

  function loseWhenLate() {
    if (machineClock.now() >= lastMomentMs() || machineClock.steadyMs() >= lastSteadyMs) {
      lose('it could not be renewed in time', lastFailure);
    }
  }

  /** Apart from the renewing, so that a statement that never comes back cannot hold it up. */
  async function watch() {
    while (!over.signal.aborted) {
      await machineClock.waitUntil(lastMomentMs(), over.signal);
      loseWhenLate();
    }
  }

  async function renewEachThird() {
    let renewAtMs = expiresAtMs - (ttlMs * 2) / 3;
    while (true) {
      await machineClock.waitUntil(renewAtMs, over.signal);
      if (over.signal.aborted) return;
      const nowMs = machineClock.now();
      const steadyMs = machineClock.steadyMs();
      try {
        if (!(await table.renew({ name, token, expiresAtMs: nowMs + ttlMs })))
          return lose('another process has taken it');
        expiresAtMs = nowMs + ttlMs;
        lastSteadyMs = steadyMs + (ttlMs * 5) / 6;
        lastFailure = undefined;
        renewAtMs = nowMs + ttlMs / 3;
      } catch (err) {
        lastFailure = err;
        log.warn({ lease: name, err }, 'The lease could not be renewed; trying again.');
        renewAtMs = machineClock.now() + ttlMs / 12;
      }
    }
  }

  async function letGo() {
    over.abort();
    // A renewal that ends after the row is gone would only find nothing, but the store may be closed by then.
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
      // A machine that slept has not run its timers yet.
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
