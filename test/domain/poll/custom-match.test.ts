import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCustomMatch } from '../../../src/domain/poll/custom-match.ts';

describe('A match named on the spot', () => {
  it('has a title and contestants, each with an emoji or without', () => {
    expect(readCustomMatch('Round 8: 🐍 Till vs 🦋 Ivan')).toEqual({
      title: 'Round 8',
      contestants: [
        { name: 'Till', emoji: '🐍' },
        { name: 'Ivan', emoji: '🦋' },
      ],
    });
    expect(readCustomMatch('틸 대 이반 | <:luka:123456789012345678> 루카')).toEqual({
      title: '틸 vs 이반 vs 루카',
      contestants: [
        { name: '틸', emoji: undefined },
        { name: '이반', emoji: undefined },
        { name: '루카', emoji: 'luka:123456789012345678' },
      ],
    });
  });

  it.each([
    ['Till', 'too-few'],
    ['A vs B vs C vs D vs E vs F vs G vs H vs I vs J vs K', 'too-many'],
    ['A vs  | B', 'empty-name'],
    ['Till vs till', 'same-name'],
    [`${'x'.repeat(61)} vs B`, 'too-long'],
    [`${'x'.repeat(101)}: A vs B`, 'too-long'],
  ])('%s is refused: %s', (typed, fault) => {
    expect(readCustomMatch(typed)).toEqual({ fault });
  });

  it('of two to ten plain names is read back as it was written', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,12}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 2, maxLength: 10, selector: (one) => one.toLowerCase() }),
        (names) => {
          const read = readCustomMatch(`Round 8: ${names.join(' vs ')}`);
          expect('fault' in read ? read : read.contestants.map((one) => one.name)).toEqual(names);
        },
      ),
    );
  });
});
