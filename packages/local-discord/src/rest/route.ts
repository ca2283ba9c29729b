import { invalidForm } from '../errors.ts';
import type { InteractionNote } from '../interactions/interaction.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { Account } from '../world/model.ts';

export interface Call {
  /** Who asks. On the routes of an interaction's token: its application's bot. */
  readonly caller: Account;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** Tells the record of requests which interaction this one answers. */
  note(about: InteractionNote): void;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body in JSON. */
  readonly text?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `/api/v10`; `:name` for parts that vary. */
  readonly path: string;
  /** `token`: whoever knows the interaction's token, without authorization. */
  readonly who: 'anyone' | 'bot' | 'person' | 'token' | 'open';
  /** Keys of the query that are times here, and ids elsewhere. */
  readonly times?: readonly string[];
  handle(call: Call): Reply | Promise<Reply>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const nothing: Reply = { status: 204 };

/** A number out of the query; one that is none, or out of bounds, is refused with 50035. */
export function numberIn(query: URLSearchParams, key: string, fallback: number, least: number, most: number): number {
  const text = query.get(key);
  if (text === null) return fallback;
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidForm([
    { path: [key], code: 'NUMBER_TYPE_RANGE', message: `int value should be between ${least} and ${most}.` },
  ]);
}

/** Refuses with 50035 what stands for an id in a path or query and is none. */
export function checkIds(
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  times: readonly string[] = [],
): void {
  const given = [
    ...Object.entries(params),
    ...['before', 'after', 'around'].filter((key) => !times.includes(key)).map((key) => [key, query.get(key)] as const),
  ];
  const wrong = given.filter(
    ([key, value]) => value !== null && !FREE_PARAMS.has(key) && !value.startsWith('@') && !/^\d{1,20}$/.test(value),
  );
  if (wrong.length === 0) return;
  throw invalidForm(
    wrong.map(([key, value]) => ({
      path: [key],
      code: 'NUMBER_TYPE_COERCE',
      message: `Value "${value}" is not snowflake.`,
    })),
  );
}

/** Parts of a path that are no ids. */
const FREE_PARAMS = new Set(['token', 'emoji', 'type']);

/** A part of the path; a route's own parts are always there. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
