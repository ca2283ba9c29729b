import { describe, expect, it } from 'vitest';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../testkit/knowledge/small-series.ts';
import { searchSharedBrackets } from '../../testkit/spoilers/shared-brackets.ts';

const worlds = { 'the series of the bot': seriesFiles, 'an invented one, with byes and a third place': smallSeries };

describe.each(Object.entries(worlds))('A bracket that is shared, in %s', (_name, files) => {
  it('tells nobody what they have not watched, however far the member who shares it has, and is the same byte by byte in another future', async () => {
    const found = await searchSharedBrackets(files(), { pictures: true, turns: 1 });
    expect(found.leaks).toEqual([]);
    expect(found.shared).toBeGreaterThan(40);
  }, 240_000);
});
