/// <reference path="./api-spec.d.ts" />
import type { ZodMiniType } from 'zod/mini';
import { type Fault, invalidForm } from '../errors.ts';
import { at, coerced } from './coerce.ts';
import { type Issue, leavesOf } from './issues.ts';
import { repeatedValues } from './sets.ts';
import { schemeFault } from './urls.ts';

type Path = readonly (string | number)[];

/** What to do with fields that Discord's description does not have. Discord itself ignores them. */
export type UnknownFields = 'ignore' | 'refuse';

/** Reads a body by Discord's description; `T` is the type that the caller knows the schema to describe. */
export type Check = <T>(schema: ZodMiniType, body: unknown) => T;

/**
 * The body as Discord reads it, if it fits Discord's description; otherwise throws 50035 with every fault. With
 * `refuse` a field that is not described is a fault too, because its sender expects it to do something.
 */
export function checked<T>(schema: ZodMiniType, body: unknown, unknownFields: UnknownFields = 'refuse'): T {
  const read = coerced(schema, body);
  const result = schema.safeParse(read);
  if (!result.success) {
    const leaves = result.error.issues.flatMap((issue) => leavesOf(issue as Issue));
    throw invalidForm(leaves.map(({ issue, path }) => ({ path, ...wording(issue, at(read, path)) })));
  }
  const unknown = unknownFields === 'refuse' ? notDescribed(read, result.data, []) : [];
  const faults = [...unknown, ...repeatedValues(read)];
  if (faults.length > 0) throw invalidForm(faults);
  return read as T;
}

export function createCheck(unknownFields: UnknownFields): Check {
  return (schema, body) => checked(schema, body, unknownFields);
}

/** Discord's code and words for a fault. */
function wording(issue: Issue, value: unknown): { code: string; message: string } {
  if (value === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
  }
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
  }
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    const [bound, what] = issue.code === 'too_big' ? [issue.maximum, 'or fewer'] : [issue.minimum, 'or more'];
    return issue.origin === 'array'
      ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${bound} ${what} in length.` }
      : {
          code: issue.code === 'too_big' ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN',
          message: `Must be ${bound} ${what}.`,
        };
  }
  if (issue.code === 'invalid_value') return { code: 'BASE_TYPE_CHOICES', message: 'Value is not one of the choices' };
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return schemeFault(value, ['http', 'https']) ?? BAD_URL;
  if (issue.code === 'invalid_type') {
    return {
      code: `${String(issue.expected).toUpperCase()}_TYPE_CONVERT`,
      message: `Only ${issue.expected} is allowed`,
    };
  }
  return { code: 'BASE_TYPE_BAD', message: `Not a value Discord describes (${issue.code})` };
}

const BAD_URL = { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };

/**
 * `animated` of a component's emoji is documented and not described:
 * https://docs.discord.com/developers/components/reference#button
 */
function isDocumented(path: Path): boolean {
  return path.at(-1) === 'animated' && path.at(-2) === 'emoji';
}

/**
 * The schema's parse drops unknown fields, so what is missing afterwards is unknown. `false`, `null` and absent values
 * are ignored: discord.js itself sends `tts: false` with edits, which have no `tts`.
 */
function notDescribed(sent: unknown, parsed: unknown, path: Path): Fault[] {
  if (Array.isArray(sent)) {
    const list = Array.isArray(parsed) ? parsed : [];
    return sent.flatMap((item, index) => notDescribed(item, list[index], [...path, index]));
  }
  if (typeof sent !== 'object' || sent === null || typeof parsed !== 'object' || parsed === null) return [];
  const known = parsed as Record<string, unknown>;
  return Object.entries(sent).flatMap(([key, value]): Fault[] => {
    if (Object.hasOwn(known, key)) return notDescribed(value, known[key], [...path, key]);
    if (value === undefined || value === null || value === false || isDocumented([...path, key])) return [];
    return [{ path: [...path, key], code: 'UNKNOWN_FIELD', message: 'Discord does not describe this field' }];
  });
}
