import { describe, expect, it } from 'vitest';
import type { Typing } from '../../../src/discord/knowledge/horizon-option.ts';
import { findHorizon, suggestHorizons } from '../../../src/discord/knowledge/horizon-option.ts';
import { horizonOptions } from '../../../src/discord/knowledge/views/how-far.ts';
import { noAdditions } from '../../../src/domain/additions/additions.ts';
import { withEpisode } from '../../../src/domain/additions/change-additions.ts';
import { assembleWith, createViewCache } from '../../../src/domain/knowledge/index.ts';
import type { Knowledge } from '../../../src/domain/knowledge/view-types.ts';
import { createSentences, type Language } from '../../../src/i18n/sentences.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

const sayIn = createSentences();
const data = seriesKnowledge();
const newest = data.newestOut();

function typing(language: Language, episodes: Knowledge = data): Typing {
  return { say: sayIn(language), language, episodes, view: episodes.seenFrom('none') };
}

/** The same with an episode that is only planned. */
function withPlanned(): Knowledge {
  const made = withEpisode(noAdditions, { interactionId: '1', label: 'ZOMBIE STAGE Round 9', atMs: 0 });
  if ('fault' in made) throw new Error(made.fault);
  const words = { moderators: { en: 'moderators' }, rounds: { en: 'Rounds' } };
  return assembleWith(data, made.additions, words, createViewCache(10));
}

describe.each(['en', 'ko'] as const)('Choosing how far somebody has watched, in “%s”', (language) => {
  const first = language === 'en' ? 'Everything so far' : '지금까지 나온 건 전부 봤어요';
  const second = language === 'en' ? 'Everything, always' : '언제나 전부 볼게요';

  it('offers everything so far first, which is the newest episode that is out, and everything, always second', () => {
    const offered = horizonOptions(typing(language), undefined);
    expect(offered.slice(0, 2).map(({ label, value }) => [label, value])).toEqual([
      [first, newest?.id],
      [second, 'all'],
    ]);
    expect(offered[0]?.about).toContain(data.textIn(newest?.label ?? {}, language));
    const suggested = suggestHorizons('', typing(language));
    expect(suggested.slice(0, 2).map(({ value }) => value)).toEqual([newest?.id, 'all']);
    expect(suggested[0]?.name).toContain(first);
    expect(suggested[1]?.name).toBe(second);
  });

  it('offers nothing twice, and never more than Discord takes', () => {
    for (const offered of [horizonOptions(typing(language), 'all'), suggestHorizons('', typing(language))]) {
      const values = offered.map(({ value }) => value);
      expect(new Set(values).size).toBe(values.length);
      expect(values.length).toBeLessThanOrEqual(25);
    }
  });

  it('takes “everything” without more as everything that is out, and nothing that is still to come', () => {
    expect(findHorizon(sayIn(language)('know.everything'), typing(language))).toBe(newest?.id);
    expect(findHorizon(first, typing(language))).toBe(newest?.id);
    expect(findHorizon(second, typing(language))).toBe('all');
    expect(findHorizon(suggestHorizons('', typing(language))[0]?.name ?? '', typing(language))).toBe(newest?.id);
  });
});

describe('Everything so far', () => {
  it('stops before an episode that is only planned', () => {
    const offered = horizonOptions(typing('en', withPlanned()), undefined);
    expect(offered[0]?.value).toBe(newest?.id);
    expect(offered.at(-1)?.label).toBe('ZOMBIE STAGE Round 9');
  });

  it('is what is chosen where that is how far somebody is', () => {
    const chosen = (horizon: string) =>
      horizonOptions(typing('en'), horizon).flatMap(({ chosen, label }) => (chosen === true ? label : []));
    expect(chosen(newest?.id ?? '')).toEqual(['Everything so far']);
    expect(chosen('all')).toEqual(['Everything, always']);
    expect(chosen('round-3')).toEqual(['Round 3']);
  });

  it('is found by the name of its episode as well', () => {
    const typed = data.textIn(newest?.label ?? {}, 'en');
    expect(suggestHorizons(typed, typing('en')).map(({ value }) => value)).toContain(newest?.id);
    expect(findHorizon(typed, typing('en'))).toBe(newest?.id);
  });
});
