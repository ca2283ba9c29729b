import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { FeedHealth } from '../../domain/feed/feed-health.ts';
import { type FeedMemory, stillListed } from '../../domain/feed/feed-memory.ts';
import { type FeedState, newFeedState } from '../../domain/feed/feed-state.ts';
import { type FeedHost, nextReadAt } from '../../domain/feed/read-schedule.ts';
import { type Change, DamagedRecordError, type Store } from '../../storage/index.ts';
import { feedMemoryRecord, feedRecord } from '../../storage/kinds.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import { defined } from '../../util/defined.ts';

/** One shard's share of a feed: what has been seen of it is kept per shard. */
export interface FeedKey {
  readonly shard: number;
  readonly url: string;
  /** The key of its records: `shard/address`. */
  readonly id: string;
}

export function feedKey(shard: number, url: string): FeedKey {
  return { shard, url, id: `${shard}/${url}` };
}

/** What is kept of the feeds that somebody subscribes to, and when each is read next. */
export interface FeedBook {
  keyOf(subscription: Pick<Subscription, 'guildId' | 'feedUrl'>): FeedKey;
  /** @throws DamagedRecordError */
  get(key: FeedKey): Promise<FeedState>;
  /**
   * As `get`, for callers that look at several feeds: undefined where the record cannot be read, so that one damaged
   * feed does not stop the others.
   */
  readable(key: FeedKey): Promise<FeedState | undefined>;
  /**
   * Keeps the result of a look by `write`, which saves it together with the entries it brought. The memory is updated
   * at once, and taken back if the write fails.
   */
  keep(key: FeedKey, state: FeedState, write: (changes: readonly Change[]) => Promise<void>): Promise<void>;
  /** The result of a look could not be kept: the next look waits as after a failed one, longer each time. */
  postpone(key: FeedKey): void;
  /**
   * When the next read is planned, in ms since 1970. Undefined for a feed that this process has not read yet, or when
   * the clock has been set back since the plan was made.
   */
  nextReadAtMs(key: FeedKey): number | undefined;
  /** Whether the feed still lists an entry, as far as this process has read or kept it. */
  isListed(key: FeedKey, entryKey: string): boolean;
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
  /** The memories that are certainly on disk; equal ones are not written again. */
  const written = new Map<string, FeedMemory>();
  const listed = new Map<string, ReadonlySet<string>>();
  const plans = new Map<string, { readonly atMs: number; readonly madeAtMs: number }>();
  const troubles = new Map<string, number>();

  function plan({ id, url }: FeedKey, { lastReadAtMs, failuresInARow, retryAfterSeconds }: Partial<FeedHealth>): void {
    const atMs = nextReadAt({
      lastReadAtMs: lastReadAtMs ?? clock.now(),
      failuresInARow: failuresInARow ?? 0,
      retryAfterSeconds,
      intervalSeconds,
      host: hostOf(url),
      jitter: chance.fraction(),
    });
    plans.set(id, { atMs, madeAtMs: clock.now() });
  }

  function hold({ id }: FeedKey, state: FeedState): FeedState {
    held.set(id, state);
    listed.set(id, state.memory === undefined ? new Set() : stillListed(state.memory));
    return state;
  }

  async function get(key: FeedKey): Promise<FeedState> {
    const { id } = key;
    const known = held.get(id);
    if (known !== undefined) return known;
    const [look, memory] = await Promise.all([looks.get(id), memories.get(id)]);
    if (memory !== undefined) written.set(id, memory);
    return held.get(id) ?? hold(key, { ...(look ?? newFeedState), memory });
  }

  return {
    keyOf: ({ guildId, feedUrl }) => feedKey(shardOf(guildId), feedUrl),
    get,
    readable: (key) =>
      get(key).catch((error: unknown) => {
        if (error instanceof DamagedRecordError) return undefined;
        throw error;
      }),
    async keep(key, state, write) {
      hold(key, state);
      const { id } = key;
      const { memory, health } = state;
      plan(key, health);
      const isNew = memory !== undefined && !isSame(memory, written.get(id));
      const { listed: latest, title } = state;
      const look = { health, listed: latest, ...defined({ title }) };
      const changes = [looks.putting(id, look)];
      try {
        await write(isNew ? [...changes, memories.putting(id, memory)] : changes);
      } catch (err) {
        // What is on disk holds: the next look finds the same entries new again, and they become owed then.
        held.delete(id);
        throw err;
      }
      troubles.delete(id);
      if (isNew) written.set(id, memory);
    },
    postpone(key) {
      const failuresInARow = (troubles.get(key.id) ?? 0) + 1;
      troubles.set(key.id, failuresInARow);
      plan(key, { failuresInARow });
    },
    nextReadAtMs({ id }) {
      const plan = plans.get(id);
      // The clock has been set back since this was planned, and nobody knows by how much: read the feed now.
      return plan === undefined || plan.madeAtMs > clock.now() ? undefined : plan.atMs;
    },
    isListed: ({ id }, entryKey) => listed.get(id)?.has(entryKey) ?? false,
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
