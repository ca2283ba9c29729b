import { z } from 'zod';
import { defined } from '../../util/defined.ts';

const momentSchema = z.number().int();

/** How reading a feed has been going. Small plain JSON, written at every read. */
export const feedHealthSchema = z.strictObject({
  version: z.literal(1),
  lastReadAtMs: momentSchema.optional(),
  lastSuccessAtMs: momentSchema.optional(),
  /**
   * The moment as of which the latest successful read showed the feed: the time of the read minus the age of the copy.
   */
  lastLookMs: momentSchema.optional(),
  failuresInARow: z.number().int().min(0),
  /** The first failure since the last success. */
  failingSinceMs: momentSchema.optional(),
  /** Why the latest read failed, for the status command; a reason of FeedFailure. */
  lastFailure: z.strictObject({ reason: z.string(), status: z.number().int().optional() }).optional(),
  retryAfterSeconds: z.number().optional(),
  /** When the moderators were told that the feed cannot be read; absent when they were not, or were told it is back. */
  toldAtMs: momentSchema.optional(),
});
export type FeedHealth = z.infer<typeof feedHealthSchema>;

/** Moderators are told after a day without a successful read; shorter outages are usual with YouTube. */
const TELL_AFTER_MS = 24 * 60 * 60 * 1000;
/**
 * Fewer failures make no outage: a bot that was away for a week and then fails once has none to tell of. A whole day of
 * failures has more than these, although the waits grow.
 */
const TELL_AFTER_FAILURES = 3;

export const untriedHealth: FeedHealth = { version: 1, failuresInARow: 0 };

/** `notice`: what the moderators must be told now; each once per outage, and `back` only after `down`. */
export interface HealthChange {
  readonly health: FeedHealth;
  readonly notice: 'down' | 'back' | undefined;
}

/** Whether a feed counts as not readable: a single failure between good reads does not. */
export function isOut(health: FeedHealth): boolean {
  return health.failuresInARow > 1 || (health.failuresInARow > 0 && health.lastSuccessAtMs === undefined);
}

/** After a read that worked, whether or not anything had changed. One success clears all failures. */
export function afterSuccess(
  health: FeedHealth,
  read: {
    readonly nowMs: number;
    readonly asOfMs?: number | undefined;
    readonly retryAfterSeconds?: number | undefined;
  },
): HealthChange {
  // Servers may hold different copies, so an older copy than last time is not a newer look. A saved look in the future
  // was made by a wrong clock.
  const before = health.lastLookMs === undefined ? Number.NEGATIVE_INFINITY : Math.min(health.lastLookMs, read.nowMs);
  const lastLookMs = Math.max(read.asOfMs ?? read.nowMs, before);
  return {
    health: {
      version: 1,
      lastReadAtMs: read.nowMs,
      lastSuccessAtMs: read.nowMs,
      lastLookMs,
      failuresInARow: 0,
      ...defined({ retryAfterSeconds: read.retryAfterSeconds }),
    },
    notice: health.toldAtMs === undefined ? undefined : 'back',
  };
}

/** After a read that failed. No number of failures turns a feed off. */
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
  const failuresInARow = health.failuresInARow + 1;
  const isLong = read.nowMs - failingSinceMs >= TELL_AFTER_MS && failuresInARow >= TELL_AFTER_FAILURES;
  const tell = health.toldAtMs === undefined && isLong;
  const { retryAfterSeconds: _, ...kept } = health;

  return {
    health: {
      ...kept,
      lastReadAtMs: read.nowMs,
      failuresInARow,
      failingSinceMs,
      lastFailure: { reason: read.reason, ...defined({ status: read.status }) },
      ...defined({ retryAfterSeconds: read.retryAfterSeconds }),
      ...(tell ? { toldAtMs: read.nowMs } : {}),
    },
    notice: tell ? 'down' : undefined,
  };
}
