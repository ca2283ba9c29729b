import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleKnowledge, knowledgeJsonSchema } from '../../../src/domain/knowledge/index.ts';
import { everythingIn, seriesFiles, seriesKnowledge, typeableIn } from '../../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';
import { createSpoilerOracle } from '../../../testkit/spoilers/spoiler-oracle.ts';

const knowledge = seriesKnowledge();
const horizons = ['none', ...knowledge.episodeLabels().map(({ id }) => id), 'all'];
const horizon = fc.constantFrom(...horizons);

describe('a horizon', () => {
  test('is none, an episode in viewing order, or all', () => {
    const shuffled = [...horizons].reverse().sort(knowledge.compareHorizons);

    expect(shuffled).toEqual(horizons);
    expect(knowledge.isHorizon('round-4')).toBe(false);
    expect(() => knowledge.seenFrom('round-4')).toThrow('"round-4" is no episode of alien-stage, nor none or all');
  });

  test('the lower of two is one of the two, whichever comes first', () => {
    fc.assert(
      fc.property(horizon, horizon, (a, b) => {
        const lower = knowledge.lowerHorizon(a, b);

        expect(lower).toBe(knowledge.lowerHorizon(b, a));
        expect(knowledge.compareHorizons(lower, a)).toBeLessThanOrEqual(0);
        expect(knowledge.compareHorizons(lower, b)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('that is not known has seen nothing', () => {
    expect(knowledge.lowerHorizon('gone', 'round-1')).toBe('gone');
    expect(knowledge.compareHorizons('gone', 'none')).toBe(0);
  });

  test('of everything never covers an episode that is not out', () => {
    const files = seriesFiles();
    const episodes = files.episodes as { id: string }[];
    files.episodes = [
      ...episodes,
      {
        id: 'round-9',
        label: { en: 'Round 9' },
        kind: 'match',
        title: { value: { en: 'Nobody knows' }, sources: ['s01'] },
      },
    ];
    const view = assembleKnowledge(files).seenFrom('all');

    expect(view.episode('round-9')).toEqual({ id: 'round-9', label: { en: 'Round 9' }, seen: false });
    expect(view.next()?.id).toBe('round-9');
    expect(view.episodes.filter(({ seen }) => !seen)).toHaveLength(1);
  });

  test('that is higher takes nothing away', () => {
    fc.assert(
      fc.property(horizon, horizon, (a, b) => {
        const [low, high] = knowledge.compareHorizons(a, b) <= 0 ? [a, b] : [b, a];
        const [less, more] = [knowledge.seenFrom(low), knowledge.seenFrom(high)];

        for (const { id } of less.characters) expect(more.character(id)).toBeDefined();
        for (const { id, about } of less.terms)
          expect(more.term(id)?.about.length).toBeGreaterThanOrEqual(about.length);
        for (const match of less.matches)
          if (match.result) expect(more.match(match.id)?.result?.winner).toEqual(match.result.winner);
      }),
    );
  });
});

describe('a view', () => {
  test('shows an unseen episode by its place and by nothing else', () => {
    const view = knowledge.seenFrom('round-3');

    expect(view.episode('after-final-2')).toEqual({
      id: 'after-final-2',
      label: { en: 'Second video after the Final', ko: '결승 이후 두 번째 영상' },
      seen: false,
    });
    expect(view.next()?.id).toBe('round-5');
    expect(knowledge.seenFrom('all').next()).toBeUndefined();
  });

  test('leaves out what is not told, instead of saying that it is hidden', () => {
    const round5 = knowledge.seenFrom('round-3').match('round-5');

    expect(Object.keys(round5 ?? {})).not.toContain('result');
    expect(round5?.slots).toEqual([
      expect.objectContaining({ contestant: expect.objectContaining({ id: 'mizi' }) }),
      { from: { matchId: 'round-4', label: { en: 'Round 4', ko: '라운드 4' }, taking: 'winner' } },
    ]);
  });

  test('gives each statement its sources and the episode that tells it', () => {
    const told = knowledge.seenFrom('all').character('till')?.status;

    expect(told).toMatchObject({ state: 'alive', toldIn: { id: 'after-final-2' } });
    expect(told?.sources.map(({ id }) => id)).toEqual(['s18', 's21', 's23', 's35']);
    expect(told?.sources.every((source) => Object.keys(source.name).length > 0)).toBe(true);
  });

  test('is frozen to the ground', () => {
    const loose: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) loose.push(path);
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
    };
    const view = knowledge.seenFrom('all');
    visit(view, 'view');
    visit(view.bracket('season-50'), 'bracket');
    visit(view.predictable(), 'predictable');
    visit(knowledge.episodeLabels(), 'labels');

    expect(loose).toEqual([]);
  });

  test('is built once for each horizon', () => {
    expect(knowledge.seenFrom('round-1')).toBe(knowledge.seenFrom('round-1'));
  });

  test('reads texts in the language asked for, a broader one, or the first', () => {
    const name = knowledge.seenFrom('none').character('mizi')?.name ?? {};

    expect(['ko', 'ko-KR', 'en-GB', 'fr'].map((language) => knowledge.textIn(name, language))).toEqual([
      '미지',
      '미지',
      'Mizi',
      'Mizi',
    ]);
    expect(knowledge.textIn({}, 'en')).toBe('');
  });
});

describe('another series', () => {
  const small = assembleKnowledge(smallSeries());
  const contestants = (at: string, id: string) =>
    small
      .seenFrom(at)
      .match(id)
      ?.contestants.map((who) => who?.name.fr);

  test('needs no other code: five contestants, a bye, a match for the third place, other languages', () => {
    expect(small.languages).toEqual(['fr', 'ja']);
    expect(contestants('pilote', 'demi-1')).toEqual(['Élodie', undefined]);
    expect(contestants('manche-1', 'demi-1')).toEqual(['Élodie', 'Noël']);
    expect(contestants('manche-2', 'petite-finale')).toEqual(['Noël', 'Anaïs']);
    expect(
      small
        .seenFrom('manche-1')
        .predictable()
        .map(({ id }) => id),
    ).toEqual(['demi-1', 'demi-2']);
    expect(
      small
        .seenFrom('manche-2')
        .predictable()
        .map(({ id }) => id),
    ).toEqual(['petite-finale', 'finale']);
    expect(
      small
        .seenFrom('all')
        .bracket('coupe')
        ?.rounds.map((round) => round.matches.map(({ id }) => id)),
    ).toEqual([['tour'], ['demi-1', 'demi-2'], ['petite-finale'], ['finale']]);
  });

  test('can keep a name until it is told: before, neither it nor its spellings find anyone', () => {
    expect(contestants('manche-1', 'demi-2')).toEqual(['Anaïs', 'La voix masquée']);
    expect(small.seenFrom('manche-2').find('character', 'Baptiste')).toEqual([]);
    expect(small.seenFrom('manche-2').find('character', 'Batiste')).toEqual([]);
    expect(small.seenFrom('all').find('character', 'batiste')[0]?.id).toBe('masque');
    expect(contestants('all', 'finale')).toEqual(['Élodie', 'Baptiste']);
  });

  test('does not call a loser eliminated who goes on to another match', () => {
    const view = small.seenFrom('all');

    expect(view.match('demi-1')?.result?.eliminated).toEqual([]);
    expect(view.match('tour')?.result?.eliminated.map(({ id }) => id)).toEqual(['zoe']);
  });

  test.each(['none', 'pilote', 'manche-1', 'manche-2', 'finale', 'all'])('tells nothing too early at %s', (at) => {
    const files = smallSeries();
    const oracle = createSpoilerOracle(files);
    const queries = typeableIn(files);
    const shown = JSON.stringify(everythingIn(small.seenFrom(at), queries));

    expect(oracle.findLeaks(JSON.parse(shown), at)).toEqual([]);
    expect(JSON.stringify(everythingIn(assembleKnowledge(oracle.otherFuture(at)).seenFrom(at), queries))).toBe(shown);
  });
});

test('the version changes with the data and with nothing else', () => {
  const changed = smallSeries();
  (changed.terms as { id: string }[])[0] = { ...(changed.terms as { id: string }[])[0], id: 'vox' };

  expect(assembleKnowledge(smallSeries()).version).toBe(assembleKnowledge(smallSeries()).version);
  expect(assembleKnowledge(changed).version).not.toBe(assembleKnowledge(smallSeries()).version);
});

test('the shapes are exported as JSON Schema, one for each file', () => {
  const schema = knowledgeJsonSchema();

  expect(Object.keys(schema)).toEqual(['series', 'characters', 'episodes', 'matches', 'songs', 'terms', 'sources']);
  expect(schema.characters).toMatchObject({
    type: 'array',
    items: { additionalProperties: false, required: ['id', 'about'] },
  });
});
