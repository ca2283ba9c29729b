import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import type { Backend } from './backends/backend.ts';
import { StoreClosedError, StoreOpenError } from './errors.ts';
import { createLeases, type Leases } from './lease.ts';
import { createReadQueue } from './read-queue.ts';
import type { RecordKind } from './record-kind.ts';
import { createRecords, type Records } from './records.ts';
import { type Change, createWriteQueue } from './write-queue.ts';

/** What must survive a restart. */
export interface Store {
  records<T>(kind: RecordKind<T>): Records<T>;
  /**
   * All of it or none, also when the process is killed in the middle: one statement. Resolves when it is on disk.
   * Changes of one key keep the order of the calls, and of the list; `Records.put` and `remove` are in that order too.
   */
  write(changes: readonly Change[]): Promise<void>;
  readonly leases: Leases;
  /**
   * Every record of every kind as it is stored, damaged ones too, for another store's `write`: for copies and backups.
   * What is written meanwhile may be in it or not, so take the lease of every shard first for a copy of one moment.
   */
  pages(): AsyncIterable<readonly Change[]>;
  /** Refuses what comes later, waits for every write and read under way, releases the leases, closes. Harmless when repeated. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The value of STORE_URL. */
  readonly url: string;
  readonly log: Log;
  /**
   * The machine's own clock, for leases only: processes compare their times through the store, so it must never be the
   * clock that the rehearsal moves. A test may give one that stands still: its leases then never run out.
   */
  readonly machineClock: Clock;
}

/**
 * Opens the store at STORE_URL, creating the file and its folders: `sqlite://path` (relative to the working directory,
 * or absolute with a third slash) or `memory:`.
 *
 * @throws StoreOpenError naming STORE_URL, for an address that is not one as much as for a file that cannot be used.
 */
export async function openStore({ url, log, machineClock }: StoreOptions): Promise<Store> {
  const backend = await openBackend(url, log);
  const writes = createWriteQueue({ writeWhole: backend.writeWhole });
  const reads = createReadQueue({ readMany: backend.getMany });
  const leases = createLeases({ table: backend.leases, machineClock, log });
  let closing: Promise<void> | undefined;

  async function closeInOrder() {
    await writes.close();
    await reads.idle();
    await leases.close();
    await backend.close();
  }

  const readMany = async (storedKeys: readonly string[]) => {
    if (closing) throw new StoreClosedError('read');
    return reads.read(storedKeys);
  };

  return {
    records: (kind) => createRecords({ kind, readMany, write: writes.write }),
    write: (changes) => writes.write(changes),
    leases,
    async *pages() {
      for (let after = ''; ; ) {
        if (closing) throw new StoreClosedError('read');
        const page = await backend.pageAfter(after);
        const last = page.at(-1);
        if (!last) return;
        yield page;
        after = last.storedKey;
      }
    },
    close: () => {
      closing ??= closeInOrder();
      return closing;
    },
  };
}

/** Adapters are loaded only when asked for: nobody needs a driver for the store they do not use. */
async function openBackend(url: string, log: Log): Promise<Backend> {
  if (url === 'memory:') return (await import('./backends/memory.ts')).openMemoryBackend(log);

  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/s.exec(url) ?? [];
  switch (scheme) {
    case 'sqlite':
      if (!rest || rest === ':memory:' || rest.endsWith('/')) {
        throw new StoreOpenError(
          `"${url}" names no file; write sqlite://path/to/file.sqlite, or memory: to keep nothing`,
        );
      }
      return (await import('./backends/sqlite.ts')).openSqliteBackend(rest, log);
    case 'redis':
    case 'rediss':
    case 'postgres':
      throw new StoreOpenError(`${scheme}:// is not built in yet; use sqlite://path/to/file.sqlite`);
    default:
      // Only the scheme: the rest of an address may hold a password.
      throw new StoreOpenError(
        `it must begin with sqlite://, redis://, rediss:// or postgres://, or be memory:${scheme ? `; it begins with ${scheme}://` : ''}`,
      );
  }
}
