import type { Log } from '../util/log.ts';
import type { DamagedRecordError } from './errors.ts';

/** A record that was found damaged, and has not been written anew since. */
export interface Damaged {
  /** Name of the record's kind. */
  readonly kind: string;
  readonly key: string;
}

export interface DamageBook {
  /** Said once for each record, with its key; whoever read it decides what rests. */
  found(storedKey: string, error: DamagedRecordError): void;
  /** It was written anew, or removed. */
  mended(storedKey: string): void;
  all(): readonly Damaged[];
}

/** More than these are not told apart from one another any more: then the store itself is what is damaged. */
const MOST_REMEMBERED = 10_000;

export function createDamageBook(log: Log): DamageBook {
  const damaged = new Map<string, Damaged>();
  return {
    found(storedKey, err) {
      if (damaged.has(storedKey) || damaged.size >= MOST_REMEMBERED) return;
      const { kind, key } = err;
      damaged.set(storedKey, { kind, key });
      log.error({ err, kind, key }, 'A record cannot be read: it is left as it is, and everything else goes on');
    },
    mended: (storedKey) => void damaged.delete(storedKey),
    all: () => [...damaged.values()],
  };
}
