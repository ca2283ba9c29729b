import { describe, expect, it } from 'vitest';
import { openMemoryBackend } from '../../src/storage/backends/memory.ts';
import { LeaseLostError, StoreClosedError } from '../../src/storage/index.ts';
import { createLeases } from '../../src/storage/lease.ts';
import type { LeaseTable } from '../../src/storage/lease-table.ts';
import { createManualClock, createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { backends, openTestStore, silentLog } from './backends.ts';

const TTL_MS = 60_000;
const first = { holder: 'the first', ttlMs: TTL_MS };
const second = { holder: 'the second', ttlMs: TTL_MS };

for (const { name, url, byMachineClock } of backends) {
  describe(`a lease on ${name}`, () => {
    const open = async (clock = createManualClock(1_000)) => {
      const address = await url();
      return { address, clock, store: await openTestStore(address, clock) };
    };

    it('is given to one at a time, and to the next as soon as it is released', async () => {
      const { store } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      let given = false;
      const next = store.leases.acquire('shard-0', second).then((its) => {
        given = true;
        return its;
      });
      const other = await store.leases.acquire('shard-1', second);

      expect([lease.holds(), other.holds(), given]).toEqual([true, true, false]);
      await lease.release();
      expect((await next).holds()).toBe(true);
      expect(lease.holds()).toBe(false);
      expect(lease.signal.aborted).toBe(false);
    });

    it('tells who holds it, since when and until when', async () => {
      const { store } = await open();
      await store.leases.acquire('shard-0', first);

      const row = await store.leases.holderOf('shard-0');
      const takenAtMs = byMachineClock ? 1_000 : (row?.takenAtMs ?? 0);
      expect(row).toEqual({ holder: 'the first', takenAtMs, expiresAtMs: takenAtMs + TTL_MS });
      // A server's own clock, which is also ours when it runs here.
      if (!byMachineClock) expect(Math.abs(takenAtMs - Date.now())).toBeLessThan(60_000);
      expect(await store.leases.holderOf('shard-1')).toBeUndefined();
    });

    it('is renewed each third of its time, and so outlives it', async () => {
      const { store, clock } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      for (let third = 1; third <= 9; third += 1) {
        const expiry = async () => (await store.leases.holderOf('shard-0'))?.expiresAtMs ?? 0;
        const beforeMs = await expiry();
        // A server's clock may still show the very millisecond.
        if (!byMachineClock) await expect.poll(Date.now, { interval: 1 }).toBeGreaterThan(beforeMs - TTL_MS + 1);
        clock.advance(TTL_MS / 3);
        await expect.poll(expiry, { interval: 1, timeout: 10_000 }).toBeGreaterThan(beforeMs);
        if (byMachineClock) expect(await expiry()).toBe(clock.now() + TTL_MS);
      }

      expect(lease.holds()).toBe(true);
      expect(lease.signal.aborted).toBe(false);
    });

    it('can be released twice, and a late release does not end the next holder', async () => {
      const { store } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      await lease.release();
      const next = await store.leases.acquire('shard-0', second);
      await lease.release();

      expect(next.holds()).toBe(true);
      expect((await store.leases.holderOf('shard-0'))?.holder).toBe('the second');
    });

    it('is no longer waited for when the signal says so', async () => {
      const { store } = await open();
      await store.leases.acquire('shard-0', first);
      const stop = new AbortController();
      const waiting = store.leases.acquire('shard-0', { ...second, signal: stop.signal });
      stop.abort(new Error('shutting down'));

      await expect(waiting).rejects.toThrow('shutting down');
      await expect(store.leases.acquire('shard-1', { ...second, signal: stop.signal })).rejects.toThrow(
        'shutting down',
      );
      expect(await store.leases.holderOf('shard-1')).toBeUndefined();
    });

    it('is released when the store is closed, and processes that wait for it get an error', async () => {
      const { store, address } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      const waiting = store.leases.acquire('shard-0', second);
      // Free, and so just being taken: given and released again, or refused, but never left behind.
      const taking = store.leases.acquire('shard-1', second).then((taken) => taken.holds());
      const outcomes = Promise.allSettled([waiting, taking]);
      await store.close();

      expect(lease.holds()).toBe(false);
      await expect(lease.release()).resolves.toBeUndefined();
      const [waited] = await outcomes;
      expect(waited).toMatchObject({ status: 'rejected', reason: expect.any(StoreClosedError) });
      await expect(store.leases.acquire('shard-0', second)).rejects.toThrow(StoreClosedError);
      if (name === 'memory:') return;
      const again = await openTestStore(address);
      expect(await again.leases.holderOf('shard-0')).toBeUndefined();
      expect(await again.leases.holderOf('shard-1')).toBeUndefined();
    });

    it('is found by how its name begins, for as long as somebody holds it', async () => {
      const { store } = await open();
      const lease = await store.leases.acquire('shard/1/0', first);
      await store.leases.acquire('shard/1/1', second);
      await store.leases.acquire('shard/10/0', second);
      await store.leases.acquire('%hard/1/2', second);
      const held = async () =>
        (await store.leases.heldUnder('shard/1/')).map(({ name, holder }) => `${name} ${holder}`);

      expect((await held()).sort()).toEqual(['shard/1/0 the first', 'shard/1/1 the second']);
      await lease.release();
      expect(await held()).toEqual(['shard/1/1 the second']);
      expect(await store.leases.heldUnder('nobody')).toEqual([]);
    });

    it('is refused for a time too short to be renewed in', async () => {
      const { store } = await open();

      await expect(store.leases.acquire('shard-0', { ...first, ttlMs: 99 })).rejects.toThrow(RangeError);
      await expect(store.leases.acquire('shard-0', { ...first, ttlMs: Number.NaN })).rejects.toThrow(RangeError);
    });
  });
}

for (const { name, url } of backends) {
  describe(`turns on ${name}`, () => {
    it('are had one after another, however many wait, and never two within the while', async () => {
      const address = await url();
      const stores = await Promise.all([1, 2, 3].map(() => openTestStore(address, createSystemClock())));
      const share = name === 'memory:' ? stores.slice(0, 1) : stores;
      const begunAtMs: number[] = [];
      await Promise.all(
        share.flatMap((store) =>
          [1, 2].map(async () => {
            await store.leases.turn('identify/0', { holder: 'somebody', everyMs: 200 });
            begunAtMs.push(performance.now());
          }),
        ),
      );

      expect(begunAtMs).toHaveLength(share.length * 2);
      // Each is had a moment after the store gave it.
      for (const [index, atMs] of begunAtMs.slice(1).entries()) {
        expect(atMs - (begunAtMs[index] ?? 0)).toBeGreaterThan(100);
      }
    });

    it('begin when what they are for begins: the wait of the next turn counts from there', async () => {
      const store = await openTestStore(await url(), createSystemClock());
      const everyMs = 300;
      const turn = await store.leases.turn('identify/0', { holder: 'first', everyMs });
      const until = (await store.leases.holderOf('identify/0'))?.expiresAtMs ?? 0;
      await expect.poll(async () => turn.beginsNow(), { interval: 50 }).toBe(true);
      await expect
        .poll(async () => (await turn.beginsNow()) && (await store.leases.holderOf('identify/0'))?.expiresAtMs)
        .toBeGreaterThan(until);
      await store.leases.turn('identify/0', { holder: 'second', everyMs });

      expect(await turn.beginsNow(), 'it is the second’s by now').toBe(false);
    });
  });
}

describe('a lease that cannot be renewed', () => {
  const take = async (change: (table: LeaseTable) => Partial<LeaseTable>) => {
    const machineClock = createManualClock(0);
    const { leases: table } = openMemoryBackend(machineClock);
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    const leases = createLeases({ table: { ...table, ...change(table) }, machineClock, log });
    return { clock: machineClock, table, lines, lease: await leases.acquire('shard-0', first) };
  };

  it.each([
    ['fails', () => Promise.reject(new Error('the disk is gone'))],
    ['never ends', () => new Promise<boolean>(() => {})],
  ])('because the store %s is given up a sixth of its time before it runs out', async (_, renew) => {
    const { clock, lease, lines } = await take(() => ({ renew }));
    clock.advance(TTL_MS / 3);
    clock.advance(TTL_MS / 2 - 1);
    expect([lease.holds(), lease.signal.aborted]).toEqual([true, false]);

    clock.advance(1);
    expect([lease.holds(), lease.signal.aborted]).toEqual([false, true]);
    expect(lease.signal.reason).toBeInstanceOf(LeaseLostError);
    expect(lines.join()).toContain('The lease is lost');
  });

  it('survives a failure that passes, and keeps the failure in the log', async () => {
    let failing = true;
    const { clock, lease, table, lines } = await take((whole) => ({
      renew: (row) => (failing ? Promise.reject(new Error('the disk is slow')) : whole.renew(row)),
    }));
    clock.advance(TTL_MS / 3);
    await expect.poll(() => lines.join(), { interval: 1 }).toContain('the disk is slow');
    failing = false;
    clock.advance(TTL_MS / 12);
    const expiry = async () => (await table.read('shard-0'))?.expiresAtMs;
    await expect.poll(expiry, { interval: 1 }).toBe(clock.now() + TTL_MS);

    clock.advance(TTL_MS * 0.6);
    expect(lease.holds()).toBe(true);
  });

  it('because another process has taken it is given up at once', async () => {
    const { clock, lease } = await take(() => ({ renew: async () => false }));
    clock.advance(TTL_MS / 3);

    await expect.poll(() => lease.signal.aborted, { interval: 1 }).toBe(true);
    expect(String(lease.signal.reason)).toContain('another process has taken it');
    expect(lease.holds()).toBe(false);
  });
});

it('a lease is asked for until the store answers: an outage is no reason to end', async () => {
  const { leases: table } = openMemoryBackend(createManualClock(0));
  const lines: string[] = [];
  let answers = 0;
  const leases = createLeases({
    table: {
      ...table,
      async read(name) {
        answers += 1;
        if (answers <= 3) throw new Error('SQLITE_BUSY: database is locked');
        return table.read(name);
      },
    },
    machineClock: createManualClock(0),
    log: createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) }),
  });
  expect((await leases.acquire('shard-0', first)).holds()).toBe(true);
  expect(
    lines.filter((line) => line.includes('does not answer for a lease')),
    'told once',
  ).toHaveLength(1);
});

it('a lease that is being taken while the store closes is given back before the store is gone', async () => {
  const { leases: table } = openMemoryBackend(createManualClock(0));
  const events: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const leases = createLeases({
    table: {
      ...table,
      async take(row) {
        await gate;
        return table.take(row);
      },
      async free(row) {
        await table.free(row);
        events.push('given back');
      },
    },
    machineClock: createManualClock(0),
    log: silentLog,
  });
  const taking = expect(leases.acquire('shard-0', first)).rejects.toThrow(StoreClosedError);
  const closing = leases.close().then(() => events.push('closed'));
  open();
  await Promise.all([taking, closing]);

  expect(events).toEqual(['given back', 'closed']);
  expect(await table.read('shard-0')).toBeUndefined();
});
