import { parseArgs } from 'node:util';
import { bracket } from './bracket.ts';
import { crowd } from './crowd.ts';
import { feeds } from './feeds.ts';
import { knowledge } from './knowledge.ts';
import { lookup } from './lookup.ts';
import { outages } from './outages.ts';
import { polls } from './polls.ts';
import { shards } from './shards.ts';
import { spoilers } from './spoilers.ts';
import { tour } from './tour.ts';
import type { Trial } from './trial.ts';

/**
 * `npm run prove -- NAME [--seed N] [--seeds N] [--runs N] [--json]`. The last line printed is the outcome; the exit
 * code is 0 only if the promise held.
 */
const trials: readonly Trial[] = [spoilers, lookup, knowledge, polls, crowd, bracket, feeds, tour, outages, shards];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    runs: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const trial = trials.find(({ name }) => name === positionals[0]);
const seed = Number(values.seed);
const times = values.seeds ?? values.runs;
const count = times === undefined ? undefined : Number(times);

if (trial === undefined || !Number.isSafeInteger(seed) || (count !== undefined && !(count >= 1))) {
  const list = trials.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n');
  console.error(`npm run prove -- NAME [--seed N] [--seeds N] [--json]\n${list}`);
  process.exitCode = 2;
} else {
  const progress = values.json ? () => {} : (sentence: string) => console.log(sentence);
  const outcome = await trial.run({
    seed,
    count,
    knowledgeDir: process.env.KNOWLEDGE_DIR ?? 'data/alien-stage',
    progress,
  });
  for (const failure of outcome.failures) progress(`✗ ${failure}`);
  const { held, trials: tried, failures, figures } = outcome;
  console.log(JSON.stringify({ name: trial.name, held, seed, trials: tried, failures, figures }));
  process.exitCode = held ? 0 : 1;
}
