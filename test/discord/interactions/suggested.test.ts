import fc from 'fast-check';
import { expect, it } from 'vitest';
import { suggestedOf } from '../../../src/discord/interactions/suggested.ts';

const suggestion = fc.record({
  name: fc.oneof(fc.constantFrom('', '  ', '미지'), fc.string({ unit: 'binary', maxLength: 250 })),
  value: fc.oneof(fc.constantFrom('mizi'), fc.string({ maxLength: 250 })),
});

it('whatever is suggested, Discord gets at most 25 choices within its limits, the first that fit', () => {
  fc.assert(
    fc.property(fc.array(suggestion, { maxLength: 60, size: 'max' }), (found) => {
      const { choices } = suggestedOf(found);
      const fitting = found.filter(({ name, value }) => name.trim() !== '' && value.length <= 100);
      expect(choices.map(({ value }) => value)).toEqual(fitting.slice(0, 25).map(({ value }) => value));
      for (const { name } of choices) expect(name.length >= 1 && name.length <= 100).toBe(true);
    }),
  );
});

it('a list that is kept gives the same object again, so that it is made JSON once', () => {
  const found = [{ name: '미지', value: 'mizi' }];
  expect(suggestedOf(found)).toBe(suggestedOf(found));
  expect(suggestedOf([...found])).toEqual(suggestedOf(found));
});
