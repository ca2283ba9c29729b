export interface KeyedQueue {
  /** Runs `work` once everything given earlier under the same key has ended, well or badly. Returns what it returns. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

/**
 * One after the other per key, side by side across keys. It serialises one process against itself and nothing more:
 * between processes the lease of the shard does (src/storage/lease.ts).
 */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();

  return {
    run(key, work) {
      // A tail never fails, whatever the work before it did.
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work);
      const over = () => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      const tail: Promise<void> = result.then(over, over);
      tails.set(key, tail);
      return result;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
