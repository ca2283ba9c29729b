import type { z } from 'zod';

/** The definition of a schema, as zod exposes it: https://zod.dev/packages/core */
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
 * Whether every value that fits the schema is the same after JSON. True for texts, numbers, lists, objects and what
 * consists of them; false where JSON could change something, such as a Map, a date or a codec.
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

/** An absent field stays absent in JSON; in a list, undefined would become null. */
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
