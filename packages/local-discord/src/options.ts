import type { Clock } from './clock.ts';
import type { DirectorHooks } from './director/director.ts';
import type { SessionStartOptions } from './gateway/session-starts.ts';
import type { Log } from './log.ts';
import type { InvalidRequestOptions } from './rest/invalid-requests.ts';
import type { RateLimitOptions } from './rest/rate-limits.ts';
import type { WriteLimitOptions } from './rest/write-limits.ts';
import type { UnknownFields } from './validation/check.ts';

/** Every option may be left out; the value after “Default” is then used. */
export interface LocalDiscordOptions {
  /** The port of 127.0.0.1 to listen on. Default: 0, which takes a free one. Example: `8050`. */
  readonly port?: number;
  /** Where the local Discord logs what it does and its own errors. Default: nowhere. Example: a logger of pino. */
  readonly log?: Log;
  /**
   * Discord's own time, for ids, the three seconds to answer, tokens and nonces. Sockets and rate limits use `machine`.
   * Default: the machine's time. Example: `createManualClock(Date.now())` of `local-discord/testkit`.
   */
  readonly clock?: Clock;
  /** The time that clients wait by: rate limits and limits of session starts. Default: the machine's time. */
  readonly machine?: Clock;
  /**
   * What to do with a field that Discord does not describe: `'ignore'`, as Discord does, or `'refuse'`, which finds
   * misspelt ones. Default: `'ignore'`; `startScene` of the testkit uses `'refuse'`.
   */
  readonly unknownFields?: UnknownFields;
  /**
   * Rate limits. Default: Discord's 50 requests a second in all, the known numbers of Discord's buckets, 500 a second
   * for every other bucket. Example: `{ perBucket: 2, windowMs: 60_000 }`.
   */
  readonly rateLimits?: Partial<RateLimitOptions>;
  /**
   * Limits for editing messages older than an hour and published messages, and for publishing, independent of the
   * buckets. Default: 30, 3 and 10 an hour in a channel. Example: `{ crossposts: { perChannel: 1, windowMs: 60_000 }
   * }`.
   */
  readonly writeLimits?: Partial<WriteLimitOptions>;
  /** After how many refused requests an address is banned. Default: 10,000 in ten minutes. Example: `{ limit: 20 }`. */
  readonly invalidRequests?: Partial<InvalidRequestOptions>;
  /** How often a bot must send a heartbeat, in milliseconds. Default: 41,250, as Discord's. Example: `500`. */
  readonly heartbeatIntervalMs?: number;
  /**
   * How many sessions a bot may start within five seconds and in a day, and how many shards it is told to use. Default:
   * 1, 1,000 and 1. Example: `{ maxConcurrency: 16, recommendedShards: 4 }`.
   */
  readonly sessionStarts?: Partial<SessionStartOptions>;
  /**
   * What the director (a panel on the page, and the routes under `/director`) can do with the bot. Default: no such
   * routes; with `page`, those that do not need the bot.
   */
  readonly director?: DirectorHooks;
  /**
   * A page for acting as people by hand, at the local Discord's address. `true` serves the page of this package; a path
   * serves that folder instead, beginning with its `index.html`. Default: no page.
   */
  readonly page?: boolean | string;
}
