import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyedQueue } from '../../src/util/keyed-queue.ts';

describe('A keyed queue', () => {
  it('runs the work of one key in the order given, however long each piece takes, and never two at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), turns: fc.nat(4) })),
        async (pieces) => {
          const queue = createKeyedQueue();
          const running = new Set<string>();
          const done = new Map<string, number[]>();
          await Promise.all(
            pieces.map(({ key, turns }, index) =>
              queue.run(key, async () => {
                expect(running.has(key)).toBe(false);
                running.add(key);
                for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
                running.delete(key);
                done.set(key, [...(done.get(key) ?? []), index]);
              }),
            ),
          );
          for (const order of done.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('goes on after a piece that failed, and gives the failure to whoever asked for it', async () => {
    const queue = createKeyedQueue();
    const failed = queue.run('a', () => Promise.reject(new Error('broken')));
    const next = queue.run('a', async () => 'fine');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('fine');
    await queue.idle();
  });
});
