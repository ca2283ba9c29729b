import { createHash } from 'node:crypto';
import type { Clock } from '../../util/clock.ts';

export interface RateLimitOptions {
  /** Requests a bucket takes in a window. Discord publishes no numbers; these are generous unless a test asks for less. */
  readonly perBucket: number;
  readonly windowMs: number;
  /** Requests of one account a second, over all routes but those of interactions. */
  readonly globalPerSecond: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number;
  readonly global: boolean;
}

export interface RateLimits {
  take(account: string, route: string, major: string, isGlobal: boolean): Allowance;
}

interface Window {
  startedAtMs: number;
  used: number;
}

/**
 * A bucket per account, route and major parameter, told with Discord's headers.
 * https://docs.discord.com/developers/topics/rate-limits#header-format
 * @param machine the machine's time: clients wait by it, whatever time the world has
 */
export function createRateLimits(machine: Clock, options: RateLimitOptions): RateLimits {
  const buckets = new Map<string, Window>();
  const globals = new Map<string, Window>();

  const use = (windows: Map<string, Window>, key: string, windowMs: number, limit: number) => {
    const nowMs = machine.now();
    let window = windows.get(key);
    if (!window || nowMs - window.startedAtMs >= windowMs) {
      window = { startedAtMs: nowMs, used: 0 };
      windows.set(key, window);
      if (windows.size > 10_000)
        for (const [old, { startedAtMs }] of windows) if (nowMs - startedAtMs >= windowMs) windows.delete(old);
    }
    const allowed = window.used < limit;
    if (allowed) window.used += 1;
    return {
      allowed,
      remaining: limit - window.used,
      endsAtMs: window.startedAtMs + windowMs,
      leftMs: window.startedAtMs + windowMs - nowMs,
    };
  };

  return {
    take(account, route, major, isGlobal) {
      if (isGlobal) {
        const all = use(globals, account, 1000, options.globalPerSecond);
        if (!all.allowed) {
          return {
            allowed: false,
            headers: { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' },
            retryAfterSeconds: all.leftMs / 1000,
            global: true,
          };
        }
      }
      const one = use(buckets, `${account} ${route} ${major}`, options.windowMs, options.perBucket);
      const headers = {
        'X-RateLimit-Limit': String(options.perBucket),
        'X-RateLimit-Remaining': String(one.remaining),
        'X-RateLimit-Reset': (one.endsAtMs / 1000).toFixed(3),
        'X-RateLimit-Reset-After': (one.leftMs / 1000).toFixed(3),
        'X-RateLimit-Bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
        ...(one.allowed ? {} : { 'X-RateLimit-Scope': 'user' }),
      };
      return { allowed: one.allowed, headers, retryAfterSeconds: one.leftMs / 1000, global: false };
    },
  };
}
