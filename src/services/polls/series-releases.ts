import type { EpisodesOfSeries } from '../../domain/poll/episodes-out.ts';
import type { Store } from '../../storage/index.ts';
import { seriesReleasesRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Servers } from '../servers.ts';

/** Which episodes the series' own feed has shown as out, and since when. Kept per shard, since a shard has one writer. */
export interface SeriesReleases {
  note(shard: number, episodeId: string, sinceMs: number, atFirstLook: boolean): Promise<void>;
  /**
   * Since when an episode is out for a server. What the server's own feeds showed or its moderators said goes before
   * what the series' feed showed. `came`: only if it came out while the bot watched, not if it had been out before.
   */
  sinceMs(guildId: string, episodeId: string, came?: 'came'): Promise<number | undefined>;
}

export function createSeriesReleases(parts: {
  store: Store;
  servers: Pick<Servers, 'get'>;
  shardOf: (guildId: string) => number;
}): SeriesReleases {
  const records = parts.store.records(seriesReleasesRecord);
  const queue = createKeyedQueue();
  const held = new Map<number, EpisodesOfSeries>();

  async function read(shard: number): Promise<EpisodesOfSeries> {
    const known = held.get(shard) ?? (await records.get(String(shard))) ?? {};
    held.set(shard, known);
    return known;
  }

  return {
    note: (shard, episodeId, sinceMs, atFirstLook) =>
      queue.run(String(shard), async () => {
        const before = await read(shard);
        const known = before[episodeId];
        if (known !== undefined && known.sinceMs <= sinceMs) return;
        const release = { sinceMs, ...(atFirstLook ? { atFirstLook: true as const } : {}) };
        const after = { ...before, [episodeId]: release };
        await records.put(String(shard), after);
        held.set(shard, after);
      }),
    async sinceMs(guildId, episodeId, came) {
      const own = (await parts.servers.get(guildId)).outSinceMs[episodeId];
      if (own !== undefined) return own ?? undefined;
      const release = (await read(parts.shardOf(guildId)))[episodeId];
      return came !== undefined && release?.atFirstLook === true ? undefined : release?.sinceMs;
    },
  };
}
