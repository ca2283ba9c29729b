import type { Leases, Turn } from '../../storage/index.ts';

/** Whose turn it is to begin a session. */
export interface IdentifyTurns {
  /** Discord's `max_concurrency`: how many sessions may be begun side by side. */
  readonly maxConcurrency: number;
  /** Resolves when this shard may identify; rejects when the signal is aborted meanwhile. */
  wait(shardId: number, signal?: AbortSignal): Promise<Turn>;
}

/**
 * Of the shards whose numbers leave the same rest when divided by `max_concurrency`, one may identify in five seconds:
 * https://docs.discord.com/developers/events/gateway#sharding-max-concurrency. All processes of a bot, on whatever machine,
 * share these turns through the store; they outlast the client that asked.
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

/** Discord counts from its own side of the network, so a little more than its five seconds. */
const BETWEEN_MS = 5_250;
