import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Pace, type PaceName, paceFor } from './route-paces.ts';

export interface RateLimitOptions {
  /** Requests in a window for a bucket without known numbers; the global limit is reached long before. */
  readonly perBucket: number;
  readonly windowMs: number;
  /**
   * Requests per second of one account, over all routes except those of interactions. Discord's limit is 50.
   * https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
   */
  readonly globalPerSecond: number;
  /** Replaces the known numbers of these buckets. */
  readonly paces: Readonly<Partial<Record<PaceName, Pace>>>;
}

export const RATE_LIMITS: RateLimitOptions = { perBucket: 500, windowMs: 1000, globalPerSecond: 50, paces: {} };

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number;
  readonly global: boolean;
}

export interface RateLimits {
  take(account: string, method: string, path: string, major: string, isGlobal: boolean): Allowance;
}

interface Window {
  startedAtMs: number;
  used: number;
}

/**
 * A bucket per account, route and major parameter, reported in Discord's headers. Routes with the same known pace share
 * a bucket, as `X-RateLimit-Bucket` tells. https://docs.discord.com/developers/topics/rate-limits#header-format
 *
 * @param machine the machine's time: clients wait by it, whatever time the world has
 */
export function createRateLimits(machine: Clock, options: RateLimitOptions): RateLimits {
  const buckets = new Map<string, Window>();
  const globals = new Map<string, Window>();
  const hashes = new Map<string, string>();

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

  const hashOf = (bucket: string) => {
    const known = hashes.get(bucket);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(bucket).digest('hex').slice(0, 32);
    hashes.set(bucket, hash);
    return hash;
  };

  return {
    take(account, method, path, major, isGlobal) {
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
      const known = paceFor(method, path);
      const pace = known ? (options.paces[known.name] ?? known.pace) : { limit: options.perBucket, ...options };
      const bucket = known?.name ?? `${method} ${path}`;
      const one = use(buckets, `${account} ${bucket} ${major}`, pace.windowMs, pace.limit);
      const headers = {
        'X-RateLimit-Limit': String(pace.limit),
        'X-RateLimit-Remaining': String(one.remaining),
        'X-RateLimit-Reset': (one.endsAtMs / 1000).toFixed(3),
        'X-RateLimit-Reset-After': (one.leftMs / 1000).toFixed(3),
        'X-RateLimit-Bucket': hashOf(bucket),
        ...(one.allowed ? {} : { 'X-RateLimit-Scope': 'user' }),
      };
      return { allowed: one.allowed, headers, retryAfterSeconds: one.leftMs / 1000, global: false };
    },
  };
}
