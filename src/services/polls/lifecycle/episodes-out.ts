import { locksWith, type Poll } from '../../../domain/poll/poll.ts';
import type { Log } from '../../../util/log.ts';
import type { Servers } from '../../servers.ts';
import type { PollBook } from '../poll-book.ts';
import type { SeriesReleases } from '../series-releases.ts';
import type { Comparisons } from '../votes/comparisons.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What a feed shows of episodes, as far as predictions go: what is out is not predicted any more. */
export interface EpisodesOut {
  /**
   * Keeps, for these servers, that an episode is out, and has its polls there locked. Waits for no channel. `atFirstLook`: it
   * was out when its feed was first looked at, and may have been for years, so only polls that were open then care.
   */
  noteOut(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number, atFirstLook?: boolean): Promise<void>;
  /** The series' own feed shows it: kept for every server of a shard, also for those that will first ask about it later. */
  noteSeriesOut: SeriesReleases['note'];
  /** An episode is out since `sinceMs`: its polls in these servers are locked as of then when this resolves. */
  out(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number): Promise<void>;
  /** An episode was taken for out and is not: the polls of this server that it locked take votes again. */
  notOut(guildId: string, episodeId: string): Promise<void>;
  /** Since when an episode is out for a server, as a feed or its moderators said; undefined where they did not. */
  sinceMs(guildId: string, episodeId: string): Promise<number | undefined>;
  /** The servers with an open poll that is about an episode, whoever subscribes to what. */
  waitingServers(): ReadonlySet<string>;
}

export function createEpisodesOut(parts: {
  book: PollBook;
  servers: Servers;
  lifecycle: Lifecycle;
  releases: SeriesReleases;
  comparisons: Pick<Comparisons, 'isOwed'>;
  changed: (pollId: string) => void;
  log: Log;
}): EpisodesOut {
  const { book, servers, lifecycle, releases, comparisons, changed, log } = parts;

  async function note(
    guildIds: ReadonlySet<string>,
    episodeId: string,
    sinceMs: number,
    atFirstLook = false,
  ): Promise<readonly Poll[]> {
    const polls = book.liveOn(episodeId).filter(({ guildId }) => guildIds.has(guildId));
    const caring = polls.flatMap((poll) => (locksWith(poll, sinceMs) ? poll.guildId : []));
    const concerned = atFirstLook ? new Set(caring) : guildIds;
    const noting = [...concerned].map((guildId) =>
      servers
        .update(guildId, (server) => ({
          ...server,
          outSinceMs: { ...server.outSinceMs, [episodeId]: Math.min(sinceMs, server.outSinceMs[episodeId] ?? sinceMs) },
        }))
        // What is kept of one server and cannot be read keeps no other server's polls open.
        .catch((err: unknown) => log.error({ err, guildId, episodeId }, 'That an episode is out cannot be kept')),
    );
    await Promise.all(noting);
    return polls;
  }

  return {
    async noteOut(...release) {
      const polls = await note(...release);
      // A poll whose message must be read first waits for its channel, and nobody waits for that poll.
      for (const { id } of polls.filter(({ id }) => comparisons.isOwed(id))) changed(id);
      await Promise.all(polls.map(({ id }) => (comparisons.isOwed(id) ? undefined : lifecycle.lockIfOut(id))));
    },
    noteSeriesOut: releases.note,
    async out(guildIds, episodeId, sinceMs) {
      const polls = await note(guildIds, episodeId, sinceMs);
      await Promise.all(polls.map((poll) => lifecycle.lockIfOut(poll.id)));
    },

    async notOut(guildId, episodeId) {
      await servers.update(guildId, (server) => ({
        ...server,
        outSinceMs: { ...server.outSinceMs, [episodeId]: null },
      }));
      for (const poll of book.liveOn(episodeId)) if (poll.guildId === guildId) await lifecycle.unlockByEpisode(poll.id);
    },

    sinceMs: (guildId, episodeId) => releases.sinceMs(guildId, episodeId),
    waitingServers: book.waitingServers,
  };
}
