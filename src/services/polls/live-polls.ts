import type { Poll } from '../../domain/poll/poll.ts';
import { createDueQueue } from '../../util/due-queue.ts';
import { createGroups } from '../../util/groups.ts';

/** The live polls of the servers that this process serves, in memory, by what is asked about them. */
export interface LivePolls {
  has(pollId: string): boolean;
  get(pollId: string): Poll | undefined;
  /** The live polls of a server. */
  of(guildId: string): readonly Poll[];
  /** The live polls about an episode. */
  on(episodeId: string): readonly Poll[];
  byMessage(messageId: string): Poll | undefined;
  /** The servers with an open poll that is about an episode. */
  waitingServers(): ReadonlySet<string>;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  openCount(): number;
  /** Holds the poll as it is on disk now. */
  hold(poll: Poll): void;
  /** The poll has nothing left to do, or is gone. */
  letGo(pollId: string): void;
}

export interface LivePollsParts {
  /** Called when a poll has something to do that had nothing before. */
  readonly onLive?: ((pollId: string) => void) | undefined;
  /** Called when an open poll waits for its episode that did not before. */
  readonly onWaiting?: (() => void) | undefined;
}

export function createLivePolls({ onLive, onWaiting }: LivePollsParts): LivePolls {
  const live = new Map<string, Poll>();
  const byMessage = new Map<string, string>();
  const byServer = createGroups<string, string>();
  const byEpisode = createGroups<string, string>();
  const waiting = createGroups<string, string>();
  const deadlines = createDueQueue<string>();
  const held = (ids: readonly string[]) => ids.flatMap((pollId) => live.get(pollId) ?? []);

  return {
    has: (pollId) => live.has(pollId),
    get: (pollId) => live.get(pollId),
    of: (guildId) => held(byServer.of(guildId)),
    on: (episodeId) => held(byEpisode.of(episodeId)),
    byMessage(messageId) {
      const pollId = byMessage.get(messageId);
      return pollId === undefined ? undefined : live.get(pollId);
    },
    waitingServers: waiting.all,
    nextDeadlineMs() {
      const nextAtMs = deadlines.nextAtMs();
      return nextAtMs === Number.POSITIVE_INFINITY ? undefined : nextAtMs;
    },
    openCount: () => [...deadlines.keys()].length,
    hold(poll) {
      const before = live.get(poll.id);
      const oldMessage = before?.message.id;
      if (oldMessage !== undefined && oldMessage !== poll.message.id) byMessage.delete(oldMessage);
      if (poll.message.id !== undefined) byMessage.set(poll.message.id, poll.id);
      live.set(poll.id, poll);
      byServer.put(poll.id, poll.guildId);
      byEpisode.put(poll.id, poll.episodeId);
      waiting.put(poll.id, isWaiting(poll) ? poll.guildId : undefined);
      if (poll.state === 'open') deadlines.plan(poll.id, poll.closesAtMs);
      else deadlines.cancel(poll.id);
      if (before === undefined) onLive?.(poll.id);
      const waitedBefore = before !== undefined && isWaiting(before);
      if (isWaiting(poll) && !waitedBefore) onWaiting?.();
    },
    letGo(pollId) {
      const messageId = live.get(pollId)?.message.id;
      if (messageId !== undefined) byMessage.delete(messageId);
      live.delete(pollId);
      byServer.put(pollId, undefined);
      byEpisode.put(pollId, undefined);
      waiting.put(pollId, undefined);
      deadlines.cancel(pollId);
    },
  };
}

function isWaiting({ state, episodeId }: Poll): boolean {
  return state === 'open' && episodeId !== undefined;
}
