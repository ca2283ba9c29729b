import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { GatewayHandlers } from './connection.ts';

/** Which servers are within reach, and who must be told that the bot was away from them. */
export interface Presence extends Pick<GatewayHandlers, 'onReady' | 'onGuild' | 'onGuildGone'> {
  /** Resolves once every shard has caught up with what happened while it was away. */
  readonly caughtUp: Promise<void>;
}

const TRY_AGAIN_MS = 5_000;

/**
 * Calls `returnTo` for servers that the bot comes back to: all of a shard's when its session began anew, one when it joined
 * or came back from an outage. A resumed session missed nothing.
 */
export function createPresence(parts: {
  shardCount: number;
  returnTo: (guildIds: readonly string[]) => Promise<void>;
  clock: Clock;
  log: Log;
}): Presence {
  const { shardCount, returnTo, clock, log } = parts;
  /** Told of in a session's beginning: what follows about them is no news. */
  const announced = new Set<string>();
  const shards = new Set<number>();
  let finish: () => void = () => {};
  const caughtUp = new Promise<void>((resolve) => {
    finish = resolve;
  });

  async function catchUp(guildIds: readonly string[]): Promise<void> {
    while (true) {
      try {
        return await returnTo(guildIds);
      } catch (err) {
        log.error({ err, servers: guildIds.length }, 'What happened meanwhile could not be read; trying again');
        await clock.waitUntil(clock.now() + TRY_AGAIN_MS);
      }
    }
  }

  return {
    caughtUp,
    onReady({ guilds }, shard) {
      for (const { id } of guilds) announced.add(id);
      log.info({ shard, servers: guilds.length }, 'Connected to Discord');
      void catchUp(guilds.map((guild) => guild.id)).then(() => {
        shards.add(shard);
        if (shards.size >= shardCount) finish();
      });
    },
    onGuild(guildId) {
      if (!announced.delete(guildId)) void catchUp([guildId]);
    },
    onGuildGone(guildId, outage) {
      announced.delete(guildId);
      if (!outage) log.info({ guildId }, 'The bot was removed from a server');
    },
  };
}
