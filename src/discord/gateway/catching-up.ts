import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { GatewayHandlers } from './handlers.ts';

/** Knows which servers the bot can reach, and calls `returnTo` for those it was away from. */
export interface CatchingUp extends Pick<GatewayHandlers, 'onReady' | 'onGuildGone'> {
  onGuild(guildId: string): void;
  /** Resolves once `returnTo` has run for the servers of every shard. */
  readonly returned: Promise<void>;
}

const PAUSE = { firstMs: 1_000, longestMs: 60_000 };

/**
 * Calls `returnTo` for servers that the bot comes back to: for all servers of a shard when its session began anew, for
 * one when the bot joined it or it came back from an outage. A resumed session missed nothing. Failures are retried
 * until they succeed and hold up nothing else.
 */
export function createCatchingUp(parts: {
  shardCount: number;
  returnTo: (guildIds: readonly string[]) => Promise<void>;
  /** The machine's own time, which nobody moves. */
  machineClock: Clock;
  log: Log;
  signal: AbortSignal;
}): CatchingUp {
  const { shardCount, returnTo, machineClock, log, signal } = parts;
  /**
   * Servers listed when the session began: Discord announces each of them once more, which must not count as another
   * return.
   */
  const named = new Set<string>();
  const shards = new Set<number>();
  let finish: () => void = () => {};
  const returned = new Promise<void>((resolve) => {
    finish = resolve;
  });

  async function catchUp(guildIds: readonly string[]): Promise<boolean> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await returnTo(guildIds);
        return true;
      } catch (err) {
        if (signal.aborted) return false;
        if (tries === 0) {
          log.error(
            { err, servers: guildIds.length },
            'What happened meanwhile could not be read; trying until it can',
          );
        }
        const pauseMs = backoffMs(tries, PAUSE);
        await machineClock.waitUntil(machineClock.now() + pauseMs, signal);
      }
    }
    return false;
  }

  return {
    returned,
    onReady({ guilds }, shard) {
      for (const { id } of guilds) named.add(id);
      log.info({ shard, servers: guilds.length }, 'Connected to Discord');
      void catchUp(guilds.map((guild) => guild.id)).then((done) => {
        if (done) shards.add(shard);
        if (shards.size >= shardCount) finish();
      });
    },
    onGuild(guildId) {
      if (!named.delete(guildId)) void catchUp([guildId]);
    },
    onGuildGone(guildId, outage) {
      named.delete(guildId);
      if (!outage) log.info({ guildId }, 'The bot was removed from a server');
    },
  };
}
