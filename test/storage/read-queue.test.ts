import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadQueue } from '../../src/storage/read-queue.ts';

/** Each key's text is the key in capitals; a key of digits is not there. */
const textOf = (key: string) => (/^\d/.test(key) ? undefined : key.toUpperCase());

async function severalTurns() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the queue of reads', () => {
  it('reads in one request what is asked for while a read is under way', async () => {
    const statements: { readonly keys: readonly string[]; end(): void }[] = [];
    const queue = createReadQueue({
      readMany: (keys) =>
        new Promise((resolve) => {
          statements.push({ keys, end: () => resolve(keys.map(textOf)) });
        }),
    });
    const first = Promise.all([queue.read(['a']), queue.read(['b', 'a'])]);
    await severalTurns();
    const later = Promise.all([queue.read(['a']), queue.read(['1'])]);
    await severalTurns();

    expect(statements.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    statements[0]?.end();
    expect(await first).toEqual([['A'], ['B', 'A']]);
    expect(statements.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['a', '1'],
    ]);
    statements[1]?.end();
    expect(await later).toEqual([['A'], [undefined]]);
  });

  it('gives each caller the texts of its own keys, in its own order, in statements of bounded size', async () => {
    const key = fc.constantFrom('a', 'b', 'c', '1', '2');
    const many = fc.nat(1_000).map((count) => Array.from({ length: count }, (_, index) => `k${index}`));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.array(key), many), { maxLength: 20 }), async (calls) => {
        const queue = createReadQueue({
          readMany: async (keys) => {
            expect(keys.length).toBeLessThanOrEqual(1_000);
            expect(new Set(keys).size).toBe(keys.length);
            return keys.map(textOf);
          },
        });

        expect(await Promise.all(calls.map(queue.read))).toEqual(calls.map((keys) => keys.map(textOf)));
      }),
    );
  });

  it('fails every call in a failed statement, and goes on with the next', async () => {
    let statements = 0;
    const queue = createReadQueue({
      readMany: async (keys) => {
        statements += 1;
        if (statements === 1) throw new Error('the file is damaged');
        return keys.map(textOf);
      },
    });
    const failing = Promise.allSettled([queue.read(['a']), queue.read(['b'])]);
    const reason = expect.objectContaining({ message: 'the file is damaged' });

    expect(await failing).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect(await queue.read(['a'])).toEqual(['A']);
  });
});
