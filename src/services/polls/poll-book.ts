import { claimedMatch, claimsOf } from '../../domain/poll/claims.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { atRest } from '../../domain/poll/poll-state.ts';
import type { Server } from '../../domain/server.ts';
import type { Change, Store } from '../../storage/index.ts';
import { pollRecord } from '../../storage/kinds.ts';
import { createDueQueue } from '../../util/due-queue.ts';
import { createGroups } from '../../util/groups.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Servers } from '../servers.ts';
import { createRestingPolls } from './resting-polls.ts';

type Changing = (poll: Poll) => Poll | undefined;

/** The polls of the servers that this process serves. Those with something left to do are held in memory. */
export interface PollBook {
  /** Reads the polls of these servers that are not at rest. Those held already are newer than the disk, and stay. */
  load(guildIds: readonly string[]): Promise<void>;
  /**
   * Keeps a new poll, and with it, in the same write, that it holds its match in the server's game. The poll that holds it
   * already, and nothing kept, where there is one.
   */
  add(poll: Poll): Promise<{ readonly kept: Poll } | { readonly heldBy: string }>;
  /** Whatever `change` makes of the poll, as by `update`; a match that it held is free, in the same write, once it is void. */
  release(pollId: string, change: Changing): Promise<Poll | undefined>;
  /** Takes the poll out of the server, and its match with it. `others` are written together with that. */
  remove(poll: Poll, others: readonly Change[]): Promise<void>;
  /** Who holds each match in the server's game, by match. */
  claims(guildId: string): Promise<ReadonlyMap<string, string>>;
  /**
   * A new game, as of `nowMs`: no match is held in it, nobody has points, and brackets are empty. Gives its number, from 0;
   * undefined, and nothing done, where the game that was `seen` is not the one that is going on.
   */
  beginGame(guildId: string, seen: number, nowMs: number): Promise<number | undefined>;
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
  /** How many are open. */
  openCount(): number;
  /** The live poll whose message this is. From memory: every reaction anywhere asks. */
  byMessage(messageId: string): Poll | undefined;
  /** Oldest first; without those that are being deleted. */
  ofServer(guildId: string): Promise<readonly Poll[]>;
  /**
   * Saves what `change` makes of the poll, one change after the other. Undefined when it makes nothing of it, or there is
   * no such poll; in memory it changes only once it is on disk.
   */
  update(pollId: string, change: Changing): Promise<Poll | undefined>;
  /** Removes the polls of a server, and lets go of them. */
  removeOf(guildId: string, pollIds: readonly string[]): Promise<void>;
  /** Several at once: `commit` writes them, together with whatever else must be true at the same time. */
  updateAll(
    pollIds: readonly string[],
    change: Changing,
    commit: (changes: readonly Change[]) => Promise<unknown>,
  ): Promise<readonly Poll[]>;
}

export interface PollBookParts {
  /** The id that a match goes by today. */
  readonly matchIdOf?: ((matchId: string, guildId: string) => string) | undefined;
  readonly store: Store;
  readonly servers: Servers;
  /** A poll has something left to do, and had not before. */
  readonly onLive?: ((pollId: string) => void) | undefined;
  /** An open poll waits for its episode, and did not before. */
  readonly onWaiting?: (() => void) | undefined;
}

/** Of polls at rest, over all servers: some thirty megabytes. */
const MOST_RESTING = 15_000;

export function createPollBook(parts: PollBookParts): PollBook {
  const { store, servers } = parts;
  const records = store.records(pollRecord);
  const queue = createKeyedQueue();
  const live = new Map<string, Poll>();
  const resting = createRestingPolls(MOST_RESTING);
  const byMessage = new Map<string, string>();
  const byServer = createGroups<string, string>();
  const byEpisode = createGroups<string, string>();
  const waiting = createGroups<string, string>();
  const deadlines = createDueQueue<string>();

  function hold(poll: Poll): void {
    if (atRest(poll)) {
      letGo(poll.id);
      resting.written(poll, true);
      return;
    }
    const oldMessage = live.get(poll.id)?.message.id;
    if (oldMessage !== undefined && oldMessage !== poll.message.id) byMessage.delete(oldMessage);
    if (poll.message.id !== undefined) byMessage.set(poll.message.id, poll.id);
    const before = live.get(poll.id);
    live.set(poll.id, poll);
    byServer.put(poll.id, poll.guildId);
    byEpisode.put(poll.id, poll.episodeId);
    resting.written(poll, false);
    waiting.put(poll.id, isWaiting(poll) ? poll.guildId : undefined);
    if (poll.state === 'open') deadlines.plan(poll.id, poll.closesAtMs);
    else deadlines.cancel(poll.id);
    if (before === undefined) parts.onLive?.(poll.id);
    const waitedBefore = before !== undefined && isWaiting(before);
    if (isWaiting(poll) && !waitedBefore) parts.onWaiting?.();
  }

  /** It has nothing left to do, or is gone. */
  function letGo(pollId: string): void {
    const messageId = live.get(pollId)?.message.id;
    if (messageId !== undefined) byMessage.delete(messageId);
    live.delete(pollId);
    byServer.put(pollId, undefined);
    byEpisode.put(pollId, undefined);
    waiting.put(pollId, undefined);
    deadlines.cancel(pollId);
  }

  const matchIdOf = parts.matchIdOf ?? ((matchId: string) => matchId);

  async function claimsIn(server: Server, guildId: string): Promise<ReadonlyMap<string, string>> {
    const { claims, game, pollIds } = server;
    const idOf = (matchId: string) => matchIdOf(matchId, guildId);
    // Of servers older than claims, and of matches whose ids have changed since, the polls themselves tell.
    if (claims === undefined) return claimsOf(await read(pollIds), game, idOf);
    return new Map(Object.entries(claims).map(([matchId, pollId]) => [idOf(matchId), pollId]));
  }

  /** The server without what this poll held. */
  function freed(server: Server, poll: Pick<Poll, 'id'>): Server {
    if (server.claims === undefined) return server;
    return { ...server, claims: Object.fromEntries(Object.entries(server.claims).filter(([, id]) => id !== poll.id)) };
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
    add: (added) =>
      // Of two that are opened at once, one finds the match held.
      queue.run(`claims/${added.guildId}`, async () => {
        const server = await servers.get(added.guildId);
        const claims = new Map(await claimsIn(server, added.guildId));
        const poll: Poll = server.game === undefined ? added : { ...added, game: server.game };
        const matchId = claimedMatch(poll);
        if (matchId !== undefined) {
          const heldBy = claims.get(matchIdOf(matchId, added.guildId));
          if (heldBy !== undefined && heldBy !== poll.id) return { heldBy };
          claims.set(matchIdOf(matchId, added.guildId), poll.id);
        }
        await servers.update(
          poll.guildId,
          (current) => ({
            ...current,
            claims: Object.fromEntries(claims),
            pollIds: [...current.pollIds.filter((id) => id !== poll.id), poll.id],
          }),
          [records.putting(poll.id, poll)],
        );
        hold(poll);
        return { kept: poll };
      }),
    async release(pollId, change) {
      const guildId = (await present(pollId))?.guildId;
      if (guildId === undefined) return undefined;
      return queue.run(`claims/${guildId}`, async () => {
        const [poll] = await updateAll([pollId], change, async (changes) =>
          changes.length === 0
            ? undefined
            : servers.update(guildId, (server) => freed(server, { id: pollId }), changes),
        );
        return poll;
      });
    },
    remove: (poll, others) =>
      queue.run(`claims/${poll.guildId}`, () =>
        alone([poll.id], async () => {
          const without = (server: Server) => ({ ...server, pollIds: server.pollIds.filter((id) => id !== poll.id) });
          await servers.update(poll.guildId, (server) => freed(without(server), poll), [
            ...others,
            records.removing(poll.id),
          ]);
          letGo(poll.id);
          resting.written(poll, false);
        }),
      ),
    claims: async (guildId) => claimsIn(await servers.get(guildId), guildId),
    beginGame: (guildId, seen, nowMs) =>
      queue.run(`claims/${guildId}`, async () => {
        if (((await servers.get(guildId)).game ?? 0) !== seen) return undefined;
        const { game = 0 } = await servers.update(guildId, (server) => ({
          ...server,
          game: (server.game ?? 0) + 1,
          gameBeganAtMs: nowMs,
          claims: {},
        }));
        return game;
      }),
    get: present,
    isLive: (pollId) => live.has(pollId),
    liveOf: (guildId) => held(byServer.of(guildId)),
    liveOn: (episodeId) => held(byEpisode.of(episodeId)),
    waitingServers: waiting.all,
    nextDeadlineMs() {
      const nextAtMs = deadlines.nextAtMs();
      return nextAtMs === Number.POSITIVE_INFINITY ? undefined : nextAtMs;
    },
    openCount: () => [...deadlines.keys()].length,
    byMessage(messageId) {
      const pollId = byMessage.get(messageId);
      return pollId === undefined ? undefined : live.get(pollId);
    },
    async ofServer(guildId) {
      const { pollIds } = await servers.get(guildId);
      const known = resting.of(guildId);
      const found = await records.getMany(
        pollIds.filter((pollId) => !live.has(pollId) && !known.has(pollId)),
        () => {},
      );
      for (const [pollId, poll] of found) {
        // Written meanwhile, it is known or live by now, and newer.
        if (atRest(poll) && !live.has(pollId) && !known.has(pollId)) known.set(pollId, poll);
      }
      if (found.size > 0) resting.trim();
      return pollIds
        .flatMap((pollId) => live.get(pollId) ?? known.get(pollId) ?? found.get(pollId) ?? [])
        .filter(({ deleted }) => deleted !== true);
    },
    update: async (pollId, change) => (await updateAll([pollId], change, (changes) => store.write(changes)))[0],
    updateAll,
    async removeOf(guildId, pollIds) {
      const ids = [...new Set([...pollIds, ...byServer.of(guildId)])];
      await alone(ids, async () => {
        await store.write(ids.map((pollId) => records.removing(pollId)));
        for (const pollId of ids) letGo(pollId);
      });
    },
  };
}

function isWaiting({ state, episodeId }: Poll): boolean {
  return state === 'open' && episodeId !== undefined;
}
