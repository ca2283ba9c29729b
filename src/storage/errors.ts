import { OperatorError } from '../util/operator-error.ts';

/**
 * The store could not be opened. The message names STORE_URL, what was attempted and why it failed; credentials of the
 * address are never in it.
 */
export class StoreOpenError extends OperatorError {
  override readonly name = 'StoreOpenError';

  constructor(what: string, cause?: unknown) {
    super(`STORE_URL: ${what}${cause instanceof Error ? `: ${cause.message}` : ''}`, { cause });
  }
}

/** Asked of a store that is closed or closing. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError';

  constructor(attempted: string) {
    super(`Cannot ${attempted}: the store is closed`);
  }
}

/**
 * A record is there and cannot be understood: not JSON, of another shape, or written by a newer version. It is left as
 * it is. `cause` says what is wrong; the record's content is in neither message, since it may be about a person.
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

/** A value was given to be stored that does not fit its kind, or that would not be read back as it is. Nothing was written. */
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

/** A lease was held and is not any more, without having been released: the reason of `Lease.signal`. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(lease: string, why: string, cause?: unknown) {
    super(`The lease ${lease} is lost: ${why}`, { cause });
  }
}
