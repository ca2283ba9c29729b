/** Keys with the time when each is due. Planning takes logarithmic time; asking for the next takes none. */
export interface DueQueue<Key> {
  /** Plans `key`, replacing an earlier plan. Keys planned for the same moment come in the order of planning. */
  plan(key: Key, atMs: number): void;
  cancel(key: Key): void;
  has(key: Key): boolean;
  /** When the next one is due, in ms since 1970; `Infinity` when nothing is planned. */
  nextAtMs(): number;
  /** Removes and returns the next key, if it is due at `nowMs`. */
  take(nowMs: number): Key | undefined;
  /** All planned keys, in no particular order. */
  keys(): Iterable<Key>;
}

interface Planned<Key> {
  readonly key: Key;
  readonly atMs: number;
  readonly order: number;
}

/** A binary heap that knows the place of each key. */
export function createDueQueue<Key>(): DueQueue<Key> {
  const heap: Planned<Key>[] = [];
  const places = new Map<Key, number>();
  let order = 0;

  const isBefore = (a: Planned<Key>, b: Planned<Key>) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function put(planned: Planned<Key>, place: number): void {
    heap[place] = planned;
    places.set(planned.key, place);
  }

  /** Finds the place of `planned`, starting at a free one. */
  function settle(planned: Planned<Key>, free: number): void {
    let place = free;
    while (place > 0) {
      const parent = heap[(place - 1) >> 1];
      if (parent === undefined || !isBefore(planned, parent)) break;
      put(parent, place);
      place = (place - 1) >> 1;
    }
    while (true) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, planned)) break;
      put(child, place);
      place = 2 * place + (isRight ? 2 : 1);
    }
    put(planned, place);
  }

  function cancel(key: Key): void {
    const place = places.get(key);
    const last = place === undefined ? undefined : heap.pop();
    if (place === undefined || last === undefined) return;
    places.delete(key);
    if (place < heap.length) settle(last, place);
  }

  return {
    plan(key, atMs) {
      order += 1;
      settle({ key, atMs, order }, places.get(key) ?? heap.length);
    },
    cancel,
    has: (key) => places.has(key),
    nextAtMs: () => heap[0]?.atMs ?? Number.POSITIVE_INFINITY,
    take(nowMs) {
      const next = heap[0];
      if (next === undefined || next.atMs > nowMs) return undefined;
      cancel(next.key);
      return next.key;
    },
    keys: () => places.keys(),
  };
}
