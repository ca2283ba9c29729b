import type { z } from 'zod';

/** As zod tells what a schema is made of: https://zod.dev/packages/core */
interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly items?: readonly Schema[];
  readonly rest?: Schema | null;
  readonly values?: readonly unknown[];
}

interface Schema {
  readonly def: Def;
}

const ALWAYS = new Set(['string', 'number', 'int', 'boolean', 'null', 'enum', 'never']);

/**
 * Whether everything that passes the schema is read back from JSON as it was, whatever it is: texts, numbers, lists, objects
 * and what is made of them. False where something may be another in JSON, such as a Map, a date, or a codec's.
 */
export function isPlainSchema(schema: z.ZodType): boolean {
  return isPlain(schema as unknown as Schema);
}

function isPlain({ def }: Schema): boolean {
  if ((def.checks ?? []).some((check) => check._zod.def.check === 'overwrite')) return false;
  switch (def.type) {
    case 'object':
      return (
        Object.values(def.shape ?? {}).every(isPlainField) && (def.catchall === undefined || isPlain(def.catchall))
      );
    case 'array':
      return arePlain(def.element);
    case 'record':
      return arePlain(def.keyType, def.valueType);
    case 'tuple':
      return arePlain(...(def.items ?? []), ...(def.rest ? [def.rest] : []));
    case 'union':
      return arePlain(...(def.options ?? []));
    case 'nullable':
    case 'readonly':
      return arePlain(def.innerType);
    case 'literal':
      return (def.values ?? []).every((value) => value === null || isTextOrFlag(value) || Number.isFinite(value));
    default:
      return ALWAYS.has(def.type);
  }
}

/** A field that is not there stays away in JSON; in a list it would be null. */
function isPlainField(schema: Schema): boolean {
  const { type, innerType } = schema.def;
  return type === 'optional' && innerType !== undefined ? isPlain(innerType) : isPlain(schema);
}

function arePlain(...parts: readonly (Schema | undefined)[]): boolean {
  return parts.every((part) => part !== undefined && isPlain(part));
}

function isTextOrFlag(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
