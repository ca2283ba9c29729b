import { invalidForm } from '../errors.ts';
import type { InteractionNote } from '../interactions/interaction.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { Account } from '../world/model.ts';

export interface Call {
  /** Who makes the request. On routes with an interaction's token: the bot of its application. */
  readonly caller: Account;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** Records which interaction this request answers. */
  note(about: InteractionNote): void;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** A plain text instead of a JSON body. */
  readonly text?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `/api/v10`; `:name` for variable parts. */
  readonly path: string;
  /** Who may call it. `token`: anybody with the interaction's token. `open`: anybody. */
  readonly who: 'anyone' | 'bot' | 'person' | 'token' | 'open';
  /** Query parameters that are times on this route, and ids on others. */
  readonly times?: readonly string[];
  handle(call: Call): Reply | Promise<Reply>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const nothing: Reply = { status: 204 };

/** A number of the query; throws 50035 for an invalid one. */
export function numberIn(query: URLSearchParams, key: string, fallback: number, least: number, most: number): number {
  const text = query.get(key);
  if (text === null) return fallback;
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidForm([
    { path: [key], code: 'NUMBER_TYPE_RANGE', message: `int value should be between ${least} and ${most}.` },
  ]);
}

/** Throws 50035 for an invalid id in a path or query. */
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

/** Variable parts of a path that are not ids. */
const FREE_PARAMS = new Set(['token', 'emoji', 'type']);

/** A variable part of the path; the route guarantees that it exists. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
