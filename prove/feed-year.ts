import { assembleKnowledge } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { simulatePeriod } from '../testkit/announcements/simulate-period.ts';

/** A year of a channel that publishes about once a day. */
const ENTRIES = 400;

export interface FeedYear {
  readonly seed: number;
  readonly subscriptions: number;
}

// A process of its own for each year: `feeds` forks it, and hears of the outcome.
const [knowledgeDir = '', year = ''] = process.argv.slice(2);
const { seed, subscriptions } = JSON.parse(year) as FeedYear;
const knowledge = assembleKnowledge(await readKnowledgeFiles(knowledgeDir));
process.send?.(await simulatePeriod({ seed, entries: ENTRIES, subscriptions, knowledge }));
process.disconnect?.();
