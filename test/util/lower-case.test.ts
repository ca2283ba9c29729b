import { expect, test } from 'vitest';
import { lowerCase } from '../../src/util/lower-case.ts';

test('a text in lower case is as long as it was, whatever letter it has', () => {
  const longer: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const letter = String.fromCodePoint(code);
    if (lowerCase(letter).length !== letter.length) longer.push(letter);
  }
  expect(longer).toEqual([]);
  expect(lowerCase('İSTANBUL <TITLE>')).toBe('istanbul <title>');
});
