export interface GroupedQueue<Item, Result> {
  /** Resolves or rejects as `together` decides for this item. */
  add(key: string, item: Item): Promise<Result>;
  /** Runs `work` between two groups of this key, in the order given. Resolves or rejects as `work` does. */
  alone<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything asked for so far under this key has ended; at once when that is nothing. */
  soFar(key: string): Promise<void>;
  isIdle(key: string): boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

type Step<Item, Result> = Waiting<Item, Result>[] | (() => Promise<void>);

/**
 * Items of one key that come in the same turn of the event loop, or while an earlier group of that key is under way,
 * are taken as one group, at most `most` of them and in the order given; groups of one key run one after the other.
 * Keys do not wait for each other.
 *
 * @param together decides all items of a group: the outcomes in the order of the items. Where it rejects, all of them
 * do.
 */
export function createGroupedQueue<Item, Result>(
  most: number,
  together: (key: string, items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
): GroupedQueue<Item, Result> {
  const queues = new Map<string, Step<Item, Result>[]>();

  async function runGroup(key: string, group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const outcomes = await together(
        key,
        group.map(({ item }) => item),
      );
      for (const [at, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') group[at]?.resolve(outcome.value);
        else group[at]?.reject(outcome.reason);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function runUntilEmpty(key: string, steps: Step<Item, Result>[]): Promise<void> {
    // What comes in the same turn of the event loop belongs to the first group.
    await Promise.resolve();
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      await (typeof step === 'function' ? step() : runGroup(key, step));
    }
    queues.delete(key);
  }

  function stepsOf(key: string): Step<Item, Result>[] {
    const present = queues.get(key);
    if (present !== undefined) return present;
    const steps: Step<Item, Result>[] = [];
    queues.set(key, steps);
    void runUntilEmpty(key, steps);
    return steps;
  }

  const alone = <T>(key: string, work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      stepsOf(key).push(() => work().then(resolve, reject));
    });

  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const steps = stepsOf(key);
        const last = steps.at(-1);
        if (Array.isArray(last) && last.length < most) last.push({ item, resolve, reject });
        else steps.push([{ item, resolve, reject }]);
      }),
    alone,
    soFar: (key) => (queues.has(key) ? alone(key, async () => {}) : Promise.resolve()),
    isIdle: (key) => !queues.has(key),
  };
}
