import type { Fence } from '../fence.ts';
import type { LeaseTable } from '../lease-table.ts';
import type { Change } from '../write-queue.ts';

/** Where texts are kept under keys. A failure rejects; it never looks like an absence. */
export interface Backend {
  /** The texts in the order of the keys, as of one moment. No key occurs twice; at most 1,000 keys. */
  getMany(storedKeys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * All of it or none, also when killed in the middle; resolves when it is on disk. No key occurs twice. Written only if
   * each lease of the fence still has its token, which is asked in the same step. Never called before it has ended.
   *
   * @throws FencedOffError if one has not.
   */
  writeWhole(changes: readonly Change[], fence: Fence): Promise<void>;
  /** At most 1,000 rows whose keys come after this one, ordered by their bytes; the first ones for ''. */
  pageAfter(storedKey: string): Promise<readonly Change[]>;
  /** See `Store.leaveNoTrace`. Absent where there are no files, or only those of a server. */
  leaveNoTrace?(): Promise<void>;
  readonly leases: LeaseTable;
  /** Called once, when nothing is under way any more. */
  close(): Promise<void>;
}
