import type { Store } from '../../src/storage/index.ts';

/** One run of the process, which may die at any write or request. What it does after that has no effect. */
export interface Life {
  readonly isDead: boolean;
  /** Resolves when the process dies. */
  readonly died: Promise<void>;
  die(): void;
  /**
   * Does `act`, unless the process is dead or dies right before it. It may also die right after, before it knows the
   * outcome; then this never resolves.
   */
  risk<T>(act: () => T | Promise<T>): Promise<T>;
}

/**
 * @param stepsToLive after how many steps it dies; `Infinity` = never. The moments right before and right after an act
 * are one step each.
 */
export function createLife(stepsToLive: () => number): Life {
  let isDead = false;
  let left = stepsToLive();
  let end: () => void = () => {};
  const died = new Promise<void>((resolve) => {
    end = resolve;
  });
  const never = () => new Promise<never>(() => {});
  const die = () => {
    isDead = true;
    end();
  };
  const step = () => {
    left -= 1;
    if (left <= 0) die();
    return isDead;
  };

  return {
    get isDead() {
      return isDead;
    },
    died,
    die,
    async risk(act) {
      if (isDead || step()) return never();
      const outcome = await act();
      return isDead || step() ? never() : outcome;
    },
  };
}

/** The same store for one life: after its death no write has an effect. */
export function storeOf(life: Life, store: Store): Store {
  return {
    ...store,
    write: (changes) => life.risk(() => store.write(changes)),
    records(kind) {
      const records = store.records(kind);
      return {
        ...records,
        put: (key, value) => life.risk(() => store.write([records.putting(key, value)])),
        remove: (key) => life.risk(() => store.write([records.removing(key)])),
      };
    },
  };
}
