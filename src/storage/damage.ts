import type { Log } from '../util/log.ts';
import type { DamagedRecordError } from './errors.ts';

/** A record that was found damaged and has not been written since. */
export interface Damaged {
  /** Name of the record's kind. */
  readonly kind: string;
  readonly key: string;
}

export interface DamageBook {
  /** Called for each damaged record that is read; logged once for each. The reader decides what to do without it. */
  found(storedKey: string, error: DamagedRecordError): void;
  /** Called when it was written again or removed. */
  mended(storedKey: string): void;
  all(): readonly Damaged[];
}

/** Above this many, damaged records are no longer told apart: then the store itself is damaged. */
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
