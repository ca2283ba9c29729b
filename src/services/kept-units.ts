import type { KeptUnits } from '../sources/youtube-api/quota.ts';
import type { Store } from '../storage/index.ts';
import { quotaRecord } from '../storage/kinds.ts';

/**
 * Keeps in the store how much of an API's daily quota is spent. A record that cannot be read counts as nothing spent.
 */
export function createKeptUnits(store: Store, name: string): KeptUnits {
  const records = store.records(quotaRecord);
  return {
    read: async () => (await records.getMany([name], () => {})).get(name),
    write: (spent) => records.put(name, spent),
  };
}
