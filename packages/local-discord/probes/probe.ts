/** A request, and how Discord answers it by its documentation or users' reports. */
export interface Probe {
  readonly area: string;
  readonly what: string;
  readonly method: string;
  /** Placeholders in braces stand for ids, such as `/channels/{general}/messages`. */
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  /** Discord's code of the refusal; absent where the answer has another shape. */
  readonly code?: number;
  /** The source: a page of https://docs.discord.com/developers, or an issue of a project. */
  readonly source: string;
  /** Who makes the request. Default: the bot. */
  readonly by?: 'fan' | 'moderator' | 'nobody' | 'bare token';
  readonly headers?: Readonly<Record<string, string>>;
}

type Row = readonly [what: string, body: unknown, status: number, code?: number];

/** Probes of one route with different bodies. */
export function bodies(area: string, method: string, path: string, source: string, rows: readonly Row[]): Probe[] {
  return rows.map(([what, body, status, code]) => ({
    area,
    what,
    method,
    path,
    body,
    status,
    source,
    ...(code === undefined ? {} : { code }),
  }));
}

/** Probes without a body. */
export function paths(
  area: string,
  source: string,
  rows: readonly (readonly [method: string, path: string, what: string, status: number, code?: number])[],
): Probe[] {
  return rows.map(([method, path, what, status, code]) => ({
    area,
    what,
    method,
    path,
    status,
    source,
    ...(code === undefined ? {} : { code }),
  }));
}

export const of = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => make(index));
export const x = (count: number) => 'x'.repeat(count);
export const row = (...components: unknown[]) => ({ type: 1, components });
export const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
export const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'choose',
  options: [
    { label: 'a', value: 'a' },
    { label: 'b', value: 'b' },
  ],
  ...more,
});
export const V2 = 1 << 15;
export const text = (content: unknown = 'hello', more: object = {}) => ({ type: 10, content, ...more });
