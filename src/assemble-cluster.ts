import { type Config, ConfigError } from './config.ts';
import { type Cluster, shareOut, startCluster } from './discord/gateway/cluster.ts';
import { askIdentity } from './discord/gateway/identity.ts';
import { DiscordRest } from './discord/rest/discord-rest.ts';
import { openStore } from './storage/index.ts';
import type { Clock } from './util/clock.ts';
import type { Log } from './util/log.ts';

/**
 * Runs several processes on this machine, each with its share of this machine's shards. Faults that an operator can
 * mend are found before the first process starts.
 *
 * @throws OperatorError for a store, a token or a number of shards that cannot be used.
 */
export async function assembleCluster(parts: {
  config: Config & { readonly token: string };
  processes: number;
  /** The file that each process runs. */
  file: string;
  machineClock: Clock;
  log: Log;
}): Promise<Cluster> {
  const { config, processes, file, machineClock, log } = parts;
  if (config.storeUrl === 'memory:') {
    throw new ConfigError(['STORE_URL: memory: is no store that several processes can share']);
  }
  await (await openStore({ url: config.storeUrl, log, machineClock })).close();
  const rest = new DiscordRest({ token: config.token, api: config.apiUrl, log, machineClock });
  // Whoever wants it to stop before there is a cluster ends the process.
  const { signal } = new AbortController();
  const identity = await askIdentity({ rest, api: config.apiUrl, machineClock, log, signal });
  rest.endAll(new Error('Who the bot is was asked'));

  const count = config.shardCount === 'auto' ? Math.max(processes, identity.recommendedShards) : config.shardCount;
  const ids = config.shards === 'auto' ? Array.from({ length: count }, (_, id) => id) : config.shards;
  if (ids.length < processes) {
    throw new ConfigError([
      `CLEMATIS_SHARDS: ${processes} processes (--cluster) cannot share ${ids.length} shards; raise CLEMATIS_SHARD_COUNT`,
    ]);
  }
  return startCluster({ file, shares: shareOut(ids, processes), count, token: config.token, machineClock, log });
}
