import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { createSpoilerOracle } from '../testkit/spoilers/spoiler-oracle.ts';
import type { SpoilerSearch } from '../testkit/spoilers/spoiler-search.ts';
import type { Trial } from './trial.ts';

export const spoilers: Trial = {
  name: 'spoilers',
  about: 'every command × value × horizon × language × way of reading: nothing is told before its time',
  async run({ seed, knowledgeDir, progress }) {
    const { horizons } = createSpoilerOracle(await readKnowledgeFiles(knowledgeDir));
    const left = [...horizons];
    const all: SpoilerSearch[] = [];
    async function searchOn(): Promise<void> {
      for (let horizon = left.shift(); horizon !== undefined; horizon = left.shift()) {
        const found = await searchAt(horizon, knowledgeDir, seed);
        all.push(found);
        progress(`${horizon}: ${found.payloads} payloads, ${found.leaks.length} leaks`);
      }
    }
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), left.length) }, searchOn));

    const [payloads, compared] = [sum(all.map((one) => one.payloads)), sum(all.map((one) => one.compared))];
    const leaks = all.flatMap((one) => one.leaks);
    return {
      held: leaks.length === 0,
      trials: payloads,
      failures: leaks.slice(0, 20),
      figures: { horizons: all.length, payloads, compared, leaks: leaks.length },
    };
  },
};

async function searchAt(horizon: string, knowledgeDir: string, seed: number): Promise<SpoilerSearch> {
  const child = fork(fileURLToPath(new URL('./spoilers-at.js', import.meta.url)), [
    knowledgeDir,
    String(seed),
    horizon,
  ]);
  let found: SpoilerSearch | undefined;
  child.on('message', (told) => {
    found = told as SpoilerSearch;
  });
  await once(child, 'close');
  if (found === undefined) throw new Error(`The search at "${horizon}" ended without an outcome`);
  return found;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
