import { OperatorError } from '../util/operator-error.ts';

/**
 * The store could not be opened. The message names STORE_URL, what was attempted and why it failed, without credentials
 * of the address.
 */
export class StoreOpenError extends OperatorError {
  override readonly name = 'StoreOpenError';

  constructor(what: string, cause?: unknown, advice?: string) {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    super(`STORE_URL: ${what}${advice === undefined ? why : `${why.replace(/\.$/, '')}. ${advice}`}`, { cause });
  }
}

/** The store is closed or closing. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError';

  constructor(attempted: string) {
    super(`Cannot ${attempted}: the store is closed`);
  }
}

/**
 * A record exists but cannot be understood: not JSON, of another shape, or written by a newer version. It is left as it
 * is. `cause` says what is wrong; neither message contains the record, which may be about a person.
 */
export class DamagedRecordError extends Error {
  override readonly name = 'DamagedRecordError';
  /** Name of the record's kind. */
  readonly kind: string;
  readonly key: string;

  constructor(kind: string, key: string, cause: Error) {
    super(`The record ${kind} › ${key} cannot be read: ${cause.message}`, { cause });
    this.kind = kind;
    this.key = key;
  }
}

/** A value to be stored does not fit its kind, or would not be read back as it is. Nothing was written. */
export class UnfitRecordError extends Error {
  override readonly name = 'UnfitRecordError';
  /** Name of the record's kind. */
  readonly kind: string;
  readonly key: string;

  constructor(kind: string, key: string, cause: Error) {
    super(`The value for the record ${kind} › ${key} cannot be stored: ${cause.message}`, { cause });
    this.kind = kind;
    this.key = key;
  }
}

/** A lease was lost without being released: the reason of `Lease.signal`. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(lease: string, why: string, cause?: unknown) {
    super(`The lease ${lease} is lost: ${why}`, { cause });
  }
}
