import { assembleKnowledge, type Knowledge } from '../../src/domain/knowledge/index.ts';
import type { BracketInput } from '../../src/pictures/index.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../testkit/knowledge/small-series.ts';
import { eleven, hardNames, inputFor, picksOf, tenAtOnce } from './brackets.ts';
import { english, korean } from './words.ts';

/** Brackets that somebody has looked at and found good: their pictures are in the folder `approved`. */
export function examples(): Readonly<Record<string, BracketInput>> {
  const series = seriesKnowledge();
  const cup = assembleKnowledge(smallSeries());
  return {
    'nothing-watched': from(series, 'season-50', 'none', { words: { ...english, shown: 'Spoiler-free' } }),
    'up-to-round-5': from(series, 'season-50', 'round-5', {}),
    'everything-in-korean': from(series, 'season-50', 'all', {
      language: 'ko',
      words: { ...korean, shown: '전부 봤어요' },
    }),
    'crowd-in-korean': from(series, 'season-50', 'round-2', {
      language: 'ko',
      words: { ...korean, shown: '라운드 2까지의 내용', picks: '서버의 예측' },
      picks: picksOf('crowd', { 'round-1': ['sua', 0.62], 'round-2': ['till', 0.91], 'round-3': ['ivan', 1] }),
    }),
    'one-match': from(series, 'zombie-stage', 'all', { words: { ...english, shown: 'Everything' } }),
    'five-with-a-bye-and-third-place': from(cup, 'coupe', 'all', {
      language: 'fr',
      words: { ...english, shown: 'Everything' },
    }),
    'eleven-and-own-votes': inputFor(eleven, {
      words: { ...english, shown: 'Shown up to: E', picks: 'Your votes' },
      picks: picksOf('own', { A: 'bomi', B: 'dal', C: 'eun', F: 'eun', G: 'lumi', H: 'dal', I: 'lumi', J: 'dal' }),
    }),
    'ten-at-once': inputFor(tenAtOnce, { words: { ...english, shown: 'Everything' } }),
    'hard-names': inputFor(hardNames, { picks: picksOf('own', { second: 'nobody' }) }),
  };
}

function from(knowledge: Knowledge, competition: string, horizon: string, extra: Partial<BracketInput>): BracketInput {
  const view = knowledge.seenFrom(horizon);
  const bracket = view.bracket(competition);
  if (bracket === undefined) throw new Error(`There is no bracket ${competition} at ${horizon}`);
  return inputFor(bracket, { languages: view.languages, ...extra });
}
