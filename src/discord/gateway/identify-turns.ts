import type { Leases, Turn } from '../../storage/index.ts';

/** Decides which shard may begin a session when. */
export interface IdentifyTurns {
  /** Discord's `max_concurrency`: how many sessions may begin at the same time. */
  readonly maxConcurrency: number;
  /** Resolves when this shard may identify; rejects when the signal is aborted before. */
  wait(shardId: number, signal?: AbortSignal): Promise<Turn>;
}

/**
 * Of shards with the same remainder when divided by `max_concurrency`, one may identify every five seconds:
 * https://docs.discord.com/developers/events/gateway#sharding-max-concurrency. All processes of a bot share these turns
 * through the store, on any machine, and they outlast the client that asked.
 */
export function createIdentifyTurns(parts: {
  leases: Pick<Leases, 'turn'>;
  applicationId: string;
  holder: string;
  maxConcurrency: number;
}): IdentifyTurns {
  const { leases, applicationId, holder } = parts;
  const maxConcurrency = Math.max(1, parts.maxConcurrency);
  return {
    maxConcurrency,
    wait(shardId, signal) {
      const name = `identify/${applicationId}/${shardId % maxConcurrency}`;
      return leases.turn(name, { holder, everyMs: BETWEEN_MS, ...(signal ? { signal } : {}) });
    },
  };
}

/** A little more than Discord's five seconds, because it measures at its own end of the network. */
const BETWEEN_MS = 5_250;
