import { assembleKnowledge, type Hit } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { LOOKUP_QUERIES } from './lookup-queries.ts';
import type { Trial } from './trial.ts';

/** Of what people type, so much must come first, and all of it among the first five. */
const FIRST = 0.95;
const SHOWN = 5;

export const lookup: Trial = {
  name: 'lookup',
  about: 'what people type (typos, Hangul, half-words, both languages) finds what they mean',
  async run({ knowledgeDir }) {
    const view = assembleKnowledge(await readKnowledgeFiles(knowledgeDir)).seenFrom('all');
    const tried = LOOKUP_QUERIES.map(([kind, typed, wanted]) => {
      const hits: readonly Hit[] = kind === 'any' ? view.search(typed) : view.find(kind, typed);
      const place = hits.findIndex(({ id, kind: found }) => (kind === 'any' ? `${found}/${id}` : id) === wanted);
      return { kind, typed, wanted, place, first: hits[0]?.id };
    });
    const first = tried.filter(({ place }) => place === 0).length;
    const lost = tried.filter(({ place }) => place < 0 || place >= SHOWN);
    const notFirst = tried.filter(({ place }) => place !== 0);
    const share = first / tried.length;
    return {
      held: share >= FIRST && lost.length === 0,
      trials: tried.length,
      failures: notFirst.map(({ kind, typed, wanted, place, first: instead }) =>
        place < 0
          ? `${kind} “${typed}” does not find ${wanted}, but ${instead ?? 'nothing'}`
          : `${kind} “${typed}” finds ${wanted} in place ${place + 1}, after ${instead}`,
      ),
      figures: {
        queries: tried.length,
        first,
        firstPercent: Math.round(share * 1000) / 10,
        inFirstFive: tried.length - lost.length,
      },
    };
  },
};
