import type { Change } from '../storage/index.ts';

/**
 * Values held in memory and kept on disk. A change is visible here at once, so that changes made at the same time build
 * on one another and may share one write. When a write fails, the value returns to what is on disk.
 */
export interface Drafts<T> {
  /** The value as it will be when every write under way has succeeded. */
  latest(key: string): T | undefined;
  /** The value as it is on disk: use it to act on. */
  written(key: string): T | undefined;
  /** Takes in what was read from disk, unless a value is held already, which is as new or newer. */
  load(key: string, value: T): void;
  /**
   * Holds the value from now on, and returns the change to write: `change`, which also settles the draft when it is
   * done.
   */
  putting(key: string, value: T, change: Change): Change;
  /** Drops the value from memory. */
  forget(key: string): void;
  keys(): Iterable<string>;
}

/** `onWritten` is called when a value has reached the disk. */
export function createDrafts<T>(onWritten: (key: string) => void = () => {}): Drafts<T> {
  const latest = new Map<string, T>();
  const written = new Map<string, T>();

  return {
    latest: (key) => latest.get(key),
    written: (key) => written.get(key),
    load(key, value) {
      if (latest.has(key)) return;
      latest.set(key, value);
      written.set(key, value);
    },
    putting(key, value, change) {
      latest.set(key, value);
      return {
        ...change,
        settled(onDisk) {
          change.settled?.(onDisk);
          // It was forgotten meanwhile.
          if (!latest.has(key)) return;
          if (onDisk) {
            written.set(key, value);
            onWritten(key);
            return;
          }
          // A later draft was built on this one; if that write fails too, it takes it back itself.
          if (latest.get(key) !== value) return;
          const before = written.get(key);
          if (before === undefined) latest.delete(key);
          else latest.set(key, before);
        },
      };
    },
    forget(key) {
      latest.delete(key);
      written.delete(key);
    },
    keys: () => latest.keys(),
  };
}
