import type { Greeting } from '../domain/greeting.ts';
import type { LocalText } from '../domain/knowledge/view-types.ts';
import type { Store } from '../storage/index.ts';
import { greetingRecord } from '../storage/kinds.ts';
import { backoffMs } from '../util/backoff.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { postOnce } from './post-once.ts';
import type { Publisher } from './publisher.ts';
import type { Scheduler } from './scheduler.ts';
import type { Servers } from './servers.ts';

/** One greeting in each server that the bot is added to. It is kept before it is posted, so that it is never posted twice. */
export interface Greetings {
  /**
   * Greets a server that the bot was just added to; `channelIds` are the channels where it may write, best first. Does
   * nothing where it greeted before (a server that removes the bot and adds it again has its settings still), nor where
   * it may write nowhere.
   */
  joined(guildId: string, language: string, channelIds: readonly string[]): Promise<void>;
  /** Finishes, in these servers, greetings that a process began and did not end. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const RETRY = { firstMs: 5_000, longestMs: 600_000 };
/** A greeting this late is pointless: nobody waits for it any more. */
const OLDEST_MS = 3_600_000;
/** Channels to try, where the first ones refuse although the bot has the permission. */
const MOST_CHANNELS = 3;

export function createGreetings(parts: {
  store: Store;
  servers: Pick<Servers, 'get' | 'meet'>;
  publisher: Publisher;
  seriesName: () => LocalText;
  scheduler: Pick<Scheduler, 'work'>;
  clock: Clock;
  log: Log;
}): Greetings {
  const { store, servers, publisher, clock, log } = parts;
  const records = store.records(greetingRecord);
  /** Greetings that are still to be posted. */
  const owed = new Map<string, Greeting>();
  const failures = new Map<string, number>();
  const work = parts.scheduler.work('greeting', step);

  async function keep(guildId: string, greeting: Greeting): Promise<void> {
    await records.put(guildId, greeting);
    owed.set(guildId, greeting);
  }

  function letGo(guildId: string): number {
    owed.delete(guildId);
    failures.delete(guildId);
    return Number.POSITIVE_INFINITY;
  }

  async function done(guildId: string, { joinedAtMs }: Greeting): Promise<number> {
    await records.put(guildId, { joinedAtMs, channelIds: [] });
    return letGo(guildId);
  }

  async function step(guildId: string): Promise<number> {
    const greeting = owed.get(guildId);
    if (greeting === undefined) return letGo(guildId);
    const { joinedAtMs, channelIds, triedAtMs } = greeting;
    const [channelId, ...others] = channelIds;
    if (channelId === undefined) {
      // Nobody was greeted, so the server may be greeted when it adds the bot again.
      await records.remove(guildId);
      return letGo(guildId);
    }
    if (clock.now() - joinedAtMs > OLDEST_MS) return done(guildId, greeting);
    if (triedAtMs === undefined) await keep(guildId, { ...greeting, triedAtMs: clock.now() });
    const { language } = await servers.get(guildId);
    const message = { kind: 'greeting', guildId, series: parts.seriesName(), language } as const;
    const posted = await postOnce({ publisher, clock }, { channelId, message, nonce: `hello${guildId}`, triedAtMs });
    if (posted.kind === 'posted' || posted.kind === 'cannot-look') return done(guildId, greeting);
    if (posted.reason === 'passing' || posted.reason === 'slow-down') {
      const failed = failures.get(guildId) ?? 0;
      failures.set(guildId, failed + 1);
      return clock.now() + Math.max(backoffMs(failed, RETRY), posted.retryAfterMs ?? 0);
    }
    log.info({ guildId, channelId, detail: posted.detail }, 'A channel takes no greeting; the next one is asked');
    await keep(guildId, { joinedAtMs, channelIds: others });
    return clock.now();
  }

  return {
    async joined(guildId, language, channelIds) {
      await servers.meet(guildId, language);
      if (channelIds.length === 0) {
        log.info({ guildId }, 'The bot was added to a server where it may write nowhere; nobody is greeted');
        return;
      }
      if ((await records.get(guildId)) !== undefined) return;
      await keep(guildId, { joinedAtMs: clock.now(), channelIds: channelIds.slice(0, MOST_CHANNELS) });
      work.poke(guildId);
    },
    async returnTo(guildIds) {
      // A record that cannot be read is left alone: its greeting may have been posted.
      const kept = await records.getMany(guildIds, () => {});
      for (const [guildId, greeting] of kept) {
        if (greeting.channelIds.length === 0 || owed.has(guildId)) continue;
        owed.set(guildId, greeting);
        work.add(guildId);
      }
    },
    idle: work.idle,
  };
}
