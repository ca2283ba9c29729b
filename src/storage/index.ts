export type { Damaged } from './damage.ts';
export { DamagedRecordError, LeaseLostError, StoreClosedError, StoreOpenError, UnfitRecordError } from './errors.ts';
export type { Lease } from './held-lease.ts';
export type { LeaseRequest, Leases, Turn, TurnRequest } from './lease.ts';
export type { LeaseHolder, NamedLease } from './lease-table.ts';
export { defineRecord, type RecordDefinition, type RecordKind } from './record-kind.ts';
export type { Records } from './records.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export type { Change } from './write-queue.ts';
