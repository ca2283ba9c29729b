import type { UploadedFile } from '../world/files.ts';
import type { Account } from '../world/model.ts';

/** What a request to answer an interaction was about: who can read what it sends. */
export interface InteractionNote {
  readonly id: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  /** The command's name, or the custom id. */
  readonly name: string;
  readonly invokerId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** Only the invoker sees what this request sent. */
  readonly private: boolean;
}

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
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `/api/v10`; `:name` for parts that vary. */
  readonly path: string;
  /** `token`: whoever knows the interaction's token, without authorization. */
  readonly who: 'anyone' | 'bot' | 'person' | 'token' | 'open';
  handle(call: Call): Reply | Promise<Reply>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const nothing: Reply = { status: 204 };

/** A number out of the query, within bounds; what is not a number counts as absent. */
export function numberIn(query: URLSearchParams, key: string, fallback: number, least: number, most: number): number {
  const value = Number(query.get(key) ?? fallback);
  return Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : fallback;
}

/** An entry of a record, or 404: a route's own parameters are always there. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
