import type { Knowledge } from '../domain/knowledge/view-types.ts';
import { dataInUse, otherDataSentence } from '../services/data-in-use.ts';
import type { Store } from '../storage/index.ts';

/** One line of `doctor`: whether the processes that run on the store have the same data as the files here. */
export async function dataLine(store: Store, { version }: Pick<Knowledge, 'version'>): Promise<string> {
  const inUse = [...new Map((await dataInUse(store)).map((each) => [each.holder, each])).values()];
  if (inUse.length === 0) return 'Data: no bot is running on the store; one that starts here takes in KNOWLEDGE_DIR.';
  const others = inUse.filter((each) => each.version !== version);
  if (others.length === 0) {
    return `Data: ${inUse.length === 1 ? 'the process that runs' : `all ${inUse.length} processes that run`} on the store and KNOWLEDGE_DIR here have the same.`;
  }
  return `Data: of ${inUse.length} processes on the store not all have what is in KNOWLEDGE_DIR here: ${others.map(otherDataSentence).join('; ')}. Give each the same files, then \`npm run admin -- reload\`.`;
}
