import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../src/domain/knowledge/index.ts';
import { KINDS, seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

const all = seriesKnowledge().seenFrom('all');

describe('what people type finds what they mean first', () => {
  test.each<[Kind, string, string]>([
    ['character', 'Mizi', 'mizi'],
    ['character', 'MIZI', 'mizi'],
    ['character', ' m i z i ', 'mizi'],
    ['character', 'Mízí', 'mizi'],
    ['character', 'ｍｉｚｉ', 'mizi'],
    ['character', '미지', 'mizi'],
    ['character', '미지'.normalize('NFD'), 'mizi'],
    ['character', 'ㅁㅣㅈㅣ', 'mizi'],
    ['character', 'ㅁㅈ', 'mizi'],
    ['character', '밎', 'mizi'],
    ['character', '미ㅈ', 'mizi'],
    ['character', 'Miji', 'mizi'],
    ['character', 'mizzi', 'mizi'],
    ['character', 'mzii', 'mizi'],
    ['character', 'miiz', 'mizi'],
    ['character', 'witch', 'mizi'],
    ['character', '마녀', 'mizi'],
    ['character', 'sau', 'sua'],
    ['character', 'Su-a', 'sua'],
    ['character', '수아', 'sua'],
    ['character', 'ㅅㅇ', 'sua'],
    ['character', 'snowflake', 'sua'],
    ['character', 'snowflke doll', 'sua'],
    ['character', 'ice prinecss', 'sua'],
    ['character', '얼음', 'sua'],
    ['character', '틸', 'till'],
    ['character', '티', 'till'],
    ['character', 'tlil', 'till'],
    ['character', 'til', 'till'],
    ['character', 'Iban', 'ivan'],
    ['character', 'ivna', 'ivan'],
    ['character', '이반', 'ivan'],
    ['character', 'ㅇㅂ', 'ivan'],
    ['character', 'Ruka', 'luka'],
    ['character', 'Ruca', 'luka'],
    ['character', 'luak', 'luka'],
    ['character', 'ㄹㅋ', 'luka'],
    ['character', 'Hyeona', 'hyuna'],
    ['character', 'hyna', 'hyuna'],
    ['character', 'ㅎㅇ', 'hyuna'],
    ['character', 'acron', 'acorn'],
    ['character', '언샤', 'unsha'],
    ['character', 'hyunwoo', 'hyun-woo'],
    ['episode', 'fianl', 'final'],
    ['episode', 'round6', 'round-6'],
    ['episode', 'rond 6', 'round-6'],
    ['episode', '라운드6', 'round-6'],
    ['episode', 'ㄹㅇㄷ6', 'round-6'],
    ['episode', 'karma', 'after-final-2'],
    ['episode', 'mizisua', 'special-1'],
    ['episode', '결승', 'final'],
    ['match', 'till ivan', 'round-6'],
    ['match', 'round 5', 'round-5'],
    ['match', 'final', 'final'],
    ['song', 'clematis', 'my-clematis'],
    ['song', 'my clemtais', 'my-clematis'],
    ['song', 'ruler of my hart', 'ruler-of-my-heart'],
    ['song', 'blinkgone', 'blink-gone'],
    ['song', 'blink gon', 'blink-gone'],
    ['song', '큐어', 'cure'],
    ['song', 'till the end', 'unknown-till-the-end'],
    ['song', 'candyscar', 'candy-scar'],
    ['term', 'anakt gardn', 'anakt-garden'],
    ['term', '아낙트가든', 'anakt-garden'],
    ['term', 'segein', 'segyein'],
    ['term', '세계인', 'segyein'],
    ['term', 'ㅅㄱㅇ', 'segyein'],
    ['term', 'gaurdian', 'guardian'],
    ['term', 'pet', 'pet-human'],
  ])('%s “%s” is %s', (kind, typed, id) => {
    expect(all.find(kind, typed)[0]?.id).toBe(id);
    expect(all.suggest(kind, typed, 'ko')[0]?.value).toBe(id);
  });

  test('an id beats a name, a name beats what begins with it, and that beats what is near', () => {
    expect(all.find('song', 'cure').map(({ id, match }) => [id, match])).toEqual([
      ['cure', 'exact'],
      ['cure-mizi-sua', 'prefix'],
    ]);
    expect(all.find('song', 'heart')[0]).toMatchObject({ id: 'heart-sua', match: 'exact' });
  });

  test('a search over everything also reads what is said, after the names', () => {
    const hits = all.search('aquarium');

    expect(hits[0]).toMatchObject({ kind: 'character', id: 'mizi', match: 'text' });
    expect(
      all
        .search('luka')
        .map(({ match }) => match)
        .indexOf('text'),
    ).toBeGreaterThan(2);
  });

  test('a message is looked through for the names in it, also with Korean particles', () => {
    const mentioned = all.mentionedIn('is Till going to beat IVAN in round 6?').map(({ kind, id }) => `${kind} ${id}`);

    expect(mentioned).toEqual(['character till', 'character ivan', 'episode round-6', 'match round-6']);
    expect(all.mentionedIn('수아가 미지를 위해').map(({ id }) => id)).toContain('sua');
    expect(all.mentionedIn('수아가 미지를 위해').map(({ id }) => id)).toContain('mizi');
    expect(all.mentionedIn('nothing of interest')).toEqual([]);
  });
});

describe('the choices of an autocomplete', () => {
  test('are in the language asked for, and list what there is while nothing is typed', () => {
    expect(all.suggest('character', '', 'ko').slice(0, 3)).toEqual([
      { name: '미지', value: 'mizi' },
      { name: '수아', value: 'sua' },
      { name: '틸', value: 'till' },
    ]);
    expect(all.suggest('match', '', 'en')[0]).toEqual({ name: 'Round 1 · Mizi – Sua', value: 'round-1' });
    expect(all.suggest('match', '', 'fr')[0]?.name).toBe('Round 1 · Mizi – Sua');
  });

  test('name an unseen match by its place alone', () => {
    expect(seriesKnowledge().seenFrom('round-2').suggest('match', 'round 6', 'en')[0]).toEqual({
      name: 'Round 6',
      value: 'round-6',
    });
    expect(seriesKnowledge().seenFrom('round-2').suggest('episode', 'karma', 'en')).toEqual([]);
  });

  test('are at most 25 of at most 100 characters, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'binary', maxLength: 300 }), (kind, typed) => {
        const choices = all.suggest(kind, typed, 'ko');

        expect(choices.length).toBeLessThanOrEqual(25);
        expect(
          choices.every(({ name, value }) => name.length > 0 && name.length <= 100 && all[kind](value) !== undefined),
        ).toBe(true);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('are the very same list when the same is typed again, and in each language what a look-up finds', () => {
    const asked = fc.record({
      kind: fc.constantFrom(...KINDS),
      typed: fc.constantFrom('mi', '미', 'round', 'r', 'ㅁㅈ', 'ivan', 'heart', ' mi'),
      language: fc.constantFrom('en', 'ko'),
    });
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 12 }), (asks) => {
        for (const { kind, typed, language } of asks) {
          const choices = all.suggest(kind, typed, language);
          expect(all.suggest(kind, typed, language)).toBe(choices);
          const found = all.find(kind, typed).map(({ name, id }) => ({ name: all.textIn(name, language), value: id }));
          expect(choices).toEqual(found);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('depend on the first hundred characters of a query and on no more', () => {
    const query = 'ruler of my heart'.padEnd(100);

    expect(all.search(`${query}mizi`)).toEqual(all.search(query));
    expect(all.search(`${query.trim()} mizi`)).not.toEqual(all.search(query));
  });

  test('a name always finds its own', () => {
    for (const character of all.characters) {
      for (const name of Object.values(character.name)) expect(all.find('character', name)[0]?.id).toBe(character.id);
    }
    for (const song of all.songs) expect(all.find('song', song.title.en ?? '')[0]?.id).toBe(song.id);
  });
});

describe('What a look-up needs', () => {
  test('is made a piece at a time, once, and finds the same as if it were made at the first question', () => {
    const [ready, asked] = [seriesKnowledge(), seriesKnowledge()].map((knowledge) => knowledge.seenFrom('round-5'));
    if (ready === undefined || asked === undefined) throw new Error('There is no such horizon');
    expect([...ready.prepare()].length).toBeGreaterThan(30);
    expect([...ready.prepare()].length).toBeLessThan(5);
    for (const text of ['black hair guitar', '누가 미지 구했어', 'rebelion', 'till vs ivan', 'how old is sua'])
      expect(ready.search(text), text).toEqual(asked.search(text));
  });
});
