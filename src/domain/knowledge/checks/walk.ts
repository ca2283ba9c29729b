import { z } from 'zod';

/** A value, the schema it was checked with, and its path. */
export interface Spot {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/**
 * Visits a checked value and its parts with their schemas, outside in, so that checks can read what each part is meant
 * to be.
 */
export function* walk(schema: z.core.$ZodType, value: unknown, path: readonly (string | number)[]): Generator<Spot> {
  if (value === undefined) return;
  yield { schema, value, path };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    yield* walk(schema.unwrap(), value, path);
  } else if (schema instanceof z.ZodObject) {
    for (const [key, inner] of Object.entries(schema.shape)) {
      yield* walk(inner as z.core.$ZodType, (value as Record<string, unknown>)[key], [...path, key]);
    }
  } else if (schema instanceof z.ZodArray) {
    for (const [index, item] of (value as unknown[]).entries()) yield* walk(schema.element, item, [...path, index]);
  } else if (schema instanceof z.ZodTuple) {
    const items = schema.def.items as readonly z.core.$ZodType[];
    for (const [index, item] of items.entries()) yield* walk(item, (value as unknown[])[index], [...path, index]);
  } else if (schema instanceof z.ZodRecord) {
    for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
      yield* walk(schema.keyType, key, [...path, key]);
      yield* walk(schema.valueType, item, [...path, key]);
    }
  }
}
