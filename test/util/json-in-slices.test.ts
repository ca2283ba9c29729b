import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonInSlices } from '../../src/util/json-in-slices.ts';

const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.array(fc.jsonValue({ noUnicodeString: false })));

it.each([0, 2] as const)('JSON made in slices is the same as JSON made at once, indented by %i', async (indent) => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), part), async (value) => {
      expect(await jsonInSlices(value, indent)).toBe(JSON.stringify(value, null, indent));
    }),
  );
});
