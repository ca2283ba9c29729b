import { describe, expect, it } from 'vitest';
import type { Knowledge } from '../../src/domain/knowledge/index.ts';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../testkit/knowledge/small-series.ts';
import { searchForSpoilers } from '../../testkit/spoilers/spoiler-search.ts';

describe('Every command, asked for everything in both languages, publicly, privately and while typing', () => {
  it('tells nobody what they have not watched, and answers the same whatever comes later', async () => {
    const found = await searchForSpoilers(seriesFiles(), { seed: 11, share: 0.001 });
    expect(found.leaks).toEqual([]);
    expect(found.payloads).toBeGreaterThan(1000);
    expect(found.compared).toBeGreaterThan(70);
  }, 120_000);

  it('does so for another series, of other languages, with a name that is told late', async () => {
    const found = await searchForSpoilers(smallSeries(), { seed: 12, share: 0.02 });
    expect(found.leaks).toEqual([]);
    expect(found.payloads).toBeGreaterThan(300);
  }, 120_000);
});

describe('The search for spoilers finds a `seenFrom` that is broken', () => {
  const horizonsOf = (knowledge: Knowledge) => ['none', ...knowledge.episodeLabels().map(({ id }) => id), 'all'];

  it.each<[string, (knowledge: Knowledge) => Knowledge['seenFrom']]>([
    [
      'by one episode',
      (knowledge) => (horizon) => {
        const horizons = horizonsOf(knowledge);
        return knowledge.seenFrom(horizons[horizons.indexOf(horizon) + 1] ?? horizon);
      },
    ],
    [
      'in its results alone',
      (knowledge) => (horizon) => ({ ...knowledge.seenFrom(horizon), match: knowledge.seenFrom('all').match }),
    ],
    [
      'in what it finds alone',
      (knowledge) => (horizon) => ({ ...knowledge.seenFrom(horizon), search: knowledge.seenFrom('all').search }),
    ],
  ])('%s', async (_how, seenFrom) => {
    const breaking = (knowledge: Knowledge) => ({ ...knowledge, seenFrom: seenFrom(knowledge) });
    const found = await searchForSpoilers(seriesFiles(), { seed: 13, share: 0.0005, breaking });
    expect(found.leaks.length).toBeGreaterThan(5);
  });
});
