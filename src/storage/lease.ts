import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreClosedError } from './errors.ts';
import { keepLease, type Lease, type LeaseOptions, type Moment, momentOf } from './held-lease.ts';
import type { LeaseHolder, NamedLease } from './lease-table.ts';

export interface LeaseRequest {
  /** Describes this process for the logs of others: which process, where, started when. */
  readonly holder: string;
  /** How long it holds without being renewed, in ms, at least 100. It is renewed every third of that. */
  readonly ttlMs: number;
  /** Aborting it ends the waiting; it does not affect a lease that was given. */
  readonly signal?: AbortSignal;
}

export interface TurnRequest {
  readonly holder: string;
  /** How long nobody else has a turn, in ms, at least 100. */
  readonly everyMs: number;
  /** Aborting it ends the waiting. */
  readonly signal?: AbortSignal;
}

/** A turn at something that one process at a time may do, after which nobody may for a while. */
export interface Turn {
  /** Starts the time of the turn again from now. False if it was over, and another process may have a turn by now. */
  beginsNow(): Promise<boolean>;
}

export interface Leases {
  /**
   * Waits until the name is free or its holder's time has run out; the time is also measured here, so that a holder
   * that died while its clock was far ahead is not waited for. Failures of the store are retried. Keeps the process
   * alive while it waits. All requests for a name must use the same `ttlMs`.
   *
   * @throws the signal's reason when that is aborted; StoreClosedError when the store is closed meanwhile.
   */
  acquire(name: string, request: LeaseRequest): Promise<Lease>;
  /** As `acquire`, for a turn, which is not renewed and runs out by itself. */
  turn(name: string, request: TurnRequest): Promise<Turn>;
  /** The holder of the name, or the last one that did not release it. */
  holderOf(name: string): Promise<LeaseHolder | undefined>;
  /** The holders of names with this prefix, in no particular order. */
  heldUnder(prefix: string): Promise<readonly NamedLease[]>;
}

/** How often a waiting process checks whether the lease was released. */
const LOOK_EVERY_MS = 100;
const SHORTEST_TTL_MS = 100;

export function createLeases({ table, machineClock, log }: LeaseOptions): Leases & { close(): Promise<void> } {
  const held = new Set<Lease>();
  const acquiring = new Set<Promise<unknown>>();
  const closing = new AbortController();

  /** Waits until the name is given; resolves with the token, and when it was asked for. */
  async function take(
    name: string,
    parts: { holder: string; ttlMs: number; stop: AbortSignal; saysForWhom: boolean },
  ): Promise<{ token: string; asked: Moment }> {
    const { holder, ttlMs, stop } = parts;
    if (!(ttlMs >= SHORTEST_TTL_MS)) throw new RangeError(`A lease lasts at least ${SHORTEST_TTL_MS} ms, not ${ttlMs}`);
    // Chosen before asking, so that a lease whose answer was lost is recognised.
    const token = randomUUID();
    let failing = false;
    const isAbandoned = watchForAbandoned(ttlMs);
    const sayForWhom = parts.saysForWhom ? sayingForWhom(name) : () => {};

    /** Whether the name was given, according to the store. */
    async function isGiven(): Promise<boolean> {
      const present = await table.read(name);
      const abandoned = present && isAbandoned(present.expiresAtMs);
      if (present && !present.ranOut && present.token !== token && !abandoned) {
        sayForWhom(present);
        return false;
      }
      const elseIfExpiresAtMs = abandoned ? present.expiresAtMs : undefined;
      return table.take({ name, holder, token, ttlMs, elseIfExpiresAtMs });
    }

    while (true) {
      stop.throwIfAborted();
      const asked = momentOf(machineClock);
      try {
        if (await isGiven()) return { token, asked };
        failing = false;
      } catch (err) {
        if (!failing) log.error({ lease: name, err }, 'The store does not answer for a lease; asking until it does.');
        failing = true;
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    }
  }

  /**
   * A living holder renews a lease every third of its ttl: one that has not been renewed for a whole ttl, measured
   * here, has no holder.
   */
  function watchForAbandoned(ttlMs: number): (expiresAtMs: number) => boolean {
    let seen = { expiresAtMs: Number.NaN, sinceMs: 0 };
    return (expiresAtMs) => {
      if (expiresAtMs !== seen.expiresAtMs) seen = { expiresAtMs, sinceMs: machineClock.steadyMs() };
      return machineClock.steadyMs() - seen.sinceMs >= ttlMs;
    };
  }

  /** Logs one line for each process that is waited for. */
  function sayingForWhom(name: string): (present: { holder: string; takenAtMs: number }) => void {
    let waitingFor: string | undefined;
    return ({ holder, takenAtMs }) => {
      if (waitingFor === holder) return;
      waitingFor = holder;
      const since = new Date(takenAtMs).toISOString();
      log.info({ lease: name, holder, since }, 'Waiting for the process that holds the lease.');
    };
  }

  const stopWith = (signal?: AbortSignal) => (signal ? AbortSignal.any([signal, closing.signal]) : closing.signal);

  async function acquire(name: string, { holder, ttlMs, signal }: LeaseRequest): Promise<Lease> {
    const stop = stopWith(signal);
    while (true) {
      const { token, asked } = await take(name, { holder, ttlMs, stop, saysForWhom: true });
      const lease = remembered(keepLease({ table, machineClock, log, name, token, ttlMs, asked }));
      if (!stop.aborted && lease.holds()) return lease;
      await lease.release();
    }
  }

  function remembered(kept: Lease): Lease {
    const lease: Lease = {
      ...kept,
      async release() {
        await kept.release();
        held.delete(lease);
      },
    };
    held.add(lease);
    return lease;
  }

  return {
    acquire(name, request) {
      const lease = acquire(name, request);
      acquiring.add(lease);
      const forget = () => acquiring.delete(lease);
      lease.then(forget, forget);
      return lease;
    },
    async turn(name, { holder, everyMs: ttlMs, signal }) {
      const { token } = await take(name, { holder, ttlMs, stop: stopWith(signal), saysForWhom: false });
      return { beginsNow: () => table.renew({ name, token, ttlMs }) };
    },
    heldUnder: (prefix) => table.list(prefix),
    async holderOf(name) {
      const row = await table.read(name);
      return row && { holder: row.holder, takenAtMs: row.takenAtMs, expiresAtMs: row.expiresAtMs };
    },
    async close() {
      closing.abort(new StoreClosedError('wait for a lease'));
      // A lease that was just being taken is released by its own call, which needs the table for that.
      await Promise.allSettled(acquiring);
      const late = (err: unknown) => log.warn({ err }, 'A lease could not be released; it will run out.');
      await Promise.all([...held].map((lease) => lease.release().catch(late)));
    },
  };
}
