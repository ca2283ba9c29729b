/** Who holds a lease, for the log of whoever waits for it. */
export interface LeaseHolder {
  readonly holder: string;
  readonly takenAtMs: number;
  readonly expiresAtMs: number;
}

/** Where a backend keeps leases. Each step is atomic between processes; a failure rejects. */
export interface LeaseTable {
  /**
   * A token of one's own if the name was free, had run out at `nowMs`, or still runs out at `elseIfExpiresAtMs`; else
   * undefined.
   */
  take(row: {
    name: string;
    holder: string;
    nowMs: number;
    expiresAtMs: number;
    elseIfExpiresAtMs?: number | undefined;
  }): Promise<string | undefined>;
  /** False if somebody else has it now. */
  renew(row: { name: string; token: string; expiresAtMs: number }): Promise<boolean>;
  /** Removes the row if it still carries this token. */
  free(row: { name: string; token: string }): Promise<void>;
  read(name: string): Promise<LeaseHolder | undefined>;
}
