import { type Shard, ShardingManager } from 'discord.js';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';

export interface Cluster {
  /** Resolves when a process has ended shortly after its start several times in a row: another try would not help. */
  readonly lost: Promise<Error>;
  /** Stops every process, and resolves when the last has ended. May be repeated. */
  stop(): Promise<void>;
  /** Has every process reload its knowledge files. */
  reload(): void;
}

const BACKOFF = { firstMs: 1_000, longestMs: 60_000 };
/** A process that lived this long began well, however it ended. */
const BEGAN_WELL_AFTER_MS = 60_000;
const MOST_BAD_BEGINNINGS = 5;

/**
 * Runs several processes of the bot on this machine with discord.js's ShardingManager, each with its share of the
 * shards. A process that ends is started again, after growing pauses.
 */
export function startCluster(parts: {
  /** The file that each process runs. */
  file: string;
  /** The shard ids of each process. */
  shares: readonly (readonly number[])[];
  count: number;
  token: string;
  machineClock: Clock;
  log: Log;
}): Cluster {
  const { machineClock, log } = parts;
  // ShardingManager respawns without a pause: a process that cannot start would be started a hundred times a minute.
  const manager = new ShardingManager(parts.file, {
    totalShards: parts.shares.length,
    mode: 'process',
    respawn: false,
    token: parts.token,
  });
  const stopping = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });

  async function keep(shard: Shard, shards: string): Promise<void> {
    let badBeginnings = 0;
    while (!stopping.signal.aborted) {
      const beganMs = machineClock.steadyMs();
      const ended = new Promise<void>((resolve) => {
        shard.once('death', () => resolve());
      });
      await shard.spawn(-1);
      // It was being started when all were told to stop.
      if (stopping.signal.aborted) end(shard);
      await ended;
      if (stopping.signal.aborted) return;
      badBeginnings = machineClock.steadyMs() - beganMs >= BEGAN_WELL_AFTER_MS ? 0 : badBeginnings + 1;
      if (badBeginnings >= MOST_BAD_BEGINNINGS) {
        giveUp(new Error(`The process with the shards ${shards} ended ${badBeginnings} times at its beginning`));
        return;
      }
      const pauseMs = backoffMs(Math.max(0, badBeginnings - 1), BACKOFF);
      log.error({ shards, pauseMs }, 'A process of the cluster has ended; it is started again');
      await machineClock.waitUntil(machineClock.now() + pauseMs, stopping.signal);
    }
  }

  const kept = parts.shares.map((ids, index) => {
    const shard = manager.createShard(index);
    Object.assign(shard.env ?? {}, { CLEMATIS_SHARDS: ids.join(), CLEMATIS_SHARD_COUNT: String(parts.count) });
    log.info({ shards: ids, of: parts.count }, 'A process of the cluster starts');
    return { shard, over: keep(shard, ids.join()) };
  });

  return {
    lost,
    reload() {
      for (const { shard } of kept) shard.process?.kill('SIGHUP');
    },
    async stop() {
      if (!stopping.signal.aborted) {
        stopping.abort();
        for (const { shard } of kept) end(shard);
      }
      await Promise.all(kept.map(({ over }) => over));
    },
  };
}

function end(shard: Shard): void {
  shard.process?.kill('SIGTERM');
}

/** Divides shard ids among processes: consecutive ids together, and numbers that differ by at most one. */
export function shareOut(ids: readonly number[], processes: number): readonly (readonly number[])[] {
  const at = (n: number) => Math.round((n * ids.length) / processes);
  return Array.from({ length: processes }, (_, n) => ids.slice(at(n), at(n + 1)));
}
