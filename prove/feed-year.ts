import { assembleKnowledge } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { simulatePeriod } from '../testkit/announcements/simulate-period.ts';

/** A year of a channel that publishes about once a day. */
const ENTRIES = 400;

export interface FeedYear {
  readonly seed: number;
  readonly subscriptions: number;
}

// Each year runs in a process of its own, which `feeds` forks; the outcome goes back as a message.
const [knowledgeDir = '', year = ''] = process.argv.slice(2);
const { seed, subscriptions } = JSON.parse(year) as FeedYear;
const knowledge = assembleKnowledge(await readKnowledgeFiles(knowledgeDir));
process.send?.(await simulatePeriod({ seed, entries: ENTRIES, subscriptions, knowledge }));
process.disconnect?.();
