import type { Fence } from '../fence.ts';
import type { LeaseTable } from '../lease-table.ts';
import type { Change } from '../write-queue.ts';

/** Keeps texts under keys. A failure rejects and never looks like an absent text. */
export interface Backend {
  /** The texts in the order of the keys, as of one moment. No key occurs twice; at most 1,000 keys. */
  getMany(storedKeys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * Writes all changes or none, also when the process is killed in the middle; resolves when they are on disk. No key
   * occurs twice. Writes only if each lease of the fence still has its token, which is checked in the same step. The
   * next call comes only after this one has ended.
   *
   * @throws FencedOffError if a lease has another token.
   */
  writeWhole(changes: readonly Change[], fence: Fence): Promise<void>;
  /** At most 1,000 rows whose keys come after this one, ordered by bytes; with '', the first rows. */
  pageAfter(storedKey: string): Promise<readonly Change[]>;
  /** See `Store.leaveNoTrace`. Absent where there are no files, or only those of a server. */
  leaveNoTrace?(): Promise<void>;
  readonly leases: LeaseTable;
  /** Called once, when nothing is under way any more. */
  close(): Promise<void>;
}
