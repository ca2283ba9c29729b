import type { RestFault } from '../faults.ts';
import type { Reply } from './route.ts';

/** An answer with its headers. */
export interface LimitReply {
  readonly reply: Reply;
  readonly headers: Readonly<Record<string, string>>;
}

export function limitBody(retryAfterSeconds: number, scope: Scope, code?: number) {
  return {
    message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
    retry_after: retryAfterSeconds,
    global: scope === 'global',
    ...(code === undefined ? {} : { code }),
  };
}

export type Scope = 'user' | 'global' | 'shared';

/**
 * The headers of a 429 that was asked for as a fault. As in the documentation's three examples: an empty bucket
 * (`user`), a resource that others use up while the bucket has requests left (`shared`), all requests (`global`).
 * `Retry-After` is in whole seconds, rounded up; the body has the exact time.
 * https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
 */
function limitHeaders(retryAfterSeconds: number, scope: Scope): Record<string, string> {
  const common = { 'Retry-After': String(Math.ceil(retryAfterSeconds)), 'X-RateLimit-Scope': scope };
  if (scope === 'global') return { ...common, 'X-RateLimit-Global': 'true' };
  const resetAfter = scope === 'shared' ? 1 : retryAfterSeconds;
  return {
    ...common,
    'X-RateLimit-Limit': '5',
    'X-RateLimit-Remaining': scope === 'shared' ? '4' : '0',
    'X-RateLimit-Reset': (Date.now() / 1000 + resetAfter).toFixed(3),
    'X-RateLimit-Reset-After': String(resetAfter),
    'X-RateLimit-Bucket': 'fault',
  };
}

/** The headers of a limit that is separate from the bucket's: those of a bucket with requests left. */
export function writeLimitHeaders(bucket: Readonly<Record<string, string>>): Record<string, string> {
  const resetAfter = Number(bucket['X-RateLimit-Reset-After'] ?? 1);
  return { ...bucket, 'X-RateLimit-Scope': 'shared', 'Retry-After': String(Math.max(1, Math.ceil(resetAfter))) };
}

/** The answer during a ban, which comes from Cloudflare and is not JSON. */
export function shutOut(seconds: number): LimitReply {
  return {
    reply: { status: 429, text: 'error code: 1015' },
    headers: { 'Retry-After': String(Math.ceil(seconds)), 'content-type': 'text/plain; charset=UTF-8' },
  };
}

/** The answer for a fault that was asked for. */
export function faultReply(fault: Exclude<RestFault, { kind: 'lost-answer' }>): LimitReply {
  const { kind, code, retryAfterSeconds = 0.1 } = fault;
  if (kind !== 429)
    return { reply: { status: kind, body: { message: `${kind}: as asked for`, code: code ?? 0 } }, headers: {} };
  if (fault.bare) return shutOut(retryAfterSeconds);
  const scope = fault.scope ?? (fault.global ? 'global' : 'user');
  return {
    reply: { status: 429, body: limitBody(retryAfterSeconds, scope, code) },
    headers: limitHeaders(retryAfterSeconds, scope),
  };
}
