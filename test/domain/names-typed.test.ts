import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNamesTyped, nameForms } from '../../src/domain/names-typed.ts';
import { isMeantBy } from '../../src/domain/text-folding.ts';

const letters = fc.constantFrom('a', 'b', 'R', ' ', '1', '–', 'é', '이', '반', '미', '지', 'ㅁ', 'ㅈ', '\n');
const name = fc.string({ unit: letters, maxLength: 8 });
const typed = fc.string({ unit: letters, maxLength: 3 });

describe('Names looked through at once', () => {
  it('give the first things that what was typed means, as each name says by itself', () => {
    const things = fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(things, typed, fc.integer({ min: 1, max: 6 }), (all, text, most) => {
        const isMeant = (names: readonly string[]) => names.some((one) => isMeantBy(one, text));
        const wanted = all.flatMap((names, at) => (isMeant(names) ? [at] : []));
        expect(createNamesTyped(all.map(nameForms)).meant(text, most)).toEqual(wanted.slice(0, most));
      }),
      { numRuns: 3_000 },
    );
  });
});
