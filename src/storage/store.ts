import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import type { Backend } from './backends/backend.ts';
import { createDamageBook, type Damaged } from './damage.ts';
import { LeaseLostError, StoreClosedError, StoreOpenError } from './errors.ts';
import { FencedOffError, tokensOf } from './fence.ts';
import type { Lease } from './held-lease.ts';
import { type HeldRecords, holdRecords, type Written } from './held-records.ts';
import { createLeases, type Leases } from './lease.ts';
import { createReadQueue } from './read-queue.ts';
import { type RecordKind, storedKey } from './record-kind.ts';
import { createRecords, type Records } from './records.ts';
import { type Change, createWriteQueue } from './write-queue.ts';

/** Everything that must survive a restart. */
export interface Store {
  records<T>(kind: RecordKind<T>): Records<T>;
  /**
   * Records that are read once and held in memory, at most `most` of them: for a kind that only this process writes,
   * and only through this store.
   */
  held<T>(kind: RecordKind<T>, most: number): HeldRecords<T>;
  /**
   * Writes all changes or none, in one statement, also when the process is killed in the middle. Resolves when they are
   * on disk. Changes of one key keep the order of the calls, and of the list; `Records.put` and `remove` are included
   * in that order.
   */
  write(changes: readonly Change[]): Promise<void>;
  /**
   * The records that were found damaged since the store was opened and have not been written since; each was logged
   * once.
   */
  damaged(): readonly Damaged[];
  readonly leases: Leases;
  /**
   * This store for code that acts under these leases: each write checks in its own statement that they are still held.
   * If another process has taken one, or the time of one is over, it rejects with a LeaseLostError and writes nothing;
   * from then on the leases count as lost. It is closed with the store it came from.
   */
  under(leases: readonly Lease[]): Store;
  /**
   * Every record of every kind as it is stored, damaged ones included, for another store's `write`: for copies and
   * backups. Records written meanwhile may be included or not, so take the lease of every shard first for a copy of one
   * moment.
   */
  pages(): AsyncIterable<readonly Change[]>;
  /**
   * Removes every trace of removed or replaced data from the files that this process can reach: SQLite's journal is
   * emptied into its file, where removed bytes are overwritten. The files of a server are its operator's
   * responsibility.
   */
  leaveNoTrace(): Promise<void>;
  /** Refuses later calls, waits for reads and writes under way, releases the leases, closes. May be repeated. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The value of STORE_URL. Examples: `sqlite://var/clematis.sqlite`, `memory:`. */
  readonly url: string;
  readonly log: Log;
  /**
   * The machine's own clock, used only for leases: how long they are still safe, and in memory and SQLite also the time
   * itself; so never pass the clock that a rehearsal moves. A test may pass one that stands still: leases then never
   * run out.
   */
  readonly machineClock: Clock;
}

/**
 * Opens the store at STORE_URL: `sqlite://path` (relative to the working directory, or absolute with a third slash; the
 * file and its folders are created), `redis://`, `rediss://`, `postgres://` or `postgresql://` (its tables are
 * created), or `memory:`. Waits at most ten seconds for a server that does not answer.
 *
 * @throws StoreOpenError naming STORE_URL, for an invalid address as well as for a file or server that cannot be used.
 */
export async function openStore({ url, log, machineClock }: StoreOptions): Promise<Store> {
  const backend = await openBackend(url, { log, machineClock });
  const damage = createDamageBook(log);
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

  async function pageAfter(storedKey: string): Promise<readonly Change[]> {
    if (closing) throw new StoreClosedError('read');
    return backend.pageAfter(storedKey);
  }

  /** Records held in memory learn the result of a write before its caller does. */
  async function settling(
    changes: readonly Change[],
    write: (changes: readonly Change[]) => Promise<void>,
    holders: readonly Written[],
  ): Promise<void> {
    let onDisk = false;
    try {
      await write(changes);
      onDisk = true;
    } finally {
      for (const change of changes) {
        if (onDisk) damage.mended(change.storedKey);
        for (const written of holders) written(change.storedKey);
        change.settled?.(onDisk);
      }
    }
  }

  function under(leases: readonly Lease[]): Store {
    const tokens = tokensOf(leases);
    const holders: Written[] = [];
    const write = (changes: readonly Change[]) => settling(changes, fenced, holders);
    const records = <T>(kind: RecordKind<T>) => createRecords({ kind, readMany, write, pageAfter, damage });
    async function fenced(changes: readonly Change[]): Promise<void> {
      for (const { name, signal, holds } of leases) {
        if (!holds()) throw new LeaseLostError(name, 'nothing is written any more', signal.reason);
      }
      try {
        await writes.write(changes, tokens);
      } catch (error) {
        if (!(error instanceof FencedOffError)) throw error;
        for (const lease of leases) lease.seenTaken();
        throw new LeaseLostError(leases.map(({ name }) => name).join(), 'another process has taken it', error);
      }
    }
    return { ...store, records, held: holding(records, holders), write };
  }

  function holding(records: Store['records'], holders: Written[]): Store['held'] {
    return (kind, most) =>
      holdRecords(records(kind), most, {
        keyOf: (key) => storedKey(kind, key),
        onWritten: (listener) => void holders.push(listener),
      });
  }

  const holders: Written[] = [];
  const records: Store['records'] = (kind) => createRecords({ kind, readMany, write: store.write, pageAfter, damage });
  const store: Store = {
    under,
    records,
    held: holding(records, holders),
    write: (changes) => settling(changes, (each) => writes.write(each), holders),
    damaged: damage.all,
    leases,
    async *pages() {
      for (let after = ''; ; ) {
        const page = await pageAfter(after);
        const last = page.at(-1);
        if (!last) return;
        yield page;
        after = last.storedKey;
      }
    },
    leaveNoTrace: async () => backend.leaveNoTrace?.(),
    close: () => {
      closing ??= closeInOrder();
      return closing;
    },
  };
  return store;
}

/** Adapters are loaded only when needed: nobody needs the driver of another store. */
async function openBackend(url: string, parts: { log: Log; machineClock: Clock }): Promise<Backend> {
  const { log, machineClock } = parts;
  if (url === 'memory:') return (await import('./backends/memory.ts')).openMemoryBackend(machineClock);

  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/s.exec(url) ?? [];
  switch (scheme) {
    case 'sqlite':
      if (!rest || rest === ':memory:' || rest.endsWith('/')) {
        throw new StoreOpenError(
          `"${url}" names no file; write sqlite://path/to/file.sqlite, or memory: to keep nothing`,
        );
      }
      return (await import('./backends/sqlite.ts')).openSqliteBackend(rest, machineClock);
    case 'redis':
    case 'rediss':
      return (await import('./backends/redis.ts')).openRedisBackend(url, log);
    case 'postgres':
    case 'postgresql':
      return (await import('./backends/postgres.ts')).openPostgresBackend(url, log);
    default:
      // Only the scheme is named: the rest of an address may contain a password.
      throw new StoreOpenError(
        `it must begin with sqlite://, redis://, rediss:// or postgres://, or be memory:${scheme ? `; it begins with ${scheme}://` : ''}`,
      );
  }
}
