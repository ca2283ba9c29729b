import type { Records } from './records.ts';

/**
 * Records of one kind, read once and held in memory, for a kind that no other process writes meanwhile. The values are
 * shared by all callers, so they must not be changed in place.
 */
export type HeldRecords<T> = Pick<Records<T>, 'get'>;

/** Called when a key was written, or may have been. */
export type Written = (storedKey: string) => void;

/**
 * @param most how many records are held, including absent ones; the one not asked for the longest is dropped first
 * @param parts.keyOf the key under which the store keeps a record
 * @param parts.onWritten written records are dropped and read again: they are on disk by then, or it is not known what
 * is
 */
export function holdRecords<T>(
  records: Pick<Records<T>, 'get'>,
  most: number,
  parts: { readonly keyOf: (key: string) => string; readonly onWritten: (listener: Written) => void },
): HeldRecords<T> {
  const held = new Map<string, Promise<T | undefined>>();
  parts.onWritten((storedKey) => held.delete(storedKey));

  return {
    get(key) {
      const storedKey = parts.keyOf(key);
      const reading = held.get(storedKey) ?? records.get(key);
      held.delete(storedKey);
      held.set(storedKey, reading);
      const [oldest] = held.size > most ? held.keys() : [];
      if (oldest !== undefined) held.delete(oldest);
      reading.catch(() => {
        if (held.get(storedKey) === reading) held.delete(storedKey);
      });
      return reading;
    },
  };
}
