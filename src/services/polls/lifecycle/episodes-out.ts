import type { Servers } from '../../servers.ts';
import type { PollBook } from '../poll-book.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What a feed shows of episodes, as far as predictions go: what is out is not predicted any more. */
export interface EpisodesOut {
  /** An episode is out since `sinceMs`: its polls in these servers lock as of then. */
  episodeOut(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number): Promise<void>;
  /** An episode was taken for out and is not: the polls of this server that it locked take votes again. */
  episodeNotOut(guildId: string, episodeId: string): Promise<void>;
}

export function createEpisodesOut(parts: { book: PollBook; servers: Servers; lifecycle: Lifecycle }): EpisodesOut {
  const { book, servers, lifecycle } = parts;
  return {
    async episodeOut(guildIds, episodeId, sinceMs) {
      for (const poll of book.live()) {
        if (poll.episodeId !== episodeId || !guildIds.has(poll.guildId)) continue;
        await lifecycle.lockByEpisode(poll.id, episodeId, sinceMs);
      }
      for (const guildId of guildIds) {
        await servers.update(guildId, (server) => ({
          ...server,
          outSinceMs: { ...server.outSinceMs, [episodeId]: Math.min(sinceMs, server.outSinceMs[episodeId] ?? sinceMs) },
        }));
      }
    },

    async episodeNotOut(guildId, episodeId) {
      for (const poll of book.live()) {
        if (poll.episodeId === episodeId && poll.guildId === guildId) await lifecycle.unlockByEpisode(poll.id);
      }
      await servers.update(guildId, (server) => {
        const { [episodeId]: _notOut, ...outSinceMs } = server.outSinceMs;
        return { ...server, outSinceMs };
      });
    },
  };
}
