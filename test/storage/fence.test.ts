import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRecord, LeaseLostError } from '../../src/storage/index.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLeapingClock } from '../../testkit/leaping-clock.ts';
import { backends, openTestStore } from './backends.ts';

const TTL_MS = 60_000;
const first = { holder: 'the first', ttlMs: TTL_MS };
const second = { holder: 'the second', ttlMs: TTL_MS };
const note = defineRecord({ name: 'note', version: 1, schema: z.string() });

for (const { name, url } of backends) {
  describe(`What is written under a lease on ${name}`, () => {
    const open = async (clock = createManualClock(1_000)) => {
      const store = await openTestStore(await url(), clock);
      return { clock, store, notes: store.records(note) };
    };

    it('is written while the lease is held, and refused as a whole once another process has it, even if the writer still believes to hold it', async () => {
      // The first process's clock stands still, as in a machine that is paused: it believes that it holds the lease.
      const { store, notes } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      const under = store.under([lease]);
      await under.write([under.records(note).putting('a', 'by the first'), under.records(note).putting('b', 'too')]);

      const taken = { ...lease, token: 'of another process', holds: () => true };
      const paused = store.under([taken]);
      const late = [paused.records(note).putting('a', 'late'), paused.records(note).removing('b')];
      await expect(paused.write(late)).rejects.toThrow(LeaseLostError);

      expect(Object.fromEntries(await notes.getMany(['a', 'b']))).toEqual({ a: 'by the first', b: 'too' });
      expect(lease.holds(), 'a refused write is how a paused process learns of it').toBe(false);
      expect(lease.signal.reason).toBeInstanceOf(LeaseLostError);
    });

    it('asks for every lease: one of two that is lost is enough to be refused', async () => {
      const { store, notes } = await open();
      const leases = [await store.leases.acquire('shard-0', first), await store.leases.acquire('shard-1', first)];
      const [kept, lost] = leases;
      if (kept === undefined || lost === undefined) throw new Error('Two leases were taken');
      await store.under(leases).records(note).put('a', 'under both');
      const paused = store.under([kept, { ...lost, token: 'of another process', holds: () => true }]);
      await expect(paused.records(note).put('a', 'under one')).rejects.toThrow(LeaseLostError);

      expect(await notes.get('a')).toBe('under both');
    });

    it('is written or refused as a whole also where it is millions of characters long, and what was refused is not written with the next', async () => {
      const { store, notes } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      const under = store.under([lease]);
      const long = (word: string) => word.padEnd(150_000, '🎤');
      await under.records(note).put('gone', 'by the first');
      const taken = { ...lease, token: 'of another process', holds: () => true };
      const paused = store.under([taken]);
      const late = Array.from({ length: 10 }, (_, at) => paused.records(note).putting(`late ${at}`, long('late')));
      await expect(paused.write(late)).rejects.toThrow(LeaseLostError);
      const again = store.under([await store.leases.acquire('shard-1', first)]);
      const inTime = Array.from({ length: 10 }, (_, at) => again.records(note).putting(`there ${at}`, long(`${at}`)));
      await again.write([...inTime, again.records(note).removing('gone')]);

      const kept = new Map<string, string>();
      for await (const page of notes.pages()) for (const [key, text] of page) kept.set(key, text);
      expect(kept).toEqual(new Map(Array.from({ length: 10 }, (_, at) => [`there ${at}`, long(`${at}`)])));
    });

    it('is refused without asking once one’s own time is over, or the lease was released', async () => {
      const { store, notes } = await open();
      const lease = await store.leases.acquire('shard-0', first);
      const under = store.under([lease]).records(note);
      await lease.release();
      await expect(under.put('a', 'late')).rejects.toThrow(LeaseLostError);
      expect(await notes.get('a')).toBeUndefined();
    });

    it('by the present holder is written and by the former one refused, in whatever order the writes arrive', async () => {
      const { store, notes } = await open();
      const old = await store.leases.acquire('shard-0', first);
      const before = store.under([{ ...old, holds: () => true }]).records(note);
      await old.release();
      const now = store.under([await store.leases.acquire('shard-0', second)]).records(note);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? before : now).put('a', n % 2 === 0 ? 'old' : 'new')),
      );

      expect(outcomes.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 'rejected' : 'fulfilled')),
      );
      expect(await notes.get('a')).toBe('new');
    });
  });
}

for (const { name, url } of backends.filter(({ byMachineClock }) => byMachineClock)) {
  describe(`A machine’s clock that leaps, and a lease on ${name}`, () => {
    it('a holder that died while its clock was an hour ahead is waited for no longer than a lease lasts', async () => {
      const clock = createLeapingClock(1_000);
      const store = await openTestStore(await url(), clock);
      clock.leap(3_600_000);
      const dead = await store.leases.acquire('shard-0', first);
      // It renews nothing any more: as far as the table tells, it simply is not there.
      const table = await store.leases.holderOf('shard-0');
      clock.leap(-3_600_000);
      expect(table?.expiresAtMs).toBeGreaterThan(clock.now() + TTL_MS);
      let given = false;
      const next = store.leases.acquire('shard-0', { ...second, ttlMs: 100 }).then((lease) => {
        given = true;
        return lease;
      });
      await expect
        .poll(() => {
          clock.pass(30);
          return given;
        })
        .toBe(true);
      expect((await next).holds()).toBe(true);
      await dead.release();
      expect((await store.leases.holderOf('shard-0'))?.holder).toBe('the second');
    });

    it('a holder whose clock is set back an hour holds it no longer than others believe', async () => {
      const clock = createLeapingClock(10_000_000);
      const store = await openTestStore(await url(), clock);
      const lease = await store.leases.acquire('shard-0', first);
      clock.leap(-3_600_000);
      expect(lease.holds()).toBe(true);
      clock.pass((TTL_MS * 5) / 6 - 1);
      clock.pass(1);
      // Renewed meanwhile, or given up: never held on the strength of a time that was set.
      await expect
        .poll(async () => {
          const row = await store.leases.holderOf('shard-0');
          return !lease.holds() || (row?.expiresAtMs ?? 0) <= clock.now() + TTL_MS;
        })
        .toBe(true);
    });
  });
}

for (const { name, url } of backends.filter(({ byMachineClock }) => !byMachineClock)) {
  describe(`A machine’s clock that leaps, and a lease on ${name}, whose server has its own`, () => {
    it.each([3_600_000, -3_600_000])('changes nothing: by %s ms', async (leapMs) => {
      const clock = createLeapingClock(10_000_000);
      const address = await url();
      const store = await openTestStore(address, clock);
      const lease = await store.leases.acquire('shard-0', first);
      const other = await openTestStore(address, clock);
      clock.leap(leapMs);
      const stop = new AbortController();
      const waiting = other.leases.acquire('shard-0', { ...second, signal: stop.signal });
      const failing = expect(waiting).rejects.toThrow('long enough');
      clock.pass(TTL_MS / 3);
      await store.under([lease]).records(note).put('a', 'written');
      expect(lease.holds()).toBe(true);
      expect((await store.leases.holderOf('shard-0'))?.holder).toBe('the first');
      stop.abort(new Error('long enough'));
      await failing;
    });
  });
}
