import { z } from 'zod';

const momentSchema = z.number().int();

/** How reading a feed has been going. Plain JSON, small, written at every read. */
export const feedHealthSchema = z.strictObject({
  version: z.literal(1),
  lastReadAtMs: momentSchema.optional(),
  lastSuccessAtMs: momentSchema.optional(),
  /** What the latest successful read showed was the feed as of this moment: its time less the age of the copy. */
  lastLookMs: momentSchema.optional(),
  failuresInARow: z.number().int().min(0),
  /** The first failure since the last success. */
  failingSinceMs: momentSchema.optional(),
  /** Why the latest read failed, for the status command; a reason of FeedFailure. */
  lastFailure: z.strictObject({ reason: z.string(), status: z.number().int().optional() }).optional(),
  retryAfterSeconds: z.number().optional(),
  freshForSeconds: z.number().optional(),
  /** When the moderators were told that the feed cannot be read; absent when they were not, or were told it is back. */
  toldAtMs: momentSchema.optional(),
});
export type FeedHealth = z.infer<typeof feedHealthSchema>;

/** A day without a successful read is told to the moderators; shorter outages are a matter of course with YouTube. */
export const TELL_AFTER_MS = 24 * 60 * 60 * 1000;

export const untriedHealth: FeedHealth = { version: 1, failuresInARow: 0 };

/** `notice` is what the moderators are to be told now: each once per outage, and only `back` after `down`. */
export interface HealthChange {
  readonly health: FeedHealth;
  readonly notice: 'down' | 'back' | undefined;
}

/** A read that worked, whether or not anything had changed. One success forgets all failures. */
export function afterSuccess(
  health: FeedHealth,
  read: { readonly nowMs: number; readonly asOfMs?: number | undefined; readonly freshForSeconds?: number | undefined },
): HealthChange {
  // Servers may hold different copies: an older one than last time is no newer look.
  const lastLookMs = Math.max(read.asOfMs ?? read.nowMs, health.lastLookMs ?? Number.NEGATIVE_INFINITY);
  return {
    health: {
      version: 1,
      lastReadAtMs: read.nowMs,
      lastSuccessAtMs: read.nowMs,
      lastLookMs,
      failuresInARow: 0,
      ...(read.freshForSeconds === undefined ? {} : { freshForSeconds: read.freshForSeconds }),
    },
    notice: health.toldAtMs === undefined ? undefined : 'back',
  };
}

/** A read that failed. It never turns a feed off, however often it happens. */
export function afterFailure(
  health: FeedHealth,
  read: {
    readonly nowMs: number;
    readonly reason: string;
    readonly status?: number | undefined;
    readonly retryAfterSeconds?: number | undefined;
  },
): HealthChange {
  const failingSinceMs = health.failingSinceMs ?? read.nowMs;
  const withoutSuccessMs = read.nowMs - (health.lastSuccessAtMs ?? failingSinceMs);
  const tell = health.toldAtMs === undefined && withoutSuccessMs >= TELL_AFTER_MS;
  const { retryAfterSeconds: _, freshForSeconds: __, ...kept } = health;

  return {
    health: {
      ...kept,
      lastReadAtMs: read.nowMs,
      failuresInARow: health.failuresInARow + 1,
      failingSinceMs,
      lastFailure: { reason: read.reason, ...(read.status === undefined ? {} : { status: read.status }) },
      ...(read.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: read.retryAfterSeconds }),
      ...(tell ? { toldAtMs: read.nowMs } : {}),
    },
    notice: tell ? 'down' : undefined,
  };
}
