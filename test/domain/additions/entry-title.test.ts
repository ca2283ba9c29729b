import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTitle } from '../../../src/domain/additions/entry-title.ts';
import { fitsLabel } from '../../../src/domain/additions/planned-entry.ts';

const COMPETITIONS = [
  { id: 'season-50', name: 'Season 50', names: ['Season 50', '시즌 50'] },
  { id: 'zombie-stage', name: 'ZOMBIE STAGE', names: ['ZOMBIE STAGE', '좀비 스테이지'] },
];

describe('An upload’s title', () => {
  it.each([
    ['ZOMBIE STAGE ROUND 2: A vs B', 'ZOMBIE STAGE Round 2', 'zombie-stage', ['A', 'B']],
    ['[ALIEN STAGE] ZOMBIE STAGE | ROUND 3 | Mizi vs. Sua', 'ZOMBIE STAGE Round 3', 'zombie-stage', ['Mizi', 'Sua']],
    ['R O U N D  8', 'Round 8', undefined, []],
    ['ＲＯＵＮＤ　８', 'Round 8', undefined, []],
    ['VIVINOS - 좀비 스테이지 라운드 2 「미지 대 수아」', 'ZOMBIE STAGE 라운드 2', 'zombie-stage', ['미지', '수아']],
    ['에일리언 스테이지 3라운드', '라운드 3', undefined, []],
    ['제4화', '4화', undefined, []],
    ['ALIEN STAGE - GRAND FINAL (Ivan VS Till)', 'Final', undefined, ['Ivan', 'Till']],
    ['에일리언 스테이지 결승전', '결승', undefined, []],
    ['Season 50 Final', 'Season 50 Final', 'season-50', []],
    ['A vs B vs C vs D', undefined, undefined, ['A', 'B', 'C', 'D']],
    ['Round 2 A vs B', 'Round 2', undefined, ['A', 'B']],
    ['"Till" vs "Ivan" | Ep. 07', 'Episode 7', undefined, ['Till', 'Ivan']],
    ['İSTANBUL ZOMBIE STAGE vs İZMİR', undefined, 'zombie-stage', ['İSTANBUL', 'İZMİR']],
    ['KARMA', undefined, undefined, []],
    ['Round table: finally a background story', undefined, undefined, []],
    ['A vs A', undefined, undefined, []],
    ['vs B', undefined, undefined, []],
    ['', undefined, undefined, []],
  ])('“%s” is read as it is meant', (title, label, competitionId, contestants) => {
    expect(readTitle(title, COMPETITIONS)).toEqual({ label, competitionId, contestants });
  });

  it('is read whatever it holds, and never into a label with a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
        const { contestants } = readTitle(`${title} Round 3`, COMPETITIONS);
        expect(contestants.every((name) => name.length > 0 && name.length <= 60)).toBe(true);
      }),
    );
  });
});

describe('A planned episode', () => {
  it.each([
    ['ZOMBIE STAGE | ROUND 2', true],
    ['[MV] zombie stage 라운드2 (official)', true],
    ['ZOMBIE STAGE - R O U N D  2 -', true],
    ['ZOMBIE STAGE ROUND 02', true],
    ['ZOMBIE STAGE ROUND 21', false],
    ['ZOMBIE STAGE ROUND 1', false],
    ['STAGE ROUND 2', false],
    ['', false],
  ])('named “ZOMBIE STAGE Round 2” and an upload called “%s”: %s', (title, fits) => {
    expect(fitsLabel(title, 'ZOMBIE STAGE Round 2')).toBe(fits);
  });

  it('without a word that can be compared is no upload', () => {
    expect(fitsLabel('anything', '!!!')).toBe(false);
  });
});
