import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { searchForSpoilers } from '../testkit/spoilers/spoiler-search.ts';

// A process of its own for each horizon: `spoilers` forks it, and hears of what it found.
const [knowledgeDir = '', seed = '', horizon = ''] = process.argv.slice(2);
const files = await readKnowledgeFiles(knowledgeDir);
process.send?.(await searchForSpoilers(files, { seed: Number(seed), share: 1, horizons: [horizon] }));
process.disconnect?.();
