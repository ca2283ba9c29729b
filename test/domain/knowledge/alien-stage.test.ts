import { describe, expect, test } from 'vitest';
import { seriesFiles, seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { list, raw } from '../../../testkit/spoilers/tellings.ts';

/** Every object of the files that gives sources, with the way to it. */
function facts(value: unknown, path: string): { path: string; fact: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(raw(value).sources) ? [{ path, fact: raw(value) }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => facts(inner, `${path} › ${key}`))];
}

const files = seriesFiles();
const all = Object.entries(files).flatMap(([name, value]) => facts(value, name));

describe('the data of ALIEN STAGE', () => {
  test('says of every fact that rests on one family of sources that it does', () => {
    const families = new Map(list(files.sources).map((source) => [source.id, source.family]));
    const bare = all.filter(({ path, fact }) => {
      if (path.includes('slots') || path.includes('feed')) return false;
      const own = new Set((fact.sources as unknown[]).map((id) => families.get(id)));
      return own.size === 1 && fact.certainty === undefined;
    });

    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('says every sentence in English and in Korean', () => {
    const short = all.filter(({ fact }) => fact.text !== undefined && !(raw(fact.text).en && raw(fact.text).ko));

    expect(short.map(({ path }) => path).filter((path) => !path.includes('nicknames'))).toEqual([]);
  });

  test('cites every source that it lists', () => {
    const cited = new Set(all.flatMap(({ fact }) => fact.sources as unknown[]));

    expect(list(files.sources).flatMap(({ id }) => (cited.has(id) ? [] : id))).toEqual([]);
  });

  test('gives every singer of season 50 an emoji to vote with', () => {
    const view = seriesKnowledge().seenFrom('all');
    const contestants = view.matches.flatMap((match) => match.contestants);

    expect(contestants.every((who) => who?.emoji !== undefined)).toBe(true);
    expect(new Set(contestants.map((who) => who?.id)).size).toBe(8);
  });
});

describe('season 50', () => {
  const predictableAt = (horizon: string) =>
    seriesKnowledge()
      .seenFrom(horizon)
      .predictable()
      .map(({ id }) => id);

  test('can be predicted as far as its pairings are known', () => {
    expect(predictableAt('none')).toEqual([]);
    expect(predictableAt('prologue')).toEqual([]);
    expect(predictableAt('round-1')).toEqual(['round-2', 'round-3']);
    expect(predictableAt('round-2')).toEqual(['round-3']);
    expect(predictableAt('round-3')).toEqual(['round-6']);
    expect(predictableAt('special-3')).toEqual(['round-6']);
    expect(predictableAt('round-6')).toEqual(['final']);
    expect(predictableAt('all')).toEqual([]);
  });

  test('has Till against Ivan in Round 6 once Round 3 is seen, and nobody there before', () => {
    const round6 = (horizon: string) =>
      seriesKnowledge()
        .seenFrom(horizon)
        .match('round-6')
        ?.contestants.map((who) => who?.id);

    expect(round6('round-3')).toEqual(['till', 'ivan']);
    expect(round6('round-2')).toEqual(['till', undefined]);
    expect(round6('prologue')).toEqual([undefined, undefined]);
  });

  test('tells of Round 4, which has no video, when Round 5 is seen', () => {
    expect(seriesKnowledge().seenFrom('round-3').match('round-4')).toMatchObject({
      contestants: [undefined, undefined],
      seen: false,
    });
    expect(seriesKnowledge().seenFrom('round-5').match('round-4')).toMatchObject({
      contestants: [{ id: 'luka' }, { id: 'round-4-singer', nameless: true }],
      result: { winner: { id: 'luka' } },
      seen: true,
    });
  });

  test('is drawn as a tree in which feeders stand beside each other', () => {
    const bracket = seriesKnowledge().seenFrom('none').bracket('season-50');

    expect(bracket?.rounds.map((round) => round.matches.map(({ id }) => id))).toEqual([
      ['round-1', 'round-4', 'round-2', 'round-3'],
      ['round-5', 'round-6'],
      ['final'],
    ]);
    expect(bracket?.rounds.map(({ stage }) => stage.points)).toEqual([10, 20, 40]);
  });

  test('keeps the eliminated apart from the dead', () => {
    const view = seriesKnowledge().seenFrom('round-5');

    expect(view.match('round-5')?.result?.eliminated.map(({ id }) => id)).toEqual(['mizi']);
    expect(view.character('mizi')?.status?.state).toBe('missing');
    expect(view.character('sua')?.status?.state).toBe('dead');
    expect(seriesKnowledge().seenFrom('final').character('till')?.status?.state).toBe('presumed-dead');
    expect(seriesKnowledge().seenFrom('all').character('till')?.status?.state).toBe('alive');
  });
});

describe('an entry of the feed', () => {
  test.each([
    ['ALIEN STAGE | ROUND 1', { episodeId: 'round-1' }],
    ['R O U N D 6 | Alien Stage', { episodeId: 'round-6' }],
    ['[ALIEN STAGE] Round 2', { episodeId: 'round-2' }],
    ['에일리언 스테이지 라운드 3', { episodeId: 'round-3' }],
    ['ＡＬＩＥＮ  ＳＴＡＧＥ ＲＯＵＮＤ５', { episodeId: 'round-5' }],
    ['ALIEN STAGE FINAL ROUND', { episodeId: 'final' }],
    ['ALIEN STAGE: Round 7', { episodeId: 'final' }],
    ['ALIEN STAGE: Prologue', { episodeId: 'prologue' }],
    ['MIZISUA | ALIEN STAGE', { episodeId: 'special-1' }],
    ['ALL-IN | ALIEN STAGE', { episodeId: 'special-3' }],
    ['TOP 3 | ALIEN STAGE', { episodeId: 'special-2' }],
    ['Wiege | ALIEN STAGE', { episodeId: 'after-final-1' }],
    ['K A R M A | ALIEN STAGE', { episodeId: 'after-final-2' }],
    ['ZOMBIE STAGE : ROUND 1', { episodeId: 'zombie-stage-1' }],
    ['ZOMBIE STAGE | ROUND 2', { other: 'zombie-stage' }],
    ['좀비 스테이지 | 라운드 3', { other: 'zombie-stage' }],
    ['ROUND 2 | ZOMBIE STAGE', { other: 'zombie-stage' }],
    ['라운드 1 | 좀비 스테이지', { episodeId: 'zombie-stage-1' }],
    ['좀비스테이지 라운드 1', { episodeId: 'zombie-stage-1' }],
    ['ALIEN STAGE ROUND 6 Teaser', { other: 'extra' }],
    ['Ruler of My Heart (Sua ver.)', { other: 'song' }],
    ['ALIEN STAGE OFF THE RECORD', { other: 'what-if' }],
    ['ALIEN STAGE ROUND 12', undefined],
    ['BACKGROUND 1', undefined],
    ['A quiet evening', undefined],
    ['', undefined],
  ])('“%s” is recognised as %o', (title, is) => {
    expect(seriesKnowledge().recognise(title)).toEqual(is);
  });
});
