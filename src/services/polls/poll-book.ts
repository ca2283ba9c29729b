import type { Poll } from '../../domain/poll/poll.ts';
import { atRest } from '../../domain/poll/poll-state.ts';
import type { Change, Store } from '../../storage/index.ts';
import { pollRecord } from '../../storage/kinds.ts';
import { createDueQueue } from '../../util/due-queue.ts';
import { createGroups } from '../../util/groups.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Servers } from '../servers.ts';

type Changing = (poll: Poll) => Poll | undefined;

/** The polls of the servers that this process serves. Those with something left to do are held in memory. */
export interface PollBook {
  /** Reads the polls of these servers that are not at rest. Those held already are newer than the disk, and stay. */
  load(guildIds: readonly string[]): Promise<void>;
  add(poll: Poll): Promise<void>;
  get(pollId: string): Promise<Poll | undefined>;
  /** Whether a poll is not at rest: open, locked, or owing the channel a message. From memory. */
  isLive(pollId: string): boolean;
  /** Those of a server that are not at rest. */
  liveOf(guildId: string): readonly Poll[];
  /** Those about an episode that are not at rest. */
  liveOn(episodeId: string): readonly Poll[];
  /** The servers with an open poll that is about an episode. */
  waitingServers(): ReadonlySet<string>;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** The live poll whose message this is. From memory: every reaction anywhere asks. */
  byMessage(messageId: string): Poll | undefined;
  /** Oldest first. */
  ofServer(guildId: string): Promise<readonly Poll[]>;
  /**
   * Saves what `change` makes of the poll, one change after the other. Undefined when it makes nothing of it, or there is
   * no such poll; in memory it changes only once it is on disk.
   */
  update(pollId: string, change: Changing): Promise<Poll | undefined>;
  /** Several at once: `commit` writes them, together with whatever else must be true at the same time. */
  updateAll(
    pollIds: readonly string[],
    change: Changing,
    commit: (changes: readonly Change[]) => Promise<unknown>,
  ): Promise<readonly Poll[]>;
}

export interface PollBookParts {
  readonly store: Store;
  readonly servers: Servers;
  /** A poll has something left to do, and had not before. */
  readonly onLive?: ((pollId: string) => void) | undefined;
  /** An open poll waits for its episode, and did not before. */
  readonly onWaiting?: (() => void) | undefined;
}

export function createPollBook(parts: PollBookParts): PollBook {
  const { store, servers } = parts;
  const records = store.records(pollRecord);
  const queue = createKeyedQueue();
  const live = new Map<string, Poll>();
  const byMessage = new Map<string, string>();
  const byServer = createGroups<string, string>();
  const byEpisode = createGroups<string, string>();
  const waiting = createGroups<string, string>();
  const deadlines = createDueQueue<string>();

  function hold(poll: Poll): void {
    const isLive = !atRest(poll);
    const before = live.get(poll.id);
    if (isLive) live.set(poll.id, poll);
    else live.delete(poll.id);
    for (const old of [before?.message.id, poll.message.id]) if (old !== undefined) byMessage.delete(old);
    if (isLive && poll.message.id !== undefined) byMessage.set(poll.message.id, poll.id);
    byServer.put(poll.id, isLive ? poll.guildId : undefined);
    byEpisode.put(poll.id, isLive ? poll.episodeId : undefined);
    waiting.put(poll.id, isWaiting(poll) ? poll.guildId : undefined);
    if (poll.state === 'open') deadlines.plan(poll.id, poll.closesAtMs);
    else deadlines.cancel(poll.id);
    if (isLive && before === undefined) parts.onLive?.(poll.id);
    const waitedBefore = before !== undefined && isWaiting(before);
    if (isWaiting(poll) && !waitedBefore) parts.onWaiting?.();
  }

  const held = (ids: readonly string[]) => ids.flatMap((pollId) => live.get(pollId) ?? []);

  async function present(pollId: string): Promise<Poll | undefined> {
    return live.get(pollId) ?? records.get(pollId);
  }

  /** Everything else about these polls waits. Always taken in one order, so that two never wait for each other. */
  function alone<T>(pollIds: readonly string[], work: () => Promise<T>): Promise<T> {
    return [...new Set(pollIds)]
      .toSorted()
      .reduceRight<() => Promise<T>>((inner, pollId) => () => queue.run(pollId, inner), work)();
  }

  async function updateAll(
    pollIds: readonly string[],
    change: Changing,
    commit: (changes: readonly Change[]) => Promise<unknown>,
  ): Promise<readonly Poll[]> {
    return alone(pollIds, async () => {
      const changed: Poll[] = [];
      for (const pollId of pollIds) {
        const poll = await present(pollId);
        const made = poll && change(poll);
        if (made !== undefined) changed.push(made);
      }
      await commit(changed.map((poll) => records.putting(poll.id, poll)));
      for (const poll of changed) hold(poll);
      return changed;
    });
  }

  async function read(pollIds: Iterable<string>): Promise<readonly Poll[]> {
    const ids = [...pollIds];
    const kept = await records.getMany(
      ids.filter((pollId) => !live.has(pollId)),
      () => {},
    );
    return ids.flatMap((pollId) => live.get(pollId) ?? kept.get(pollId) ?? []);
  }

  return {
    async load(guildIds) {
      const found = await servers.getMany(guildIds);
      const asleep = [...found.values()].flatMap((server) => server.pollIds).filter((pollId) => !live.has(pollId));
      const atRestNow = new Set((await read(asleep)).filter(atRest).map((poll) => poll.id));
      const loading = asleep
        .filter((pollId) => !atRestNow.has(pollId))
        .map((pollId) =>
          // In the poll's own turn: what was read before may have been changed meanwhile.
          queue.run(pollId, async () => {
            const [poll] = live.has(pollId) ? [] : await read([pollId]);
            if (poll) hold(poll);
          }),
        );
      await Promise.all(loading);
    },
    async add(poll) {
      await servers.update(
        poll.guildId,
        (server) => ({ ...server, pollIds: [...server.pollIds.filter((id) => id !== poll.id), poll.id] }),
        [records.putting(poll.id, poll)],
      );
      hold(poll);
    },
    get: present,
    isLive: (pollId) => live.has(pollId),
    liveOf: (guildId) => held(byServer.of(guildId)),
    liveOn: (episodeId) => held(byEpisode.of(episodeId)),
    waitingServers: waiting.all,
    nextDeadlineMs() {
      const nextAtMs = deadlines.nextAtMs();
      return nextAtMs === Number.POSITIVE_INFINITY ? undefined : nextAtMs;
    },
    byMessage(messageId) {
      const pollId = byMessage.get(messageId);
      return pollId === undefined ? undefined : live.get(pollId);
    },
    ofServer: async (guildId) => read((await servers.get(guildId)).pollIds),
    update: async (pollId, change) => (await updateAll([pollId], change, (changes) => store.write(changes)))[0],
    updateAll,
  };
}

function isWaiting({ state, episodeId }: Poll): boolean {
  return state === 'open' && episodeId !== undefined;
}
