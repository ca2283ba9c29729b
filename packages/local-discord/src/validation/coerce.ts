import type { ZodMiniType } from 'zod/mini';
import { type Issue, leavesOf } from './issues.ts';

/** Several rounds, because a union reports inner faults only after outer ones are fixed. */
const ROUNDS = 6;

/**
 * The body as Discord reads it: it accepts a whole number as text, digits as a number, and every ISO 8601 form of a
 * time. Anything else stays as it was sent. https://docs.discord.com/developers/reference#iso8601-datetime
 */
export function coerced(schema: ZodMiniType, body: unknown): unknown {
  let copy = body;
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = schema.safeParse(copy);
    if (result.success) return copy;
    const fixes = result.error.issues
      .flatMap((issue) => leavesOf(issue as Issue))
      .flatMap(({ issue, path }) => {
        const value = readable(issue, at(copy, path));
        return value === undefined ? [] : [{ path, value }];
      });
    if (fixes.length === 0) return copy;
    copy = structuredClone(copy);
    for (const { path, value } of fixes) put(copy, path, value);
  }
  return copy;
}

function readable(issue: Issue, value: unknown): unknown {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && Number.isSafeInteger(value)) return String(value);
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'))
    return typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : undefined;
  if (issue.code === 'invalid_format' && issue.format === 'datetime') {
    const atMs = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
  }
  return undefined;
}

type Path = readonly (string | number)[];

export function at(body: unknown, path: Path): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function put(body: unknown, path: Path, value: unknown): void {
  const holder = at(body, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof holder === 'object' && holder !== null && last !== undefined)
    (holder as Record<string | number, unknown>)[last] = value;
}
