import { createBreather } from '../util/event-loop.ts';
import type { DamageBook } from './damage.ts';
import { DamagedRecordError } from './errors.ts';
import { MOST_KEYS_AT_ONCE, type ReadQueue } from './read-queue.ts';
import { keyOfStored, type RecordKind, recordFromText, recordToText, storedKey } from './record-kind.ts';
import type { Change, WriteQueue } from './write-queue.ts';

/** All records of one kind. Keys may contain any characters. */
export interface Records<T> {
  /**
   * Undefined only if there is no such record.
   *
   * @throws DamagedRecordError if there is one that cannot be read
   */
  get(key: string): Promise<T | undefined>;
  /**
   * The existing records by key, in the given order. A damaged one is passed to `onDamaged` and left out; without
   * `onDamaged` the first damaged one rejects. Up to 1,000 keys are read as of one moment; more, in steps.
   */
  getMany(keys: Iterable<string>, onDamaged?: (error: DamagedRecordError) => void): Promise<ReadonlyMap<string, T>>;
  /**
   * Resolves when it is on disk.
   *
   * @throws UnfitRecordError if it does not fit the kind
   */
  put(key: string, value: T): Promise<void>;
  /** Resolves when it is removed from disk, also if it was never there. */
  remove(key: string): Promise<void>;
  /**
   * The records whose key begins with `prefix` (and is longer), and whose stored text or key contains `holding`, in
   * pages of limited size. Reads all with that prefix, so use it seldom. Damaged records are left out, and passed to
   * `onDamaged` if given. Records written meanwhile may be included or not.
   */
  pages(among?: {
    readonly prefix?: string;
    readonly holding?: string;
    readonly onDamaged?: (error: DamagedRecordError) => void;
  }): AsyncIterable<ReadonlyMap<string, T>>;
  /** The keys that begin with `prefix` (and are longer), including those of damaged records; read as by `pages`. */
  keys(prefix?: string): AsyncIterable<readonly string[]>;
  /**
   * As `put`, to be written with others by `Store.write`. Uses the value as it is now.
   *
   * @throws UnfitRecordError
   */
  putting(key: string, value: T): Change;
  /**
   * As `putting`, with the value as it is when it is written: of several changes of one key that are written together,
   * only the last costs anything. A value that does not fit the kind makes everything written with it fail.
   */
  puttingLate(key: string, value: () => T): Change;
  /** As `remove`, to be written with others by `Store.write`. */
  removing(key: string): Change;
}

export interface RecordsOptions<T> {
  readonly kind: RecordKind<T>;
  readonly readMany: ReadQueue['read'];
  readonly write: WriteQueue['write'];
  /** At most 1,000 rows after this stored key, ordered by bytes. */
  readonly pageAfter: (storedKey: string) => Promise<readonly Change[]>;
  /** Called for each damaged record that is read. */
  readonly damage: Pick<DamageBook, 'found'>;
}

export function createRecords<T>({ kind, readMany, write, pageAfter, damage }: RecordsOptions<T>): Records<T> {
  function read(key: string, text: string): T {
    try {
      return recordFromText(kind, key, text);
    } catch (error) {
      if (error instanceof DamagedRecordError) damage.found(storedKey(kind, key), error);
      throw error;
    }
  }

  function readOr(key: string, text: string, onDamaged: (error: DamagedRecordError) => void = () => {}) {
    try {
      return { value: read(key, text) };
    } catch (error) {
      if (!(error instanceof DamagedRecordError)) throw error;
      onDamaged(error);
      return undefined;
    }
  }

  async function* rowsUnder(prefix: string): AsyncGenerator<readonly Change[]> {
    const start = storedKey(kind, prefix);
    for (let after = start; ; ) {
      const page = await pageAfter(after);
      const rows = page.filter((row) => row.storedKey.startsWith(start));
      if (rows.length > 0) yield rows;
      const last = page.at(-1);
      if (last === undefined || rows.length < page.length) return;
      after = last.storedKey;
    }
  }

  const putting = (key: string, value: T): Change => ({
    storedKey: storedKey(kind, key),
    text: recordToText(kind, key, value),
  });
  const puttingLate = (key: string, value: () => T): Change => {
    let made: string | undefined;
    return {
      storedKey: storedKey(kind, key),
      late: true,
      get text() {
        made ??= recordToText(kind, key, value());
        return made;
      },
    };
  };
  const removing = (key: string): Change => ({ storedKey: storedKey(kind, key), text: undefined });

  return {
    async get(key) {
      const [text] = await readMany([storedKey(kind, key)]);
      return text === undefined ? undefined : read(key, text);
    },
    async getMany(keys, onDamaged) {
      const asked = [...new Set(keys)];
      const found = new Map<string, T>();
      for (let start = 0; start < asked.length; start += MOST_KEYS_AT_ONCE) {
        const chunk = asked.slice(start, start + MOST_KEYS_AT_ONCE);
        const texts = await readMany(chunk.map((key) => storedKey(kind, key)));
        const breathe = createBreather();
        for (const [index, key] of chunk.entries()) {
          const text = texts[index];
          if (text === undefined) continue;
          try {
            found.set(key, read(key, text));
            await breathe();
          } catch (error) {
            if (!onDamaged || !(error instanceof DamagedRecordError)) throw error;
            onDamaged(error);
          }
        }
      }
      return found;
    },
    async *pages({ prefix = '', holding = '', onDamaged } = {}) {
      const breathe = createBreather();
      for await (const rows of rowsUnder(prefix)) {
        const found = new Map<string, T>();
        for (const { storedKey, text = '' } of rows) {
          if (!text.includes(holding) && !storedKey.includes(holding)) continue;
          const key = keyOfStored(storedKey);
          const value = readOr(key, text, onDamaged);
          if (value !== undefined) found.set(key, value.value);
          await breathe();
        }
        await breathe();
        if (found.size > 0) yield found;
      }
    },
    async *keys(prefix = '') {
      for await (const rows of rowsUnder(prefix)) yield rows.map(({ storedKey }) => keyOfStored(storedKey));
    },
    async put(key, value) {
      await write([putting(key, value)]);
    },
    async remove(key) {
      await write([removing(key)]);
    },
    putting,
    puttingLate,
    removing,
  };
}
