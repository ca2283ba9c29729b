import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isPlainSchema } from '../../src/storage/plain-schema.ts';

interface Case {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

const of = (schema: z.ZodType, values: fc.Arbitrary<unknown>): fc.Arbitrary<Case> =>
  values.map((value) => ({ schema, value }));
const NOT_PLAIN: readonly fc.Arbitrary<Case>[] = [
  of(z.date(), fc.date({ noInvalidDate: true })),
  of(z.map(z.string(), z.number()), fc.constant(new Map([['a', 1]]))),
  of(z.set(z.string()), fc.constant(new Set(['a']))),
  of(z.bigint(), fc.bigInt()),
  of(z.undefined(), fc.constant(undefined)),
  of(z.unknown(), fc.anything()),
  of(z.number().optional(), fc.constant(undefined)),
  of(z.nan(), fc.constant(Number.NaN)),
  of(z.literal([1n, 'a']), fc.constant(1n)),
  of(z.custom<object>(), fc.constant({ toJSON: () => 7 })),
  of(
    z.string().transform((text) => text.length),
    fc.constant('text'),
  ),
  of(z.codec(z.number(), z.date(), { decode: (ms) => new Date(ms), encode: Number }), fc.constant(new Date(0))),
  of(z.looseObject({}), fc.constant({ a: new Map() })),
  of(z.string().trim(), fc.string()),
];
const PLAIN: readonly fc.Arbitrary<Case>[] = [
  of(z.string(), fc.string({ unit: 'binary' })),
  of(z.string().min(1), fc.string({ minLength: 1 })),
  of(z.number(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  of(z.int(), fc.maxSafeInteger()),
  of(z.boolean(), fc.boolean()),
  of(z.null(), fc.constant(null)),
  of(z.literal([3, 'a', null]), fc.constantFrom(3, 'a', null)),
  of(z.enum(['a', 'b']), fc.constantFrom('a', 'b')),
];

const inside = (leaves: readonly fc.Arbitrary<Case>[]) =>
  fc.letrec<{ case: Case }>((tie) => ({
    case: fc.oneof(
      { maxDepth: 3 },
      ...leaves,
      tie('case').map(({ schema, value }) => ({ schema: z.array(schema), value: [value, value] })),
      tie('case').map(({ schema, value }) => ({ schema: z.strictObject({ a: schema }), value: { a: value } })),
      tie('case').map(({ schema, value }) => ({ schema: z.object({ a: schema.optional() }), value: { a: value } })),
      tie('case').map(({ schema }) => ({ schema: z.strictObject({ a: schema.optional() }), value: {} })),
      tie('case').map(({ schema, value }) => ({ schema: z.record(z.string(), schema), value: { a: value } })),
      tie('case').map(({ schema, value }) => ({ schema: schema.nullable(), value })),
      tie('case').map(({ schema, value }) => ({ schema: schema.readonly(), value })),
      fc
        .tuple(tie('case'), tie('case'))
        .map(([a, b]) => ({ schema: z.tuple([a.schema, b.schema]), value: [a.value, b.value] })),
      fc.tuple(tie('case'), tie('case')).map(([a, b]) => ({ schema: z.union([a.schema, b.schema]), value: a.value })),
    ),
  })).case;

/** What it is encoded as, in JSON and back. */
function cameBack({ schema, value }: Case): { readonly written: unknown; readonly read: unknown } | undefined {
  const encoded = z.safeEncode(schema, value);
  if (!encoded.success) return undefined;
  return { written: encoded.data, read: JSON.parse(JSON.stringify(encoded.data)) };
}

describe('A schema that is plain', () => {
  it('accepts nothing that JSON would give back as something else, however it is nested', () => {
    fc.assert(
      fc.property(inside([...PLAIN, ...NOT_PLAIN]), (made) => {
        if (!isPlainSchema(made.schema)) return;
        const back = cameBack(made);
        if (back === undefined) return;
        expect(z.safeParse(made.schema, back.read).success).toBe(true);
        expect(JSON.stringify(back.read)).toBe(JSON.stringify(back.written));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found wherever there is one: lists, objects and choices of texts, numbers and flags', () => {
    fc.assert(
      fc.property(inside(PLAIN), ({ schema }) => isPlainSchema(schema)),
      { numRuns: 500 },
    );
  });

  it('is none where a single part of it is none', () => {
    for (const leaf of NOT_PLAIN) {
      const [{ schema }] = fc.sample(leaf, 1) as [Case];
      expect(isPlainSchema(z.array(z.strictObject({ a: schema })))).toBe(schema instanceof z.ZodOptional);
    }
  });
});
