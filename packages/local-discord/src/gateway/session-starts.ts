import type { Clock } from '../clock.ts';

export interface SessionStartOptions {
  /** How many sessions may start in five seconds; shards share a place by their id modulo this. Default: 1. */
  readonly maxConcurrency: number;
  readonly perDay: number;
  /** How many shards a bot is told to use; Discord's recommendation grows with its servers. */
  readonly recommendedShards: number;
}

export const SESSION_STARTS: SessionStartOptions = { maxConcurrency: 1, perDay: 1000, recommendedShards: 1 };

const DAY_MS = 86_400_000;
const CONCURRENCY_WINDOW_MS = 5000;

export interface SessionStarts {
  /**
   * Counts an Identify. `at-once`: too soon after another, answered with Invalid Session. `none-left`: the bot's token
   * is reset. https://docs.discord.com/developers/events/gateway#identifying
   */
  take(accountId: string, shard: number): 'granted' | 'at-once' | 'none-left';
  /** As `GET /gateway/bot` tells it. https://docs.discord.com/developers/events/gateway#session-start-limit-object */
  limitOf(accountId: string): { total: number; remaining: number; reset_after: number; max_concurrency: number };
  readonly recommendedShards: number;
  /** The number of sessions started so far, by all bots. */
  readonly started: number;
}

/** @param machine the machine's time, which clients wait by */
export function createSessionStarts(machine: Clock, options: SessionStartOptions): SessionStarts {
  const { maxConcurrency, perDay, recommendedShards } = options;
  const byAccount = new Map<string, number[]>();
  const lastAtMs = new Map<string, number>();
  let started = 0;
  const ofToday = (accountId: string) => {
    const nowMs = machine.now();
    const recent = (byAccount.get(accountId) ?? []).filter((atMs) => nowMs - atMs < DAY_MS);
    byAccount.set(accountId, recent);
    return recent;
  };

  return {
    recommendedShards,
    take(accountId, shard) {
      const nowMs = machine.now();
      const today = ofToday(accountId);
      const place = `${accountId} ${shard % maxConcurrency}`;
      today.push(nowMs);
      if (today.length > perDay) return 'none-left';
      const last = lastAtMs.get(place);
      if (last !== undefined && nowMs - last < CONCURRENCY_WINDOW_MS) return 'at-once';
      lastAtMs.set(place, nowMs);
      started += 1;
      return 'granted';
    },
    limitOf(accountId) {
      const today = ofToday(accountId);
      return {
        total: perDay,
        remaining: Math.max(0, perDay - today.length),
        reset_after: today[0] === undefined ? 0 : today[0] + DAY_MS - machine.now(),
        max_concurrency: maxConcurrency,
      };
    },
    get started() {
      return started;
    },
  };
}
