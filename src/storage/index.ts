export { DamagedRecordError, LeaseLostError, StoreClosedError, StoreOpenError, UnfitRecordError } from './errors.ts';
export type { Lease, LeaseHolder, LeaseRequest, Leases } from './lease.ts';
export { defineRecord, type RecordDefinition, type RecordKind } from './record-kind.ts';
export type { Records } from './records.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export type { Change } from './write-queue.ts';
