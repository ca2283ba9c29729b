import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundOf } from '../../../src/domain/sounds.ts';
import {
  foldText,
  initialConsonants,
  isConsonantsOnly,
  slipsBetween,
  typedLetters,
} from '../../../src/domain/text-folding.ts';

describe('folding', () => {
  test.each([
    ['Élodie', 'elodie'],
    ['ＭＩＺＩ', 'mizi'],
    [' All-In! ', 'allin'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['미지'.normalize('NFD'), '미지'],
    ['ㅁㅣㅈㅣ', '미지'],
    ['ﾐｼﾞ', 'ミシ'],
    ['!!!', '!!!'],
    ['', ''],
  ])('makes “%s” into “%s”', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('is the same the second time, in every normal form, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
        for (const read of [typedLetters, initialConsonants, isConsonantsOnly, soundOf]) read(text);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });
});

test('Hangul is taken apart into the keys that type it, finals and double vowels too', () => {
  expect(typedLetters('틸')).toBe('ㅌㅣㄹ');
  expect(typedLetters('밎')).toBe('ㅁㅣㅈ');
  expect(typedLetters('괜찮아')).toBe('ㄱㅗㅐㄴㅊㅏㄴㅎㅇㅏ');
  expect(typedLetters('Till')).toBe('till');
});

test('initial consonants are the first of each syllable; a text without Hangul has none', () => {
  expect(initialConsonants('에일리언 스테이지')).toBe('ㅇㅇㄹㅇㅅㅌㅇㅈ');
  expect(initialConsonants('ㅁㅈ')).toBe('ㅁㅈ');
  expect(initialConsonants('Mizi')).toBeUndefined();
  expect([isConsonantsOnly('ㅁㅈ'), isConsonantsOnly('미ㅈ'), isConsonantsOnly('m')]).toEqual([true, false, false]);
});

test('what sounds alike is alike, across Hangul and its romanisations', () => {
  expect(soundOf('미지')).toBe(soundOf('Mizi'));
  expect(soundOf('이반')).toBe(soundOf('Ivan'));
  expect(soundOf('루카')).toBe(soundOf('Luka'));
  expect(soundOf('Luca')).toBe(soundOf('Ruka'));
  expect(soundOf('Mizi')).not.toBe(soundOf('Sua'));
});

describe('slips', () => {
  test.each([
    ['final', 'final', 0],
    ['final', 'fianl', 1],
    ['final', 'finl', 1],
    ['final', 'finaal', 1],
    ['final', 'fanal', 1],
    ['final', 'lanif', 3],
    ['', 'ab', 2],
  ])('%s and %s lie %i apart', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips);
    expect(slipsBetween(b, a, 2)).toBe(slips);
  });
});
