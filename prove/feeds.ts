import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { PeriodOutcome } from '../testkit/announcements/simulate-period.ts';
import { liveFeeds } from './feed-lives.ts';
import type { FeedYear } from './feed-year.ts';
import type { Trial } from './trial.ts';

const SUBSCRIPTIONS = 20;
/** In the last of several years; as many as a large operator serves. */
const MANY_SUBSCRIPTIONS = 500;
const MOST_TOLD = 50;
/** For each kind of feed. */
const LIVES_A_YEAR = 10;

/**
 * Years in which the feed, Discord and the bot fail again and again. Every entry must be announced exactly once per
 * subscription, in order, and no later than its backoff and one interval after everything works again. Each year has a
 * seed of its own, counted from the trial's; the last of several has five hundred subscriptions. For each year there
 * are also ten feeds of every other kind seen in the wild.
 */
export const feeds: Trial = {
  name: 'feeds',
  about:
    'years of outages and crashes, and feeds of every kind: each entry announced exactly once (--seeds N: how many years)',
  async run({ seed, count = 3, knowledgeDir, progress }) {
    const years = Array.from({ length: count }, (_, index): FeedYear => {
      const isLarge = index > 0 && index === count - 1;
      return { seed: seed + index, subscriptions: isLarge ? MANY_SUBSCRIPTIONS : SUBSCRIPTIONS };
    });
    const outcomes = await liveThrough(years, { knowledgeDir, progress });
    const seeds = Array.from({ length: count * LIVES_A_YEAR }, (_, index) => seed * 1_000 + index);
    const lived = await liveFeeds(seeds);
    progress(`${lived.lives} feeds of every kind: ${lived.failures.length} failures`);
    const failures = [...outcomes.flatMap((outcome) => outcome.failures), ...lived.failures];
    const of = (name: keyof PeriodOutcome['figures']) => outcomes.map(({ figures }) => figures[name]);
    const total = (name: keyof PeriodOutcome['figures']) => of(name).reduce((sum, value) => sum + value, 0);
    return {
      held: failures.length === 0,
      trials: count + lived.lives,
      failures: failures.slice(0, MOST_TOLD),
      figures: {
        feedLives: lived.lives,
        posts: total('posts'),
        crashes: total('crashes'),
        longestDelayMinutes: Math.max(...of('longestDelayMinutes')),
        feedReadsPerHour: Math.max(...of('feedReadsPerHour')),
        requestsPerPost: Math.max(...of('requestsPerPost')),
      },
    };
  },
};

/**
 * Runs as many years at once as there are cores, each in a process of its own. The last one, which is the largest,
 * begins first.
 */
async function liveThrough(
  years: readonly FeedYear[],
  { knowledgeDir, progress }: { readonly knowledgeDir: string; readonly progress: (sentence: string) => void },
): Promise<PeriodOutcome[]> {
  const left = [...years];
  const outcomes: PeriodOutcome[] = [];
  async function liveOn(): Promise<void> {
    for (let year = left.pop(); year !== undefined; year = left.pop()) {
      const outcome = await liveOne(year, knowledgeDir);
      outcomes.push(outcome);
      progress(`seed ${year.seed}, ${year.subscriptions} subscriptions: ${JSON.stringify(outcome.figures)}`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), years.length) }, liveOn));
  return outcomes;
}

async function liveOne(year: FeedYear, knowledgeDir: string): Promise<PeriodOutcome> {
  const child = fork(fileURLToPath(new URL('./feed-year.js', import.meta.url)), [knowledgeDir, JSON.stringify(year)]);
  let outcome: PeriodOutcome | undefined;
  child.on('message', (told) => {
    outcome = told as PeriodOutcome;
  });
  await once(child, 'close');
  if (outcome === undefined) throw new Error(`The year with seed ${year.seed} ended without an outcome`);
  return outcome;
}
