import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DamagedRecordError, UnfitRecordError } from './errors.ts';
import { isPlainSchema } from './plain-schema.ts';

/** A kind of record: its name, shape and version, and how older versions are upgraded. */
export interface RecordKind<T> {
  /** Part of every key: never change it, and never give it to another kind. */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly upgrade: ((old: unknown, fromVersion: number) => unknown) | undefined;
  /**
   * Every value that fits the schema is the same after JSON: a written value need not be checked by reading it back.
   */
  readonly isPlain: boolean;
}

export interface RecordDefinition<T> {
  /** Lower-case letters, digits and hyphens, beginning with a letter. */
  readonly name: string;
  /** 1 or more; raise it whenever stored data would no longer fit the schema. */
  readonly version: number;
  /** May contain zod codecs (a Map kept as entries); the stored form must be plain JSON. */
  readonly schema: z.ZodType<T>;
  /**
   * Turns what version `fromVersion` stored into what `schema` reads today. Without it every older record counts as
   * damaged.
   */
  readonly upgrade?: (old: unknown, fromVersion: number) => unknown;
}

const NAME = /^[a-z][a-z0-9-]*$/;

/** @throws RangeError if the name or the version is invalid. */
export function defineRecord<T>(definition: RecordDefinition<T>): RecordKind<T> {
  const { name, version, schema, upgrade } = definition;
  if (!NAME.test(name))
    throw new RangeError(`A record's name is lower-case letters, digits and hyphens, not "${name}"`);
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new RangeError(`The version of the record ${name} is a whole number from 1, not ${version}`);
  }
  return { name, version, schema, upgrade, isPlain: isPlainSchema(schema) };
}

/** PostgreSQL's index takes keys of at most 2,704 bytes. */
const LONGEST_KEY_BYTES = 2_400;
/** Nearly every key consists of ids and slashes, and is kept as it is. */
const PLAIN = /^[ !-$&-~]*$/;
const SURELY_SHORT = 1_000;

/**
 * The key under which the store keeps a record: different for different kinds and keys, whatever characters they
 * contain and however long they are.
 */
export function storedKey(kind: RecordKind<unknown>, key: string): string {
  if (key.length <= SURELY_SHORT && PLAIN.test(key)) return `${kind.name}:${key}`;
  // NUL and surrogate halves do not survive SQLite's JSON: two such keys would become one row.
  const safe = key.replace(/[%\0]|\p{Surrogate}/gu, (odd) => `%${odd.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const stored = `${kind.name}:${safe}`;
  if (Buffer.byteLength(stored) <= LONGEST_KEY_BYTES) return stored;
  // Two per cent signs in a row occur in no other key.
  return `${kind.name}:%%${createHash('sha256').update(safe).digest('hex')}`;
}

/** The key of a record, from the stored one. A key that was replaced by a hash cannot be recovered. */
export function keyOfStored(stored: string): string {
  const safe = stored.slice(stored.indexOf(':') + 1);
  return safe.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const envelopeSchema = z.strictObject({ v: z.int().min(1), d: z.unknown() });

/** @throws UnfitRecordError if the value does not fit the schema or would not be read back from JSON. */
export function recordToText<T>(kind: RecordKind<T>, key: string, value: T): string {
  try {
    const text = JSON.stringify({ v: kind.version, d: z.encode(kind.schema, value) });
    // JSON turns a Map into {} and drops unknown values: such a record would only be found damaged when read.
    if (!kind.isPlain) textToValue(kind, text);
    return text;
  } catch (error) {
    throw new UnfitRecordError(kind.name, key, asError(error));
  }
}

/** @throws DamagedRecordError if the text is not a record of this kind, or one of a newer version. */
export function recordFromText<T>(kind: RecordKind<T>, key: string, text: string): T {
  try {
    return textToValue(kind, text);
  } catch (error) {
    throw new DamagedRecordError(kind.name, key, asError(error));
  }
}

function textToValue<T>(kind: RecordKind<T>, text: string): T {
  const read = parsed(text);
  const envelope = isEnvelope(read) ? read : checked(envelopeSchema, read);
  if (envelope.v > kind.version) {
    throw new Error(`it was written as version ${envelope.v}, and this program knows only up to ${kind.version}`);
  }
  return checked(kind.schema, envelope.v === kind.version ? envelope.d : upgraded(kind, envelope.d, envelope.v));
}

/** The same check as the schema's, which is only run for its message when this one fails. */
function isEnvelope(value: unknown): value is z.infer<typeof envelopeSchema> {
  if (typeof value !== 'object' || value === null || !('v' in value) || !('d' in value)) return false;
  return Object.keys(value).length === 2 && Number.isSafeInteger(value.v) && Number(value.v) >= 1;
}

function upgraded(kind: RecordKind<unknown>, old: unknown, fromVersion: number): unknown {
  if (!kind.upgrade) throw new Error(`there is no upgrade from its version ${fromVersion} to ${kind.version}`);
  return kind.upgrade(old, fromVersion);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be about a person.
    throw new Error(`its ${text.length} characters are not JSON`);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(' › ') || 'the whole'}: ${message}`);
  throw new Error(faults.join('; '));
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
