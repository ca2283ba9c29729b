import { assembleKnowledge, type Knowledge } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { type PeriodOutcome, simulatePeriod } from '../test/services/announcements/period/simulate-period.ts';
import type { Outcome, Trial } from './trial.ts';

/** A year of a channel that publishes about once a day. */
const ENTRIES = 400;
const SUBSCRIPTIONS = 20;
/** One of the seeds has as many as a large operator serves. */
const MANY_SUBSCRIPTIONS = 500;

/**
 * Years in which the feed, Discord and the bot fail again and again: every entry must be announced exactly once per
 * subscription, in order, and no later than its backoff and one interval after everything was up. The last of several
 * years has five hundred subscriptions.
 */
export const feeds: Trial = {
  name: 'feeds',
  about: 'years of outages and crashes: each entry announced exactly once (--seeds N: how many years)',
  async run({ seed, count, knowledgeDir, progress }) {
    const knowledge = assembleKnowledge(await readKnowledgeFiles(knowledgeDir));
    return proveFeeds({ seed, seeds: count ?? 3, knowledge, progress });
  },
};

export async function proveFeeds(options: {
  readonly seed: number;
  /** How many years, each with a seed of its own, counted from `seed`. */
  readonly seeds: number;
  readonly knowledge: Knowledge;
  readonly progress?: (sentence: string) => void;
}): Promise<Outcome & { readonly seed: number }> {
  const { seed, seeds, knowledge, progress = () => {} } = options;
  const outcomes: PeriodOutcome[] = [];
  for (let index = 0; index < seeds; index += 1) {
    const subscriptions = index > 0 && index === seeds - 1 ? MANY_SUBSCRIPTIONS : SUBSCRIPTIONS;
    const outcome = await simulatePeriod({ seed: seed + index, entries: ENTRIES, subscriptions, knowledge });
    outcomes.push(outcome);
    progress(`seed ${seed + index}, ${subscriptions} subscriptions: ${JSON.stringify(outcome.figures)}`);
  }
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const of = (name: keyof PeriodOutcome['figures']) => outcomes.map(({ figures }) => figures[name]);
  const total = (name: keyof PeriodOutcome['figures']) => of(name).reduce((sum, value) => sum + value, 0);
  return {
    held: failures.length === 0,
    seed,
    trials: seeds,
    failures,
    figures: {
      posts: total('posts'),
      crashes: total('crashes'),
      longestDelayMinutes: Math.max(...of('longestDelayMinutes')),
      feedReadsPerHour: Math.max(...of('feedReadsPerHour')),
      requestsPerPost: Math.max(...of('requestsPerPost')),
    },
  };
}
