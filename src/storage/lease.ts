import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { LeaseLostError, StoreClosedError } from './errors.ts';

/** Who holds a lease, for the log of whoever waits for it. */
export interface LeaseHolder {
  readonly holder: string;
  readonly takenAtMs: number;
  readonly expiresAtMs: number;
}

/** The right to be the only one, between all processes on one store. */
export interface Lease {
  /** Aborted, with a LeaseLostError, a sixth of the ttl before it runs out if it could not be renewed; not by `release`. */
  readonly signal: AbortSignal;
  /** False from the moment `signal` is aborted or `release` is called; also right after the machine slept. */
  holds(): boolean;
  /** Lets the next one in at once. Harmless when repeated or when the lease was lost. */
  release(): Promise<void>;
}

export interface LeaseRequest {
  /** Who asks, in words for another process's log: which process, where, started when. */
  readonly holder: string;
  /** How long it holds without being renewed, at least 100 ms. Renewed each third of it. */
  readonly ttlMs: number;
  /** Aborting it ends the waiting; it does nothing to a lease already given. */
  readonly signal?: AbortSignal;
}

export interface Leases {
  /**
   * Waits until the name is free or its holder's time has run out. Also keeps the process alive while it waits.
   *
   * @throws the signal's reason when that is aborted; StoreClosedError when the store is closed meanwhile.
   */
  acquire(name: string, request: LeaseRequest): Promise<Lease>;
  /** Who holds the name, or held it last without releasing it. */
  holderOf(name: string): Promise<LeaseHolder | undefined>;
}

/** Where a backend keeps leases. Each step is atomic between processes; a failure rejects. */
export interface LeaseTable {
  /** A token of one's own if the name was free or had run out at `nowMs`, else undefined. */
  take(row: { name: string; holder: string; nowMs: number; expiresAtMs: number }): Promise<string | undefined>;
  /** False if somebody else has it now. */
  renew(row: { name: string; token: string; expiresAtMs: number }): Promise<boolean>;
  /** Removes the row if it still carries this token. */
  free(row: { name: string; token: string }): Promise<void>;
  read(name: string): Promise<LeaseHolder | undefined>;
}

export interface LeaseOptions {
  readonly table: LeaseTable;
  /** The machine's own time, which nobody moves: processes compare it with each other through the table. */
  readonly machineClock: Clock;
  readonly log: Log;
}

/** How often a waiting process looks whether the lease was released. */
const LOOK_EVERY_MS = 100;
const SHORTEST_TTL_MS = 100;

export function createLeases({ table, machineClock, log }: LeaseOptions): Leases & { close(): Promise<void> } {
  const held = new Set<Lease>();
  const closing = new AbortController();

  return {
    async acquire(name, { holder, ttlMs, signal }) {
      if (!(ttlMs >= SHORTEST_TTL_MS))
        throw new RangeError(`A lease lasts at least ${SHORTEST_TTL_MS} ms, not ${ttlMs}`);
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      let waitingFor: string | undefined;

      while (true) {
        stop.throwIfAborted();
        // Taken before the statement is sent: however long that takes, we never believe in more time than the table does.
        const nowMs = machineClock.now();
        const present = await table.read(name);
        if (!present || present.expiresAtMs <= nowMs) {
          const expiresAtMs = nowMs + ttlMs;
          const token = await table.take({ name, holder, nowMs, expiresAtMs });
          if (token !== undefined) {
            const lease = keepLease({ table, machineClock, log, name, token, ttlMs, expiresAtMs });
            held.add(lease);
            if (!stop.aborted && lease.holds()) return lease;
            await lease.release();
            held.delete(lease);
          }
        } else if (waitingFor !== present.holder) {
          waitingFor = present.holder;
          const since = new Date(present.takenAtMs).toISOString();
          log.info({ lease: name, holder: present.holder, since }, 'Waiting for the process that holds the lease.');
        }
        await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
      }
    },
    holderOf: (name) => table.read(name),
    async close() {
      closing.abort(new StoreClosedError('wait for a lease'));
      for (const lease of held) {
        await lease.release().catch((err) => log.warn({ err }, 'A lease could not be released; it will run out.'));
      }
    },
  };
}

interface HeldLease extends LeaseOptions {
  readonly name: string;
  readonly token: string;
  readonly ttlMs: number;
  readonly expiresAtMs: number;
}

function keepLease({ table, machineClock, log, name, token, ttlMs, expiresAtMs: firstExpiryMs }: HeldLease): Lease {
  const lost = new AbortController();
  const over = new AbortController();
  let expiresAtMs = firstExpiryMs;
  const lastMomentMs = () => expiresAtMs - ttlMs / 6;

  function lose(why: string, cause?: unknown) {
    if (over.signal.aborted) return;
    over.abort();
    const err = new LeaseLostError(name, why, cause);
    log.error({ lease: name, err }, 'The lease is lost: this process must stop acting.');
    lost.abort(err);
  }

  /** Apart from the renewing, so that a statement that never comes back cannot hold it up. */
  async function watch() {
    while (!over.signal.aborted) {
      await machineClock.waitUntil(lastMomentMs(), over.signal);
      if (machineClock.now() >= lastMomentMs()) lose('it could not be renewed in time', lastFailure);
    }
  }

  let lastFailure: unknown;
  async function renewEachThird() {
    let renewAtMs = expiresAtMs - (ttlMs * 2) / 3;
    while (true) {
      await machineClock.waitUntil(renewAtMs, over.signal);
      if (over.signal.aborted) return;
      const nowMs = machineClock.now();
      try {
        if (!(await table.renew({ name, token, expiresAtMs: nowMs + ttlMs })))
          return lose('another process has taken it');
        expiresAtMs = nowMs + ttlMs;
        lastFailure = undefined;
        renewAtMs = nowMs + ttlMs / 3;
      } catch (err) {
        lastFailure = err;
        log.warn({ lease: name, err }, 'The lease could not be renewed; trying again.');
        renewAtMs = machineClock.now() + ttlMs / 12;
      }
    }
  }

  const tending = Promise.all([watch(), renewEachThird()]);

  return {
    signal: lost.signal,
    holds: () => !over.signal.aborted && machineClock.now() < lastMomentMs(),
    async release() {
      over.abort();
      // A renewal that ends after the row is gone would only find nothing, but the store may be closed by then.
      await tending;
      await table.free({ name, token });
    },
  };
}
