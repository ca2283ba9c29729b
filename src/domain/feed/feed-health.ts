import { z } from 'zod';
import { defined } from '../../util/defined.ts';

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
  /** When the moderators were told that the feed cannot be read; absent when they were not, or were told it is back. */
  toldAtMs: momentSchema.optional(),
});
export type FeedHealth = z.infer<typeof feedHealthSchema>;

/** A day without a successful read is told to the moderators; shorter outages are a matter of course with YouTube. */
const TELL_AFTER_MS = 24 * 60 * 60 * 1000;
/**
 * As many failures at least make an outage. A bot that was away for a week and then fails once has no outage to tell of;
 * a day of failures, each waited for longer than the one before, has more than these.
 */
const TELL_AFTER_FAILURES = 3;

export const untriedHealth: FeedHealth = { version: 1, failuresInARow: 0 };

/** `notice` is what the moderators are to be told now: each once per outage, and only `back` after `down`. */
export interface HealthChange {
  readonly health: FeedHealth;
  readonly notice: 'down' | 'back' | undefined;
}

/** Whether a feed cannot be read: one failure among good looks is nothing to speak of. */
export function isOut(health: FeedHealth): boolean {
  return health.failuresInARow > 1 || (health.failuresInARow > 0 && health.lastSuccessAtMs === undefined);
}

/** A read that worked, whether or not anything had changed. One success forgets all failures. */
export function afterSuccess(
  health: FeedHealth,
  read: {
    readonly nowMs: number;
    readonly asOfMs?: number | undefined;
    readonly retryAfterSeconds?: number | undefined;
  },
): HealthChange {
  // Servers may hold different copies: an older one than last time is no newer look. A look in what is now the future was
  // made by a clock that was wrong.
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
