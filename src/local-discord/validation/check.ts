import type { ZodMiniType } from 'zod/mini';
import { type Fault, invalidForm } from '../errors.ts';

type Path = readonly (string | number)[];

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly input?: unknown;
  readonly errors?: readonly (readonly Issue[])[];
}

/**
 * The body, once Discord's own description of it holds; else 50035 with every fault. A field the description does not
 * know is a fault too: Discord would drop it in silence, and whoever sent it would believe that it did something.
 * `T` is what the caller knows the schema to describe.
 */
export function checked<T>(schema: ZodMiniType, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) {
    throw invalidForm(result.error.issues.flatMap((issue) => faultsOf(issue, [], body)));
  }
  const unknown = unknownFields(body, result.data, []);
  if (unknown.length > 0) throw invalidForm(unknown);
  return body as T;
}

/** Says of a zod issue what Discord would say, in the words of its error list. */
function faultsOf(issue: Issue, above: Path, body: unknown): Fault[] {
  const path: Path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'invalid_union' && issue.errors && issue.errors.length > 0) {
    return likeliest(issue.errors).flatMap((inner) => faultsOf(inner, path, body));
  }
  return [{ path, ...wording(issue, valueAt(body, path)) }];
}

/** Of a union's branches the one meant: the branch whose `type` fits and that is wrong in the fewest places. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const cost = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.path.at(-1) === 'type' || issue.path.length === 0 ? 1000 : 1), 0);
  return branches.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best));
}

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
  if (issue.code === 'invalid_type') {
    return {
      code: `${String(issue.expected).toUpperCase()}_TYPE_CONVERT`,
      message: `Only ${issue.expected} is allowed`,
    };
  }
  return { code: 'BASE_TYPE_BAD', message: `Not a value Discord describes (${issue.code})` };
}

function valueAt(body: unknown, path: Path): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/**
 * `animated` of a component's emoji is documented and not described:
 * https://docs.discord.com/developers/components/reference#button
 */
function isDocumented(path: Path): boolean {
  return path.at(-1) === 'animated' && path.at(-2) === 'emoji';
}

/**
 * The description's parse drops what it does not know, so what is missing afterwards was unknown. `false`, `null` and
 * nothing ask for nothing: discord.js itself sends `tts: false` with edits, which have no `tts`.
 */
function unknownFields(sent: unknown, parsed: unknown, path: Path): Fault[] {
  if (Array.isArray(sent)) {
    const list = Array.isArray(parsed) ? parsed : [];
    return sent.flatMap((item, index) => unknownFields(item, list[index], [...path, index]));
  }
  if (typeof sent !== 'object' || sent === null || typeof parsed !== 'object' || parsed === null) return [];
  const known = parsed as Record<string, unknown>;
  return Object.entries(sent).flatMap(([key, value]): Fault[] => {
    if (Object.hasOwn(known, key)) return unknownFields(value, known[key], [...path, key]);
    if (value === undefined || value === null || value === false || isDocumented([...path, key])) return [];
    return [{ path: [...path, key], code: 'UNKNOWN_FIELD', message: 'Discord does not describe this field' }];
  });
}
