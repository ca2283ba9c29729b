import { locksWith, type Poll } from '../../../domain/poll/poll.ts';
import type { Log } from '../../../util/log.ts';
import type { Servers } from '../../servers.ts';
import type { PollBook } from '../poll-book.ts';
import type { SeriesReleases } from '../series-releases.ts';
import type { Comparisons } from '../votes/comparisons.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What feeds show of episodes, as far as polls are concerned: an episode that is out can no longer be predicted. */
export interface EpisodesOut {
  /**
   * Keeps, for these servers, that an episode is out, and has its polls locked there, without waiting for any channel.
   * `atFirstLook`: it was out when its feed was first looked at, perhaps for years, so only polls that were open then
   * are concerned.
   */
  noteOut(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number, atFirstLook?: boolean): Promise<void>;
  /**
   * Keeps that the series' own feed shows it, for every server of a shard, also for those that ask about it only later.
   */
  noteSeriesOut: SeriesReleases['note'];
  /** An episode is out since `sinceMs`: when this resolves, its polls in these servers are locked as of then. */
  out(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number): Promise<void>;
  /** An episode was wrongly taken for out: polls of this server that it locked take votes again. */
  notOut(guildId: string, episodeId: string): Promise<void>;
  /** Since when an episode is out in a server, as a feed or its moderators said; undefined where neither did. */
  sinceMs(guildId: string, episodeId: string): Promise<number | undefined>;
  /** The servers with an open poll that is about an episode, whether they subscribe to a feed or not. */
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
        // A damaged record of one server must not keep the polls of other servers open.
        .catch((err: unknown) => log.error({ err, guildId, episodeId }, 'That an episode is out cannot be kept')),
    );
    await Promise.all(noting);
    return polls;
  }

  return {
    async noteOut(...release) {
      const polls = await note(...release);
      // A poll whose message must be read first waits for its channel; the others do not wait for it.
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
