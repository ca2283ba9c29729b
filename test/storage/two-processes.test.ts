import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../src/util/chance.ts';
import { backends, openTestStore } from './backends.ts';
import { type Child, startChild } from './children/child.ts';

const hold = (url: string, holder: string, ttlMs: number, looks = 0) =>
  startChild('hold-lease.mjs', url, holder, ttlMs, looks);
const took = (child: Child) => child.printed((line) => line.includes('"took"'));

/** Longer than the test may last: whoever gets the lease did not get it because it ran out. */
const BEYOND_THE_TEST_MS = 600_000;

/** When a process held the lease, from its first look of each time it took it to its last. */
function heldIntervals(child: Child): { from: number; to: number }[] {
  const intervals: { from: number; to: number }[] = [];
  for (const line of child.lines) {
    const { took: from, holding } = JSON.parse(line);
    if (from !== undefined) intervals.push({ from, to: from });
    const last = intervals.at(-1);
    if (holding !== undefined && last) last.to = holding;
  }
  return intervals;
}

function expectOneAtATime(children: readonly Child[]) {
  const intervals = children.flatMap(heldIntervals).sort((a, b) => a.from - b.from);
  for (const [index, { from }] of intervals.entries()) {
    expect(from).toBeGreaterThanOrEqual(intervals[index - 1]?.to ?? 0);
  }
  return intervals;
}

for (const { name, url: newUrl } of backends.filter(({ name }) => name !== 'memory:')) {
  describe(`two processes that want the same lease on ${name}`, () => {
    it('the second waits, says for whom, and gets it at once when it is released', async () => {
      const url = await newUrl();
      const first = hold(url, 'the first, started at noon', BEYOND_THE_TEST_MS);
      await took(first);
      const second = hold(url, 'the second', BEYOND_THE_TEST_MS);
      await second.printed((line) => line.includes('Waiting') && line.includes('the first, started at noon'));
      expect(second.lines.join()).not.toContain('"took"');

      await first.finish();
      await took(second);
      await second.finish();
      expectOneAtATime([first, second]);
    });

    it('the second takes over from one that was killed, when its time has run out and not before', async () => {
      const url = await newUrl();
      const store = await openTestStore(url);
      const first = hold(url, 'the first', 1_500);
      await took(first);
      const second = hold(url, 'the second', 1_500);
      await second.printed((line) => line.includes('Waiting'));
      await first.signal('SIGKILL');
      const left = await store.leases.holderOf('shard-0');
      expect(left?.holder).toBe('the first');

      const takenAtMs: number = JSON.parse(await took(second)).took;
      expect(takenAtMs).toBeGreaterThanOrEqual(left?.expiresAtMs ?? Number.POSITIVE_INFINITY);
      await second.finish();
      expectOneAtATime([first, second]);
    });

    it('one that was frozen for longer than its lease stops acting as soon as it wakes', async () => {
      const url = await newUrl();
      const first = hold(url, 'the first', 600);
      await took(first);
      const second = hold(url, 'the second', 600);
      await second.printed((line) => line.includes('Waiting'));
      first.process.kill('SIGSTOP');
      await took(second);
      first.process.kill('SIGCONT');

      await first.printed((line) => line.includes('"lost"'));
      await second.finish();
      expectOneAtATime([first, second]);
    });

    it('never both hold it, while four of them take, release and die', { timeout: 90_000 }, async () => {
      const url = await newUrl();
      const chance = createSeededChance(11);
      const all: Child[] = [];
      const start = () => {
        const child = hold(url, `process ${all.length}`, 300, 4);
        all.push(child);
        return child;
      };
      const alive = Array.from({ length: 4 }, start);

      for (let deaths = 0; deaths < 8; deaths += 1) {
        const index = Math.floor(chance.fraction() * alive.length);
        const victim = alive[index];
        if (!victim) throw new Error('nobody left');
        const holdings = 1 + Math.floor(chance.fraction() * 6);
        let seen = 0;
        await victim.printed((line) => {
          if (line.includes('"holding"')) seen += 1;
          return seen >= holdings;
        });
        await victim.signal('SIGKILL');
        alive[index] = start();
      }
      for (const child of alive) await child.finish();

      const intervals = expectOneAtATime(all);
      expect(intervals.length).toBeGreaterThan(8);
    });
  });
}
