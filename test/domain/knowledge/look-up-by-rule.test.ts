import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleKnowledge } from '../../../src/domain/knowledge/index.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';

const all = seriesKnowledge().seenFrom('all');
const first = (typed: string) => {
  const [hit] = all.search(typed);
  return hit && `${hit.kind}/${hit.id}`;
};
const found = (typed: string) => all.search(typed).map(({ kind, id }) => `${kind}/${id}`);

describe('A round is found by its number', () => {
  const WAYS = [
    (n: number) => `round ${n}`,
    (n: number) => `${n} round`,
    (n: number) => `r${n}`,
    (n: number) => `rd. ${n}`,
    (n: number) => `ep${n}`,
    (n: number) => `episode ${n}`,
    (n: number) => `${n}라운드`,
    (n: number) => `라운드${n}`,
    (n: number) => `${n}번째 라운드`,
    (n: number) => `${n}화`,
    (n: number) => `ROUND ${['zero', 'one', 'two', 'three', 'four', 'five', 'six'][n]}`,
    (n: number) => `${['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'][n]} round`,
    (n: number) => `${'일이삼사오육'[n - 1]}라운드`,
  ];

  test('beside its unit in any order, spelled or in figures, and a digit is never a slip', () => {
    for (const n of [1, 2, 3, 5, 6]) {
      for (const way of WAYS) {
        expect(first(way(n)), way(n)).toBe(`episode/round-${n}`);
        expect(
          all.search(way(n)).filter(({ id, match }) => match === 'exact' && id !== `round-${n}`),
          way(n),
        ).toEqual([]);
      }
    }
  });

  test('and one that there is not is no other one', () => {
    for (const way of WAYS.slice(0, 10)) for (const n of [8, 9, 12, 66]) expect(found(way(n)), way(n)).toEqual([]);
  });
});

describe('Two characters are found together', () => {
  const names = (id: string) => Object.values(all.character(id)?.name ?? {});

  test('by both names in either order, in one word or several, in either language', () => {
    for (const match of all.matches.filter(({ contestants }) => contestants.every((who) => who?.nameless === false))) {
      const [a, b] = match.contestants.map((who) => who?.id ?? '');
      for (const one of names(a ?? '')) {
        for (const other of names(b ?? '')) {
          for (const typed of [`${one} ${other}`, `${other} ${one}`, `${other} x ${one}`]) {
            expect(found(typed).slice(0, 3), typed).toContain(`match/${match.id}`);
          }
        }
      }
    }
    for (const typed of ['tillivan', 'IvanTill', '틸이반', '이반틸은'])
      expect(first(typed), typed).toBe('match/round-6');
  });

  test('by what they are called together, once that may be known', () => {
    expect(first('hyuluka')).toBe('song/wiege');
    const early = seriesKnowledge().seenFrom('round-1').search('hyuluka');
    expect(early.map(({ id }) => id)).not.toContain('wiege');
  });
});

test('what was typed on the other keyboard is found', () => {
  for (const [typed, wanted] of [
    ['dlqks', 'character/ivan'],
    ['xlf', 'character/till'],
    ['샤ㅣㅣ', 'character/till'],
    ['alwl', 'character/mizi'],
  ])
    expect(first(typed ?? ''), typed).toBe(wanted);
});

describe('A short word is no slip of a name', () => {
  test.each(['watch', 'switch', 'still', 'until', 'will', 'tall', 'fan', 'mini', 'even', 'sure', 'care', 'like'])(
    '“%s” finds nobody',
    (word) => {
      const people = [
        'character/mizi',
        'character/till',
        'character/ivan',
        'character/luka',
        'character/phan',
        'song/cure',
      ];

      expect(found(word).filter((hit) => people.includes(hit))).toEqual([]);
    },
  );

  test('a name that is a word is meant where only a name can stand', () => {
    const mentions = (text: string) => all.mentionedIn(text).map(({ id }) => id);

    expect(mentions('we have to wait till friday')).toEqual([]);
    expect(mentions('how long till the next one')).toEqual([]);
    expect(mentions('i think till is the best')).toEqual(['till']);
    expect(mentions('I love Till so much')).toEqual(['till']);
    expect(mentions('ivan and till')).toEqual(['ivan', 'till']);
  });
});

describe('A name', () => {
  test('is found in any language the data gives it in, and shown in those of the series', () => {
    for (const typed of ['ティル', 'いゔぁん', '铁线莲', '異形舞台']) expect(found(typed)).not.toEqual([]);
    expect(all.character('till')?.name).toEqual({ en: 'Till', ko: '틸' });
    expect(JSON.stringify([all.characters, all.songs, all.series])).not.toMatch(/[ァ-ヶ]|铁线莲/u);
  });

  test('stays unfound in every language while it may not be told', () => {
    const files = smallSeries();
    const [, , , , masked] = files.characters as { name: { value: Record<string, string> } }[];
    if (masked) masked.name.value.de = 'Bartholomäus';
    const small = assembleKnowledge(files);

    expect(small.seenFrom('manche-2').search('Bartholomäus')).toEqual([]);
    expect(small.seenFrom('all').search('Bartholomäus')[0]?.id).toBe('masque');
  });
});

describe('What is thrown in while chatting', () => {
  test.each(['lol', 'LMAO', 'omg', 'pls', 'hahaha', 'ㅋㅋㅋ', 'ㅠㅠ', 'ㅠ', '😭', '💀'])(
    'leaves a name what it is, before it and behind it: %s',
    (noise) => {
      for (const { id, name, nameless } of all.characters.filter((one) => !one.nameless)) {
        expect(nameless).toBe(false);
        for (const own of Object.values(name)) {
          expect(first(`${own} ${noise}`), `${own} ${noise}`).toBe(first(own));
          expect(first(`${noise} ${own}`), `${noise} ${own}`).toBe(first(own));
          expect(id).not.toBe('');
        }
      }
    },
  );

  test('is looked for where nothing else was typed', () => {
    expect(() => found('ㅋㅋㅋ')).not.toThrow();
    expect(found('wait till friday lol')).toEqual([]);
  });
});

describe('A song and somebody who does not sing it', () => {
  test('are the version that they sing, in either order', () => {
    const versions = all.songs.filter(({ kind, versionOf }) => kind === 'version' && versionOf !== undefined);
    expect(versions.length).toBeGreaterThan(4);
    for (const { id, versionOf, singers } of versions) {
      const title = (all.song(versionOf ?? '')?.title.en ?? '').replace(/ \(.*/, '');
      const original = all.song(versionOf ?? '')?.singers.flatMap(({ character }) => character?.id ?? []) ?? [];
      const others = singers.flatMap(({ character }) =>
        character && !original.includes(character.id) ? [character] : [],
      );
      for (const { name } of others) {
        expect(first(`${name.en} ${title}`), `${name.en} ${title}`).toBe(`song/${id}`);
        expect(first(`${title} ${name.en}`), `${title} ${name.en}`).toBe(`song/${id}`);
      }
    }
  });
});

test('The latest of what comes out in an order is found as such', () => {
  for (const typed of ['latest episode', 'newest ep', '최신화'])
    expect(first(typed), typed).toBe(`episode/${all.episodes.at(-1)?.id}`);
  expect(found('latest')).toEqual([]);
});

describe('A question', () => {
  const answer = (typed: string, at = 'all') => {
    const view = seriesKnowledge().seenFrom(at);
    const [question] = view.ask(typed);
    return question && view.answer(question);
  };
  const said = (typed: string, at?: string) => answer(typed, at)?.lines.map(({ value }) => value);

  test('is answered with the data’s own line, its sources and its card', () => {
    expect(answer('how old is till')).toMatchObject({
      card: { kind: 'character', id: 'till' },
      lines: [{ value: { en: '21', ko: '21세' } }, { value: { en: '28', ko: '28세' } }],
    });
    expect(answer('이반 키 몇이야')?.lines[0]).toMatchObject({
      value: { en: '186 cm' },
      sources: [{ id: 's15' }, { id: 's23' }],
    });
  });

  test('of what is hidden is answered as of what is unknown', () => {
    const hidden = answer('is sua alive', 'prologue');
    const unknown = answer('is acorn alive', 'round-1');

    expect([hidden?.lines, unknown?.lines]).toEqual([[], []]);
    expect(said('how old is till', 'round-6')).toEqual([{ en: '21', ko: '21세' }]);
  });

  test('about somebody who may not be known is none, as about somebody who does not exist', () => {
    const view = seriesKnowledge().seenFrom('round-1');

    expect(view.ask('how old is heperu')).toEqual(view.ask('how old is zzzzzz'));
  });

  test('that can be read in two ways is read in both', () => {
    expect(all.ask('who sings cure and wiege').map(({ of }) => of.id)).toEqual(['cure', 'wiege']);
  });

  test('of two is one question, and of everybody one of the series', () => {
    expect(all.ask('who is older, till or ivan')).toMatchObject([
      { asks: 'trait', of: { id: 'till' }, and: { id: 'ivan' } },
    ]);
    expect(all.ask('who is the tallest')).toMatchObject([{ asks: 'trait', of: { kind: 'series' } }]);
    expect(answer('who is older, till or ivan')?.lines.map(({ label }) => label?.en)).toEqual(['Ivan', 'Till']);
  });

  test('in Japanese and Chinese is read as in English and Korean', () => {
    expect(all.ask('イヴァンは死んだの？')).toMatchObject([{ asks: 'alive', of: { id: 'ivan' } }]);
    expect(all.ask('谁赢了第六轮')[0]).toMatchObject({ asks: 'won' });
    expect(first('伊万和提尔')).toBe('match/round-6');
  });

  test('is the same with laughter, tears, faces and politeness around it', () => {
    for (const typed of ['이반 죽었나요ㅠㅠ', '이반 죽었음?ㅋㅋㅋ', '이반 죽었냐 :D', 'is ivan dead <3'])
      expect(all.ask(typed), typed).toMatchObject([{ asks: 'alive', of: { id: 'ivan' } }]);
  });

  test('of another series is asked in the words of that series', () => {
    const files = smallSeries();
    (files.series as { asked: object }).asked = { ville: ['habite où'] };
    const view = assembleKnowledge(files).seenFrom('all');

    expect(view.ask('habite où Baptiste')).toEqual([
      { asks: 'trait', of: { kind: 'character', id: 'masque' }, labels: ['ville'] },
    ]);
    expect(
      view.answer({ asks: 'trait', of: { kind: 'character', id: 'masque' }, labels: ['ville'] })?.lines,
    ).toMatchObject([{ value: { fr: 'Nantes' } }]);
  });
});

describe('Whatever is typed', () => {
  test('nothing but signs, particles, marks of direction, mentions or nothing at all finds nothing', () => {
    for (const typed of [
      '',
      '   ',
      '!!!',
      '은는이가',
      '\u200b\u200d',
      '\u202e\u202c',
      '<@123456789012345678>',
      '<#1>',
      '😀😀😀',
    ]) {
      expect(all.search(typed), JSON.stringify(typed)).toEqual([]);
      expect(all.ask(typed), JSON.stringify(typed)).toEqual([]);
    }
  });

  test('zero-width signs, directions and mentions around a name do not hide it', () => {
    for (const typed of ['i\u200bvan', '\u202eivan\u202c', '<@123456789012345678> ivan', '**ivan**', 'ivan\u0301'])
      expect(first(typed), JSON.stringify(typed)).toBe('character/ivan');
  });

  test('no text makes it fail, find what is hidden, or find more than asked for', () => {
    const view = seriesKnowledge().seenFrom('round-1');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 6000 }), fc.constantFrom(...HOSTILE)), (typed) => {
        expect(view.search(typed, undefined, 5).length).toBeLessThanOrEqual(5);
        expect(view.mentionedIn(typed).length).toBeLessThanOrEqual(25);
        for (const question of view.ask(typed)) expect(view.answer(question)).toBeDefined();
      }),
      { numRuns: 200, seed: 17 },
    );
  });
});

const HOSTILE = [
  'a'.repeat(6000),
  '이반'.repeat(3000),
  'mizi till '.repeat(600),
  '🎸'.repeat(3000),
  'e\u0301\u0302'.repeat(2000),
  '1'.repeat(6000),
  '이'.repeat(6000),
];

describe('A name in another script than the data gives it in', () => {
  test.each([
    ['Мизи', 'character/mizi'],
    ['アナクトガーデン', 'term/anakt-garden'],
    ['フレディ', 'character/freddie'],
    ['ヒョンア', 'character/hyuna'],
    ['아쿠게츠', 'character/till'],
    ['오티알', 'term/off-the-record'],
  ])('“%s” is found by its sound', (typed, wanted) => {
    expect(first(typed)).toBe(wanted);
  });

  test('is not found merely by having the same consonants within one script', () => {
    expect(found('talk')).not.toContain('character/till');
    expect(found('r2d2')).not.toContain('episode/round-2');
  });
});

test('a word typed on the other keyboard is put right beside others, and one that says something is left', () => {
  expect(first('tndk shfo')?.split('/')[0]).toBe('song');
  expect(all.ask('xlf skdl')[0]).toMatchObject({ asks: 'trait', of: { id: 'till' } });
  expect(found('tree house')).toEqual([]);
});

test('a name is parted from what is written on to it, if that says something', () => {
  expect(all.ask('틸생일')[0]).toMatchObject({ asks: 'trait', of: { id: 'till' } });
  expect(first('큐어가사')).toBe('song/cure');
  expect(found('수아레즈')).toEqual([]);
});

test('what is said of those who were named comes before what is only common to them', () => {
  expect(first('ivantill kiss')).toBe('episode/round-6');
  expect(first('hyuna and luka prologue')).toBe('episode/prologue');
});

test('a round is counted in Roman numbers, in words, and in one word with its unit', () => {
  for (const typed of ['ROUND V', 'roundfive', '라운드five', '제5라운드', '다섯번째', '5라'])
    expect(first(typed), typed).toBe('episode/round-5');
});
