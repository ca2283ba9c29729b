import type { Clock } from '../../util/clock.ts';

/** Whose turn it is to begin a session. */
export interface IdentifyTurns {
  /** Resolves when this shard may identify; rejects when the signal is aborted meanwhile. */
  wait(shardId: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Of the shards whose numbers leave the same rest when divided by `max_concurrency`, one may identify in five seconds:
 * https://docs.discord.com/developers/events/gateway#sharding-max-concurrency. All shards of a process share these turns,
 * and they outlast the client that asked.
 */
export function createIdentifyTurns(parts: { maxConcurrency: number; machineClock: Clock }): IdentifyTurns {
  const { machineClock } = parts;
  const nextMs = new Map<number, number>();
  return {
    async wait(shardId, signal) {
      const key = shardId % Math.max(1, parts.maxConcurrency);
      const nowMs = machineClock.steadyMs();
      const turnMs = Math.max(nowMs, nextMs.get(key) ?? 0);
      nextMs.set(key, turnMs + BETWEEN_MS);
      if (turnMs > nowMs) await machineClock.waitUntil(machineClock.now() + (turnMs - nowMs), signal);
      signal?.throwIfAborted();
    },
  };
}

/** Discord counts from its own side of the network, so a little more than its five seconds. */
const BETWEEN_MS = 5_250;
