import { UserError } from '../../i18n/user-error.ts';
import type { Store } from '../../storage/index.ts';
import { departureRecord, erasureRecord } from '../../storage/kinds.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { Notices } from '../notices.ts';
import type { Polls } from '../polls/polls.ts';
import type { Scheduler } from '../scheduler.ts';
import { type Erased, eraseMember } from './erase-member.ts';
import { eraseServer } from './erase-server.ts';
import { keptKinds } from './kept.ts';
import { type KeptOfMember, keptOfMember } from './kept-of-member.ts';

/** What is kept of people, for themselves. */
export interface Privacy {
  /** @throws UserError when too many members ask at the same time. */
  keptOf(userId: string): Promise<KeptOfMember>;
  /**
   * Erases a member from all that is kept: at once for the servers of this process, within minutes for those of others.
   *
   * @throws UserError when too many members ask at the same time.
   */
  erase(userId: string): Promise<Erased>;
  /** How long a server's data stays after the bot has left it, in days. */
  readonly daysAfterLeaving: number;
}

/** Background work of erasing. */
export interface UpkeepOfPrivacy {
  /** Call it when a gateway session began anew: the bot is in these servers of the shard and in no others. */
  sessionBegan(shard: number, guildIds: readonly string[]): void;
  /** Call it when the bot is in this server. False where it was known to be already. */
  joined(guildId: string): boolean;
  left(guildId: string): void;
  /** Call it when the servers of every shard are known: only then can it be told which servers the bot has left. */
  begin(): void;
  /** In how many servers the bot is, on the shards of this process. */
  serverCount(): number;
  idle(): Promise<void>;
}

const LOOK_FOR_ERASURES_MS = 60_000;
const LOOK_FOR_LEFT_SERVERS_MS = 86_400_000;
const DAY_MS = 86_400_000;
/** Each request reads the whole store, so they run one after the other, and no more than this many wait. */
const MOST_WAITING = 10;

export function createPrivacy(parts: {
  store: Store;
  polls: Polls;
  announcements: Announcements;
  notices: Notices;
  scheduler: Pick<Scheduler, 'work'>;
  shards: { readonly ids: readonly number[]; readonly count: number };
  shardOf: (guildId: string) => number;
  chance: Chance;
  clock: Clock;
  log: Log;
  daysAfterLeaving: number;
}): { privacy: Privacy; upkeep: UpkeepOfPrivacy } {
  const { store, polls, notices, shards, shardOf, chance, clock, log, daysAfterLeaving } = parts;
  const { subscriptions } = parts.announcements;
  const erasures = store.records(erasureRecord);
  const departures = store.records(departureRecord);
  const own = new Set(shards.ids);
  const present = new Map<number, Set<string>>();
  const queue = createKeyedQueue();
  let waiting = 0;
  const work = parts.scheduler.work('privacy', (id) => (id === 'erasures' ? eraseAsked() : eraseLeftServers()));

  const isOwn = (guildId: string | undefined) => own.has(guildId === undefined ? 0 : shardOf(guildId));
  const keyOf = (shard: number, userId: string) => `${shard}/${userId}`;

  async function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    if (waiting >= MOST_WAITING) throw new UserError((say) => say('privacy.busy'));
    waiting += 1;
    try {
      return await queue.run('', ask);
    } finally {
      waiting -= 1;
    }
  }

  async function eraseHere(userId: string): Promise<Erased> {
    const erased = await eraseMember({ store, polls, subscriptions, chance, isOwn }, userId);
    await store.write(shards.ids.map((shard) => erasures.removing(keyOf(shard, userId))));
    await store.leaveNoTrace();
    return erased;
  }

  function askingEveryShard(userId: string) {
    const erasure = { askedAtMs: clock.now(), shardCount: shards.count };
    return Array.from({ length: shards.count }, (_, shard) => erasures.putting(keyOf(shard, userId), erasure));
  }

  /** Erases what another process was asked to, or this one before it ended. */
  async function eraseAsked(): Promise<number> {
    const asked = new Set<string>();
    for await (const page of erasures.pages()) {
      for (const [key, { shardCount }] of page) {
        const [shard, userId = ''] = key.split('/');
        if (own.has(Number(shard))) asked.add(userId);
        // The number of shards has changed since: each shard of today must look at it.
        if (shardCount !== shards.count && own.has(0)) {
          await store.write([erasures.removing(key), ...askingEveryShard(userId)]);
          asked.add(userId);
        }
      }
    }
    for (const userId of asked) await queue.run('', () => eraseHere(userId));
    return clock.now() + LOOK_FOR_ERASURES_MS;
  }

  const isIn = (guildId: string) => present.get(shardOf(guildId))?.has(guildId) === true;

  async function eraseLeftServers(): Promise<number> {
    // Every kind that belongs to a server: any of them may be the only one left of it.
    for (const { kind, keeping } of keptKinds) {
      if (keeping.of !== 'server') continue;
      for await (const keys of store.records(kind).keys()) {
        const ours = new Set(keys.map((key) => key.split('/')[0] ?? '').filter(isOwn));
        const since = await departures.getMany(ours, () => {});
        for (const guildId of ours) await noteAbsence(guildId, since.get(guildId)?.sinceMs);
      }
    }
    await store.leaveNoTrace();
    return clock.now() + LOOK_FOR_LEFT_SERVERS_MS;
  }

  async function noteAbsence(guildId: string, sinceMs: number | undefined): Promise<void> {
    if (isIn(guildId)) {
      if (sinceMs !== undefined) await departures.remove(guildId);
    } else if (sinceMs === undefined) await departures.put(guildId, { sinceMs: clock.now() });
    else if (clock.now() - sinceMs >= daysAfterLeaving * DAY_MS) {
      await eraseServer({ store, polls, subscriptions, notices }, guildId);
      log.info({ guildId, days: daysAfterLeaving }, 'What was kept of a server that the bot left is erased');
    }
  }

  return {
    privacy: {
      daysAfterLeaving,
      keptOf: (userId) => inTurn(() => keptOfMember(store, userId)),
      erase: (userId) =>
        inTurn(async () => {
          // First recorded as owed: after a crash in the middle it is finished later.
          await store.write(askingEveryShard(userId));
          return eraseHere(userId);
        }),
    },
    upkeep: {
      sessionBegan(shard, guildIds) {
        present.set(shard, new Set(guildIds));
        if (work.has('left-servers')) work.due('left-servers');
      },
      joined(guildId) {
        const there = present.get(shardOf(guildId)) ?? new Set();
        // Discord announces each server once more after a session began.
        if (there.has(guildId)) return false;
        present.set(shardOf(guildId), there.add(guildId));
        work.due('left-servers');
        return true;
      },
      left(guildId) {
        present.get(shardOf(guildId))?.delete(guildId);
        work.due('left-servers');
      },
      begin() {
        work.add('erasures');
        work.add('left-servers');
      },
      serverCount: () => [...present.values()].reduce((sum, guildIds) => sum + guildIds.size, 0),
      idle: work.idle,
    },
  };
}
