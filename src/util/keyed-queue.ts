export interface KeyedQueue {
  /**
   * Runs `work` once all earlier work under the same key has ended, successfully or not. Resolves or rejects as `work`
   * does.
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

/**
 * Work under one key runs one after the other, under different keys at the same time. This holds within one process
 * only; between processes, the lease of the shard does it (src/storage/lease.ts).
 */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();

  return {
    run(key, work) {
      // A tail never rejects, whatever its work did.
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
