/**
 * The holder of a lease, for the log of a process that waits for it. Times are in ms since 1970 by the store's clock.
 */
export interface LeaseHolder {
  readonly holder: string;
  readonly takenAtMs: number;
  readonly expiresAtMs: number;
}

/**
 * Where a backend keeps leases. They run by the store's clock, which all its processes share. Each step is one
 * conditional statement; a failure rejects.
 */
export interface LeaseTable {
  /**
   * True if the store's clock is this machine's: setting it forward then ends a lease for others too. Otherwise it is
   * the clock of a server, which this process cannot read.
   */
  readonly byMachineClock: boolean;
  /**
   * True if the name was free, had run out, or still runs out at `elseIfExpiresAtMs`; also if it has this token
   * already, because an answer may have been lost.
   */
  take(row: {
    name: string;
    holder: string;
    token: string;
    ttlMs: number;
    elseIfExpiresAtMs?: number | undefined;
  }): Promise<boolean>;
  /** False if another holder has it now. */
  renew(row: { name: string; token: string; ttlMs: number }): Promise<boolean>;
  /** Removes the row if it still has this token. */
  free(row: { name: string; token: string }): Promise<void>;
  read(name: string): Promise<LeaseRow | undefined>;
  /** The leases with this prefix that have not run out. */
  list(prefix: string): Promise<readonly NamedLease[]>;
}

export interface NamedLease extends LeaseHolder {
  readonly name: string;
}

export interface LeaseRow extends LeaseHolder {
  readonly token: string;
  /** By the store's clock. */
  readonly ranOut: boolean;
}
