import type { KeptUnits } from '../sources/youtube-api/quota.ts';
import type { Store } from '../storage/index.ts';
import { quotaRecord } from '../storage/kinds.ts';

/** What is spent of an interface's day, kept in the store. A count that cannot be read begins anew. */
export function createKeptUnits(store: Store, name: string): KeptUnits {
  const records = store.records(quotaRecord);
  return {
    read: async () => (await records.getMany([name], () => {})).get(name),
    write: (spent) => records.put(name, spent),
  };
}
