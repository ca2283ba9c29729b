import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { searchForSpoilers } from '../testkit/spoilers/spoiler-search.ts';
import type { Trial } from './trial.ts';

export const spoilers: Trial = {
  name: 'spoilers',
  about: 'every command × value × horizon × language × way of reading: nothing is told before its time',
  async run({ seed, knowledgeDir, progress }) {
    const found = await searchForSpoilers(await readKnowledgeFiles(knowledgeDir), { seed, share: 1, progress });
    return {
      held: found.leaks.length === 0,
      trials: found.payloads,
      failures: found.leaks.slice(0, 20),
      figures: { payloads: found.payloads, compared: found.compared, leaks: found.leaks.length },
    };
  },
};
