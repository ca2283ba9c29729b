import type { Clock } from './clock.ts';
import type { DirectorHooks } from './director/director.ts';
import type { SessionStartOptions } from './gateway/session-starts.ts';
import type { Log } from './log.ts';
import type { InvalidRequestOptions } from './rest/invalid-requests.ts';
import type { RateLimitOptions } from './rest/rate-limits.ts';
import type { WriteLimitOptions } from './rest/write-limits.ts';
import type { UnknownFields } from './validation/check.ts';

/** Every one may be left out; what stands after “Default” is then taken. */
export interface LocalDiscordOptions {
  /** The port of 127.0.0.1 to listen on. Default: 0, which takes a free one. Example: `8050`. */
  readonly port?: number;
  /** Where the local Discord logs what it does and what fails in it. Default: nowhere. Example: a logger of pino. */
  readonly log?: Log;
  /**
   * Discord's own time: ids, the three seconds to answer in, tokens, nonces. Sockets and rate limits keep `machine`.
   * Default: the machine's time. Example: `createManualClock(Date.now())` of `local-discord/testkit`.
   */
  readonly clock?: Clock;
  /** The time that clients wait by: limits of requests and of session starts. Default: the machine's time. */
  readonly machine?: Clock;
  /**
   * What is done with a field that Discord does not describe: `'ignore'`, as Discord does, or `'refuse'`, which finds
   * misspelt ones. Default: `'ignore'`; `startScene` of the testkit takes `'refuse'`.
   */
  readonly unknownFields?: UnknownFields;
  /**
   * How many requests fit into which time. Default: Discord's 50 a second in all, the buckets whose numbers are known at
   * those, 500 a second in every other. Example: `{ perBucket: 2, windowMs: 60_000 }`.
   */
  readonly rateLimits?: Partial<RateLimitOptions>;
  /**
   * When edits of hour-old and of published messages, and publishing itself, are refused whatever the buckets hold.
   * Default: 30, 3 and 10 an hour in a channel. Example: `{ crossposts: { perChannel: 1, windowMs: 60_000 } }`.
   */
  readonly writeLimits?: Partial<WriteLimitOptions>;
  /** When an address that asks in vain too often is shut out. Default: after 10,000 in ten minutes. Example: `{ limit: 20 }`. */
  readonly invalidRequests?: Partial<InvalidRequestOptions>;
  /** How often a bot is told to send a heartbeat, in milliseconds. Default: 41,250, Discord's. Example: `500`. */
  readonly heartbeatIntervalMs?: number;
  /**
   * How many sessions a bot may start within five seconds and in a day, and among how many shards it is told to divide its
   * servers. Default: 1, 1,000 and 1. Example: `{ maxConcurrency: 16, recommendedShards: 4 }`.
   */
  readonly sessionStarts?: Partial<SessionStartOptions>;
  /**
   * What the director's panel of the page, and the paths under `/director`, can do with the bot. Default: no such paths;
   * with `page`, those that need nothing of the bot.
   */
  readonly director?: DirectorHooks;
  /**
   * A page to be people by hand, at the local Discord's address. `true` is the page of this package; a path is a folder
   * served in its place, whose `index.html` comes first. Default: no page.
   */
  readonly page?: boolean | string;
}
