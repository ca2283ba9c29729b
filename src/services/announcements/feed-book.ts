import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { FeedHealth } from '../../domain/feed/feed-health.ts';
import { type FeedMemory, stillListed } from '../../domain/feed/feed-memory.ts';
import { type FeedState, newFeedState } from '../../domain/feed/feed-state.ts';
import { type FeedHost, nextReadAt } from '../../domain/feed/read-schedule.ts';
import { type Change, DamagedRecordError, type Store } from '../../storage/index.ts';
import { feedMemoryRecord, feedRecord } from '../../storage/kinds.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';

/** What is kept of the feeds that somebody subscribes to, and when each is read next. */
export interface FeedBook {
  /** What has been seen of a feed is kept per shard: this names the one, and belongs to `shard/address`. */
  keyOf(subscription: Pick<Subscription, 'guildId' | 'feedUrl'>): string;
  urlOf(key: string): string;
  shardOf(key: string): number;
  /** @throws DamagedRecordError */
  get(key: string): Promise<FeedState>;
  /** The same for whoever looks at several: undefined where what is kept cannot be read, which is no affair of the others. */
  readable(key: string): Promise<FeedState | undefined>;
  /**
   * Keeps what came of a look: by `write`, together with what became of the entries. In memory it is kept at once, and let
   * go again if the write fails.
   */
  keep(key: string, state: FeedState, write: (changes: readonly Change[]) => Promise<void>): Promise<void>;
  /** What came of a look could not be kept: the next one waits as after a failure, longer each time. */
  postpone(key: string): void;
  /**
   * The time planned for the next read; undefined for a feed that has not been read by this process, or whose plan was
   * made by a clock that has been set back since.
   */
  nextReadAtMs(key: string): number | undefined;
  /** Whether the feed still lists an entry, as far as this process has read or kept it. */
  isListed(key: string, entryKey: string): boolean;
}

export function createFeedBook(parts: {
  store: Store;
  clock: Clock;
  chance: Chance;
  intervalSeconds: number;
  shardOf: (guildId: string) => number;
}): FeedBook {
  const { clock, chance, intervalSeconds, shardOf } = parts;
  const looks = parts.store.records(feedRecord);
  const memories = parts.store.records(feedMemoryRecord);
  const held = new Map<string, FeedState>();
  /** The memories that are certainly on disk: only another one is written. */
  const written = new Map<string, FeedMemory>();
  const listed = new Map<string, ReadonlySet<string>>();
  const plans = new Map<string, { readonly atMs: number; readonly madeAtMs: number }>();
  const troubles = new Map<string, number>();

  function plan(key: string, { lastReadAtMs, failuresInARow, retryAfterSeconds }: Partial<FeedHealth>): void {
    const atMs = nextReadAt({
      lastReadAtMs: lastReadAtMs ?? clock.now(),
      failuresInARow: failuresInARow ?? 0,
      retryAfterSeconds,
      intervalSeconds,
      host: hostOf(urlOf(key)),
      jitter: chance.fraction(),
    });
    plans.set(key, { atMs, madeAtMs: clock.now() });
  }

  function hold(key: string, state: FeedState): FeedState {
    held.set(key, state);
    listed.set(key, state.memory === undefined ? new Set() : stillListed(state.memory));
    return state;
  }

  async function get(key: string): Promise<FeedState> {
    const known = held.get(key);
    if (known !== undefined) return known;
    const [look, memory] = await Promise.all([looks.get(key), memories.get(key)]);
    if (memory !== undefined) written.set(key, memory);
    return held.get(key) ?? hold(key, { ...(look ?? newFeedState), memory });
  }

  const urlOf = (key: string) => key.slice(key.indexOf('/') + 1);
  const keyOf: FeedBook['keyOf'] = ({ guildId, feedUrl }) => `${shardOf(guildId)}/${feedUrl}`;

  return {
    keyOf,
    urlOf,
    shardOf: (key) => Number(key.slice(0, key.indexOf('/'))),
    get,
    readable: (key) =>
      get(key).catch((error: unknown) => {
        if (error instanceof DamagedRecordError) return undefined;
        throw error;
      }),
    async keep(key, state, write) {
      hold(key, state);
      const { memory, health } = state;
      plan(key, health);
      const isNew = memory !== undefined && !isSame(memory, written.get(key));
      const { listed: latest, title } = state;
      const look = { health, listed: latest, ...(title === undefined ? {} : { title }) };
      const changes = [looks.putting(key, look)];
      try {
        await write(isNew ? [...changes, memories.putting(key, memory)] : changes);
      } catch (err) {
        // What is on disk holds: the next look finds the same entries new, and they are owed once more.
        held.delete(key);
        throw err;
      }
      troubles.delete(key);
      if (isNew) written.set(key, memory);
    },
    postpone(key) {
      const failuresInARow = (troubles.get(key) ?? 0) + 1;
      troubles.set(key, failuresInARow);
      plan(key, { failuresInARow });
    },
    nextReadAtMs(key) {
      const plan = plans.get(key);
      // Made by a clock that has been set back since: nobody knows how far off it is, so it is read now.
      return plan === undefined || plan.madeAtMs > clock.now() ? undefined : plan.atMs;
    },
    isListed: (key, entryKey) => listed.get(key)?.has(entryKey) ?? false,
  };
}

function isSame(memory: FeedMemory, other: FeedMemory | undefined): boolean {
  return memory === other || JSON.stringify(memory) === JSON.stringify(other);
}

function hostOf(url: string): FeedHost {
  const { hostname } = new URL(url);
  if (/(^|\.)youtube\.com$/.test(hostname)) return 'youtube';
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) ? 'local' : 'other';
}
