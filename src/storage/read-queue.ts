export interface ReadQueue {
  /** The texts under these keys, in their order, as of one moment. At most 1,000 keys. */
  read(storedKeys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** Resolves when every read asked for so far has ended. */
  idle(): Promise<void>;
}

export interface ReadQueueOptions {
  /**
   * The texts in the order of the keys. No key occurs twice; at most 1,000 keys. The next call comes only after this
   * one has ended.
   */
  readonly readMany: (storedKeys: readonly string[]) => Promise<readonly (string | undefined)[]>;
}

/** The most keys of one statement: few enough that reading and checking their records does not hold up the process. */
export const MOST_KEYS_AT_ONCE = 1_000;

interface Call {
  readonly storedKeys: readonly string[];
  resolve(texts: readonly (string | undefined)[]): void;
  reject(error: unknown): void;
}

/**
 * Groups reads as writes are grouped: reads asked for while one is under way are made together as the next one. Each
 * statement holds a thread of Node's pool while it waits for the disk, and there are four for everything. A read sees
 * every write that was acknowledged before it was asked for, because its statement begins later.
 */
export function createReadQueue({ readMany }: ReadQueueOptions): ReadQueue {
  let waiting: Call[] = [];
  let running: Promise<void> | undefined;

  async function runUntilEmpty() {
    // Calls made in the same turn of the event loop belong to one group, including the first.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        const storedKeys = [...new Set(group.flatMap((call) => call.storedKeys))];
        const texts = await readMany(storedKeys);
        const found = new Map(storedKeys.map((storedKey, index) => [storedKey, texts[index]]));
        for (const call of group) call.resolve(call.storedKeys.map((storedKey) => found.get(storedKey)));
      } catch (error) {
        for (const call of group) call.reject(error);
      }
    }
    running = undefined;
  }

  function takeGroup(): Call[] {
    let keys = 0;
    const tooMany = waiting.findIndex((call, index) => {
      keys += call.storedKeys.length;
      return index > 0 && keys > MOST_KEYS_AT_ONCE;
    });
    const group = tooMany < 0 ? waiting : waiting.slice(0, tooMany);
    waiting = tooMany < 0 ? [] : waiting.slice(tooMany);
    return group;
  }

  return {
    read: (storedKeys) =>
      new Promise((resolve, reject) => {
        waiting.push({ storedKeys, resolve, reject });
        running ??= runUntilEmpty();
      }),
    async idle() {
      await running;
    },
  };
}
