import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreClosedError } from '../../src/storage/index.ts';
import { type Change, createWriteQueue } from '../../src/storage/write-queue.ts';

const put = (storedKey: string, text = 'x'): Change => ({ storedKey, text });
const keysOf = (changes: readonly Change[]) => changes.map(({ storedKey }) => storedKey);

/** A disk that notes each statement and ends it only when told to. */
function createHeldDisk() {
  const statements: { readonly keys: string[]; end(): void; fail(error: Error): void }[] = [];
  return {
    statements,
    writeWhole: (changes: readonly Change[]) =>
      new Promise<void>((resolve, reject) => {
        statements.push({ keys: keysOf(changes), end: resolve, fail: reject });
      }),
  };
}

async function severalTurns() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the queue of writes', () => {
  it('writes as one what is asked for while a write is under way, and acknowledges none of it before', async () => {
    const disk = createHeldDisk();
    const queue = createWriteQueue(disk);
    const acknowledged: string[] = [];
    const write = (key: string) => queue.write([put(key)]).then(() => acknowledged.push(key));
    const all = [write('a'), write('b')];
    await severalTurns();
    all.push(write('c'), write('d'));
    await severalTurns();

    expect(disk.statements.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    expect(acknowledged).toEqual([]);
    disk.statements[0]?.end();
    await severalTurns();
    expect(acknowledged).toEqual(['a', 'b']);
    expect(disk.statements.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    disk.statements[1]?.end();
    await Promise.all(all);
  });

  it('fails every call in a failed statement, and goes on with the next', async () => {
    const disk = createHeldDisk();
    const queue = createWriteQueue(disk);
    const failing = Promise.allSettled([queue.write([put('a')]), queue.write([put('b')])]);
    await severalTurns();
    const later = queue.write([put('c')]);
    disk.statements[0]?.fail(new Error('the disk is full'));

    const reason = expect.objectContaining({ message: 'the disk is full' });
    expect(await failing).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    await severalTurns();
    disk.statements[1]?.end();
    await expect(later).resolves.toBeUndefined();
  });

  it('never splits a call, however large, and never lets a statement grow without bound', async () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 4_000, max: 11_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 12 }), async (sizes) => {
        const statements: string[][] = [];
        const queue = createWriteQueue({
          writeWhole: async (changes) => {
            statements.push(keysOf(changes));
          },
        });
        const calls = sizes.map((count, call) => Array.from({ length: count }, (_, index) => put(`${call}/${index}`)));
        await Promise.all(calls.map((changes) => queue.write(changes)));

        expect(statements.flat()).toEqual(calls.flatMap(keysOf));
        const callsIn = statements.map((keys) => new Set(keys.map((key) => key.split('/')[0])));
        expect(callsIn.reduce((sum, those) => sum + those.size, 0)).toBe(calls.length);
        for (const [index, keys] of statements.entries()) {
          if (callsIn[index]?.size !== 1) expect(keys.length).toBeLessThanOrEqual(5_000);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives very long texts a statement of their own', async () => {
    const disk = createHeldDisk();
    const queue = createWriteQueue(disk);
    const writes = ['a', 'b', 'c'].map((key) => queue.write([put(key, 'x'.repeat(2_500_000))]));
    for (let done = 0; done < 3; done += 1) {
      await severalTurns();
      disk.statements[done]?.end();
    }
    await Promise.all(writes);

    expect(disk.statements.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c']]);
  });

  it('tells hundreds that were written together in groups, between which everything else has its turn', async () => {
    const queue = createWriteQueue({ writeWhole: () => Promise.resolve() });
    let told = 0;
    const seen = new Set<number>();
    const look = () => {
      seen.add(told);
      if (told < 600) setImmediate(look);
    };
    setImmediate(look);
    await Promise.all(Array.from({ length: 600 }, (_, at) => queue.write([put(`${at}`)]).then(() => (told += 1))));
    expect(told).toBe(600);
    expect(seen).toContain(250);
    expect(seen).toContain(500);
  });

  it('writes a key once a statement, as it was asked for last', async () => {
    const written: (readonly Change[])[] = [];
    const queue = createWriteQueue({
      writeWhole: async (changes) => {
        written.push(changes);
      },
    });
    await Promise.all([
      queue.write([put('a', '1'), put('b', '1')]),
      queue.write([{ storedKey: 'a', text: undefined }]),
    ]);

    expect(written).toEqual([[{ storedKey: 'a', text: undefined }, put('b', '1')]]);
  });

  it('needs no statement to write nothing', async () => {
    const disk = createHeldDisk();
    await createWriteQueue(disk).write([]);

    expect(disk.statements).toEqual([]);
  });

  it('closes when the last write has ended, and takes none from then on', async () => {
    const disk = createHeldDisk();
    const queue = createWriteQueue(disk);
    let closed = false;
    const write = queue.write([put('a')]);
    const closing = queue.close().then(() => {
      closed = true;
    });
    await severalTurns();
    expect(closed).toBe(false);
    await expect(queue.write([put('b')])).rejects.toThrow(StoreClosedError);

    disk.statements[0]?.end();
    await Promise.all([write, closing]);
    expect(disk.statements.length).toBe(1);
  });
});
