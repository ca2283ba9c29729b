/** Who holds a lease, for the log of whoever waits for it. Times are the store's own. */
export interface LeaseHolder {
  readonly holder: string;
  readonly takenAtMs: number;
  readonly expiresAtMs: number;
}

/**
 * Where a backend keeps leases, and whose time they run by: the store's, which all its processes share. Each step is one
 * conditional statement; a failure rejects.
 */
export interface LeaseTable {
  /**
   * Whether this machine's clock is the store's: then one that is set forward ends a lease for others too. Else it is the
   * clock of a server, which this process cannot see.
   */
  readonly byMachineClock: boolean;
  /**
   * True if the name was free, had run out, or still runs out at `elseIfExpiresAtMs`; also if it carries this token
   * already, since an answer may be lost on its way.
   */
  take(row: {
    name: string;
    holder: string;
    token: string;
    ttlMs: number;
    elseIfExpiresAtMs?: number | undefined;
  }): Promise<boolean>;
  /** False if somebody else has it now. */
  renew(row: { name: string; token: string; ttlMs: number }): Promise<boolean>;
  /** Removes the row if it still carries this token. */
  free(row: { name: string; token: string }): Promise<void>;
  read(name: string): Promise<LeaseRow | undefined>;
  /** Those whose names begin so, and have not run out. */
  list(prefix: string): Promise<readonly NamedLease[]>;
}

export interface NamedLease extends LeaseHolder {
  readonly name: string;
}

export interface LeaseRow extends LeaseHolder {
  readonly token: string;
  /** By the store's time. */
  readonly ranOut: boolean;
}
