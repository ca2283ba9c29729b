import type { Store } from '../storage/index.ts';
import { copyingRecord, type StoreOwner, storeOwnerRecord } from '../storage/kinds.ts';
import { OperatorError } from '../util/operator-error.ts';

/** A store has one such record. */
const KEY = 'owner';

/**
 * Makes a new store this bot's own. Two bots on one store would each act on the other's records, and so would one bot
 * with two series: their polls, members and servers have the same keys.
 *
 * @returns whether the store is new: this is the bot's first start on it
 * @throws OperatorError when the store belongs to another bot or series, naming the settings.
 */
export async function claimStore(store: Store, own: StoreOwner): Promise<boolean> {
  if ((await store.records(copyingRecord).get('begun')) !== undefined) {
    throw new OperatorError(
      'STORE_URL: a copy into this store was interrupted. Finish it first: `npm run admin -- copy FROM_URL TO_URL`.',
    );
  }
  const records = store.records(storeOwnerRecord);
  const owner = await records.get(KEY);
  if (owner === undefined) {
    await records.put(KEY, own);
    return true;
  }
  if (owner.applicationId !== own.applicationId) {
    throw new OperatorError(
      `STORE_URL: this store belongs to another bot (application ${owner.applicationId}; DISCORD_TOKEN is of ${own.applicationId}). Give each bot a store of its own: another file, another database.`,
    );
  }
  if (owner.seriesId !== own.seriesId) {
    throw new OperatorError(
      `STORE_URL: this store was filled with the series ${owner.seriesId}, and KNOWLEDGE_DIR is of ${own.seriesId}. Give each series a store of its own: another file, another database.`,
    );
  }
  return false;
}
