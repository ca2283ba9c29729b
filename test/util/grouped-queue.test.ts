import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGroupedQueue } from '../../src/util/grouped-queue.ts';

const MOST = 3;

const step = fc.record({
  key: fc.constantFrom('a', 'b'),
  kind: fc.constantFrom('item', 'item', 'item', 'broken', 'alone', 'pause'),
  turns: fc.nat(4),
});

async function rest(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

describe('A grouped queue', () => {
  it('takes everything once and in its order, in groups one after the other, and gives each its own outcome', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step), async (steps) => {
        const running = new Set<string>();
        const taken = new Map<string, number[]>();
        const enter = async (key: string, turns: number, numbers: readonly number[]) => {
          expect(running.has(key)).toBe(false);
          running.add(key);
          await rest(turns);
          taken.set(key, [...(taken.get(key) ?? []), ...numbers]);
          running.delete(key);
        };
        const queue = createGroupedQueue<{ number: number; isBroken: boolean; turns: number }, number>(
          MOST,
          async (key, items) => {
            expect(items.length).toBeLessThanOrEqual(MOST);
            const numbers = items.map(({ number }) => number);
            await enter(key, items[0]?.turns ?? 0, numbers);
            return items.map(({ number, isBroken }) =>
              isBroken ? { status: 'rejected', reason: `broken ${number}` } : { status: 'fulfilled', value: number },
            );
          },
        );
        const asked: Promise<unknown>[] = [];
        const expected = new Map<string, number[]>();
        for (const [number, { key, kind, turns }] of steps.entries()) {
          if (kind === 'pause') {
            await rest(turns);
            continue;
          }
          expected.set(key, [...(expected.get(key) ?? []), number]);
          if (kind === 'alone') asked.push(queue.alone(key, () => enter(key, turns, [number])));
          else {
            const isBroken = kind === 'broken';
            const outcome = queue.add(key, { number, isBroken, turns }).catch((reason: unknown) => reason);
            asked.push(outcome.then((told) => expect(told).toBe(isBroken ? `broken ${number}` : number)));
          }
        }
        for (const key of ['a', 'b']) {
          await queue.soFar(key);
          expect(taken.get(key)).toEqual(expected.get(key));
        }
        await Promise.all(asked);
      }),
    );
  });

  it('takes what comes while a group is under way as the next group', async () => {
    const groups: (readonly number[])[] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const queue = createGroupedQueue<number, number>(100, async (_key, items) => {
      groups.push(items);
      await gate;
      return items.map((value) => ({ status: 'fulfilled', value }));
    });
    const first = [1, 2].map((item) => queue.add('a', item));
    await rest(5);
    const later = [3, 4, 5].map((item) => queue.add('a', item));
    open();
    expect(await Promise.all([...first, ...later])).toEqual([1, 2, 3, 4, 5]);
    expect(groups).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    await rest(5);
    expect(queue.isIdle('a')).toBe(true);
  });

  it('tells a failure of a whole group to each of its items, and goes on', async () => {
    let isBroken = true;
    const queue = createGroupedQueue<number, number>(2, async (_key, items) => {
      if (isBroken) throw new Error('the disk is full');
      return items.map((value) => ({ status: 'fulfilled', value }));
    });
    const failed = [1, 2].map((item) => queue.add('a', item));
    const told = await Promise.allSettled(failed);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(queue.alone('a', () => Promise.reject(new Error('alone')))).rejects.toThrow('alone');
    isBroken = false;
    expect(await queue.add('a', 3)).toBe(3);
  });
});
