import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonInSlices } from '../../src/util/json-in-slices.ts';

const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.array(fc.jsonValue({ noUnicodeString: false })));

it.each([0, 2] as const)('JSON made in slices is the same as JSON made at once, indented by %i', async (indent) => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), part), async (value) => {
      const whole = Buffer.from(JSON.stringify(value, null, indent));
      expect((await jsonInSlices(value, indent)).equals(whole)).toBe(true);
    }),
  );
});

it('JSON made in slices is the same where it is longer than one of them', async () => {
  const long = { votes: Array.from({ length: 5_000 }, (_, at) => ({ at, title: '🎤 라운드' })), end: 'é' };
  expect((await jsonInSlices(long, 2)).toString()).toBe(JSON.stringify(long, null, 2));
});
