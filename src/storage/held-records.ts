import type { Records } from './records.ts';

/**
 * Records of one kind, read once and held in memory. For a kind that no other process writes while this one does. Values are
 * shared with whoever asks, so none may be changed in place.
 */
export type HeldRecords<T> = Pick<Records<T>, 'get'>;

/** What a store tells those that hold its records: this key was written, or may have been. */
export type Written = (storedKey: string) => void;

/**
 * @param most how many are held, those that are not there counted in; the one not asked for the longest goes first
 * @param parts.keyOf as the store keeps the key
 * @param parts.onWritten whatever is written is read again: by then it is on disk, or it is not known what is
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
