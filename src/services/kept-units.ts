import type { KeptUnits } from '../sources/youtube-api/quota.ts';
import type { Store } from '../storage/index.ts';
import { quotaRecord } from '../storage/kinds.ts';
import type { Log } from '../util/log.ts';

/** What is spent of an interface's day, kept in the store. A count that cannot be read begins anew, and is logged. */
export function createKeptUnits(store: Store, name: string, log: Log): KeptUnits {
  const records = store.records(quotaRecord);
  const damaged = (err: Error) => log.error({ err }, 'What is spent of a quota cannot be read; it is counted anew');
  return {
    read: async () => (await records.getMany([name], damaged)).get(name),
    write: (spent) => records.put(name, spent),
  };
}
