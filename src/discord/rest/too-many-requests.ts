import type { ResponseLike } from '@discordjs/rest';

/** The wait for an answer that names none. */
const UNSAID_SECONDS = 5;

/**
 * A 429 response with its wait in the places where @discordjs/rest reads it: `Retry-After`, and `X-RateLimit-Global`
 * where all requests are meant. Discord gives it in the header, in the body, or in both (rounded in the header); a
 * proxy before Discord in a page of HTML. Without a header @discordjs/rest would not wait at all.
 * https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
 */
export async function readTooMany(response: ResponseLike): Promise<ResponseLike> {
  const text = await response.text();
  const { global, retry_after: inBody } = readBody(text);
  const inHeader = readRetryAfter(response.headers.get('retry-after'), response.headers.get('date'));
  const said = [inBody, inHeader].filter((seconds) => seconds !== undefined);
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(said.length === 0 ? UNSAID_SECONDS : Math.max(...said)));
  if (global) headers.set('X-RateLimit-Global', 'true');
  return {
    body: null,
    bodyUsed: true,
    headers: headers as ResponseLike['headers'],
    ok: false,
    status: response.status,
    statusText: response.statusText,
    text: async () => text,
    json: async () => JSON.parse(text),
    arrayBuffer: async () => new TextEncoder().encode(text).buffer as ArrayBuffer,
  };
}

function readBody(text: string): { global: boolean; retry_after: number | undefined } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return { global: false, retry_after: undefined };
    const seconds = 'retry_after' in body ? Number(body.retry_after) : Number.NaN;
    return {
      global: 'global' in body && body.global === true,
      retry_after: Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined,
    };
  } catch {
    return { global: false, retry_after: undefined };
  }
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(value: string | null, date: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const untilMs = Date.parse(value);
  const nowMs = Date.parse(date ?? '');
  return Number.isFinite(untilMs) && Number.isFinite(nowMs) ? Math.max(0, (untilMs - nowMs) / 1000) : undefined;
}
