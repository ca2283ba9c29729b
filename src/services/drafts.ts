import type { Change } from '../storage/index.ts';

/**
 * Values that are held in memory and kept on disk. A change is drafted at once, so that changes made side by side build on
 * one another and may share one write; what a failed write leaves behind is what is on disk, never what was hoped for.
 */
export interface Drafts<T> {
  /** As it will be when every write under way has gone well. */
  latest(key: string): T | undefined;
  /** As it is on disk, for whoever acts on it. */
  written(key: string): T | undefined;
  /** What was read from disk; nothing where something is held already, which is as new or newer. */
  load(key: string, value: T): void;
  /** Drafts the value, and gives back the change that is to be written. */
  putting(key: string, value: T, change: Change): Change;
  /** Lets go of it. */
  forget(key: string): void;
  keys(): Iterable<string>;
}

/** `onWritten`: a value has come to disk. */
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
          // Let go of meanwhile.
          if (!latest.has(key)) return;
          if (onDisk) {
            written.set(key, value);
            onWritten(key);
            return;
          }
          // A later draft was built on this one: when it fails too, it is its turn to be taken back.
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
