import { describe, expect, it } from 'vitest';
import { createScheduler } from '../../src/services/scheduler.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { createLeapingClock } from '../../testkit/leaping-clock.ts';

const log = createLog({ level: 'silent', format: 'json' });

/** Work whose steps end when the test says so. */
function start(atOnce: number) {
  const clock = createManualClock(1_000_000);
  const scheduler = createScheduler({ clock, log });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const step = (key: string) =>
    new Promise<number>((resolve) => {
      begun.push(key);
      ends.set(key, () => resolve(Number.POSITIVE_INFINITY));
    });
  const work = scheduler.work('test', step, { atOnce });
  for (const key of ['a', 'b', 'c', 'd', 'e']) work.add(key);
  return {
    clock,
    work,
    scheduler,
    begun,
    begin: scheduler.begin,
    async end(key: string) {
      ends.get(key)?.();
      await new Promise((next) => setImmediate(next));
    },
  };
}

describe('Work that many wait for', () => {
  it('is done some at a time, and the next one’s turn comes when one has ended', async () => {
    const { begun, begin, end } = start(2);
    begin();
    expect(begun).toEqual(['a', 'b']);
    begin();
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    begin();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('goes first to those who were poked, then to those who are due', async () => {
    const { work, begun, begin, end } = start(1);
    work.due('b');
    work.poke('e');
    begin();
    expect(begun).toEqual(['e']);
    await end('e');
    begin();
    expect(begun).toEqual(['e', 'a']);
  });

  it('is begun two hundred at a time, with a pause in which everything else goes on, and all of it in the end', async () => {
    const { clock, work, scheduler, begun } = start(Number.POSITIVE_INFINITY);
    for (let at = 5; at < 450; at += 1) work.poke(String(at));
    expect(scheduler.begin()).toBeLessThanOrEqual(clock.now());
    expect(begun).toHaveLength(200);

    const seen: number[] = [];
    const look = () => {
      seen.push(begun.length);
      if (begun.length < 450) setImmediate(look);
    };
    setImmediate(look);
    scheduler.start();
    await expect.poll(() => begun.length).toBe(450);
    expect(new Set(begun).size).toBe(450);
    expect(seen, 'others had their turn in between').toContain(400);
    await scheduler.stop();
  });

  it('is not held up by a slow one: after three seconds the others go on', () => {
    const { clock, begun, begin } = start(2);
    const againAtMs = begin();
    expect(againAtMs).toBe(clock.now() + 3_000);
    clock.advance(3_000);
    begin();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('touches nothing that is not due, however much is planned', async () => {
    const clock = createManualClock(1_000_000);
    const scheduler = createScheduler({ clock, log });
    const touched: string[] = [];
    const work = scheduler.work('test', async (id) => {
      touched.push(id);
      return clock.now() + 1_000;
    });
    for (let id = 0; id < 10_000; id += 1) work.plan(String(id), clock.now() + 60_000 + id);
    work.poke('77');
    scheduler.begin();
    await scheduler.idle();
    expect([touched, scheduler.nextAtMs() - clock.now()]).toEqual([['77'], 1_000]);
  });

  it('is due at once when the clock is set back', async () => {
    const clock = createLeapingClock(10_000_000);
    const scheduler = createScheduler({ clock, log });
    const begun: string[] = [];
    const work = scheduler.work('test', async (id) => {
      begun.push(id);
      return Number.POSITIVE_INFINITY;
    });
    work.plan('a', clock.now() + 60_000);
    clock.leap(-3_600_000);
    scheduler.begin();
    await scheduler.idle();
    expect(begun).toEqual(['a']);
  });

  it('runs again when it was poked while it was running', async () => {
    const { work, begun, begin, end } = start(1);
    begin();
    work.poke('a');
    await end('a');
    begin();
    expect(begun).toEqual(['a', 'a']);
  });
});
