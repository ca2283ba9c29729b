import { isDeepStrictEqual } from 'node:util';
import { claimedMatch, claimsOf } from '../../domain/poll/claims.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { atRest } from '../../domain/poll/poll-state.ts';
import { forScores, type ScoredPoll } from '../../domain/scores/counted-poll.ts';
import type { Server } from '../../domain/server.ts';
import type { Change, Store } from '../../storage/index.ts';
import { countedPollRecord, pollRecord } from '../../storage/kinds.ts';
import { createBreather } from '../../util/event-loop.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Servers } from '../servers.ts';
import { createLiveLists } from './live-lists.ts';
import { createLivePolls, type LivePollsParts } from './live-polls.ts';
import { createPollLists } from './poll-lists.ts';
import { createRestingPolls, type RestingPolls } from './resting-polls.ts';

type Changing = (poll: Poll) => Poll | undefined;

interface Written {
  readonly poll: Poll;
  readonly changes: readonly Change[];
}

/**
 * The polls of the servers that this process serves. Polls with something left to do (live ones) are held in memory.
 */
export interface PollBook {
  /** Reads the live polls of these servers into memory. Polls held already are newer than the disk, and stay. */
  load(guildIds: readonly string[]): Promise<void>;
  /**
   * Keeps a new poll and, in the same write, its claim on its match in the server's game. Where another poll holds the
   * match, keeps nothing and resolves with that poll's id.
   */
  add(poll: Poll): Promise<{ readonly kept: Poll } | { readonly heldBy: string }>;
  /** As `update`; if `change` makes the poll void, the match it held becomes free in the same write. */
  release(pollId: string, change: Changing): Promise<Poll | undefined>;
  /** Removes the poll and its claim on a match from the server, in one write with `others`. */
  remove(poll: Poll, others: readonly Change[]): Promise<void>;
  /** The ids of the polls that hold matches in the server's game, by match id. */
  claims(guildId: string): Promise<ReadonlyMap<string, string>>;
  /**
   * Begins a new game as of `nowMs`: no match is held in it, nobody has points, and brackets are empty. Resolves with
   * its number, from 0; undefined, with nothing done, where the current game is not the one that was `seen`.
   */
  beginGame(guildId: string, seen: number, nowMs: number): Promise<number | undefined>;
  get(pollId: string): Promise<Poll | undefined>;
  /** These polls in their order, without those that cannot be read. */
  getMany(pollIds: Iterable<string>): Promise<readonly Poll[]>;
  /** Runs `work` while no change of the poll runs. */
  alone<T>(pollId: string, work: () => Promise<T>): Promise<T>;
  /** Polls at rest as scores need them: changes are put in here, reading is up to who asks. */
  readonly scored: Pick<RestingPolls<ScoredPoll>, 'of' | 'trim'>;
  /**
   * Whether a poll has something left to do: it is open, locked, or owes the channel a message. Answered from memory.
   */
  isLive(pollId: string): boolean;
  /** The live polls of a server. */
  liveOf(guildId: string): readonly Poll[];
  /** The live polls about an episode. */
  liveOn(episodeId: string): readonly Poll[];
  /** The servers with an open poll that is about an episode. */
  waitingServers(): ReadonlySet<string>;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** How many polls are open. */
  openCount(): number;
  /** The live poll with this message. Answered from memory, because it is asked for every reaction in every channel. */
  byMessage(messageId: string): Poll | undefined;
  /** A server's polls, oldest first, without those that are being deleted. */
  ofServer(guildId: string): Promise<readonly Poll[]>;
  /**
   * Saves what `change` makes of the poll; changes of one poll run one after the other. Undefined when `change` returns
   * undefined or there is no such poll. Memory changes only once the poll is on disk.
   */
  update(pollId: string, change: Changing): Promise<Poll | undefined>;
  /** Removes the polls of a server, from disk and from memory. */
  removeOf(guildId: string, pollIds: readonly string[]): Promise<void>;
  /** Changes several polls at once: `commit` writes them, together with whatever else must change in the same write. */
  updateAll(
    pollIds: readonly string[],
    change: Changing,
    commit: (changes: readonly Change[]) => Promise<unknown>,
  ): Promise<readonly Poll[]>;
}

export interface PollBookParts extends LivePollsParts {
  /** The id that a match has today; data that took over an added match gave it another. Default: ids never change. */
  readonly matchIdOf?: ((matchId: string, guildId: string) => string) | undefined;
  readonly store: Store;
  readonly servers: Servers;
}

/** Polls at rest held in memory, over all servers: some thirty megabytes. */
const MOST_RESTING = 15_000;

export function createPollBook(parts: PollBookParts): PollBook {
  const { store, servers } = parts;
  const records = store.records(pollRecord);
  const queue = createKeyedQueue();
  const live = createLivePolls(parts);
  const counted = store.records(countedPollRecord);
  const liveLists = createLiveLists(store);
  const resting = createRestingPolls(MOST_RESTING, (poll) => poll);
  const scored = createRestingPolls(MOST_RESTING, forScores);
  const lists = createPollLists();

  function hold(poll: Poll): void {
    lists.drop(poll.guildId);
    if (atRest(poll)) {
      live.letGo(poll.id);
      liveLists.left(poll);
      setAside(poll, true);
      return;
    }
    liveLists.entered(poll);
    setAside(poll, false);
    live.hold(poll);
  }

  function setAside(poll: Poll, isAtRest: boolean): void {
    resting.written(poll, isAtRest);
    scored.written(poll, isAtRest);
  }

  const matchIdOf = parts.matchIdOf ?? ((matchId: string) => matchId);

  async function claimsIn(server: Server, guildId: string): Promise<ReadonlyMap<string, string>> {
    const { claims, game, pollIds } = server;
    const idOf = (matchId: string) => matchIdOf(matchId, guildId);
    // Servers older than claims have none recorded: they follow from the polls. Recorded claims may use match ids of
    // old.
    if (claims === undefined) return claimsOf(await read(pollIds), game, idOf);
    return new Map(Object.entries(claims).map(([matchId, pollId]) => [idOf(matchId), pollId]));
  }

  /** The server without the claim of this poll. */
  function freed(server: Server, poll: Pick<Poll, 'id'>): Server {
    if (server.claims === undefined) return server;
    return { ...server, claims: Object.fromEntries(Object.entries(server.claims).filter(([, id]) => id !== poll.id)) };
  }

  async function present(pollId: string): Promise<Poll | undefined> {
    return live.get(pollId) ?? records.get(pollId);
  }

  /**
   * Runs `work` while every other change of these polls waits. The queues are always taken in the same order, so that
   * two callers never wait for each other.
   */
  function alone<T>(pollIds: readonly string[], work: () => Promise<T>): Promise<T> {
    return [...new Set(pollIds)]
      .toSorted()
      .reduceRight<() => Promise<T>>((inner, pollId) => () => queue.run(pollId, inner), work)();
  }

  const removing = (pollId: string) => [records.removing(pollId), counted.removing(pollId)];

  /** What `change` makes of a poll, and all that must be in the same write. Undefined where it changes nothing. */
  async function changed(pollId: string, change: Changing): Promise<Written | undefined> {
    const before = await present(pollId);
    const made = before && change(before);
    if (before === undefined || made === undefined) return undefined;
    // What is counted of it goes with the first write that makes it wrong.
    const isOutdated = made.counted === true && !isDeepStrictEqual(forScores(before), forScores(made));
    const poll = isOutdated ? uncounted(made) : made;
    return {
      poll,
      changes: [
        ...(isOutdated ? [counted.removing(pollId)] : []),
        ...(atRest(poll) ? [] : liveLists.entering(poll)),
        records.putting(pollId, poll),
      ],
    };
  }

  async function updateAll(
    pollIds: readonly string[],
    change: Changing,
    commit: (changes: readonly Change[]) => Promise<unknown>,
  ): Promise<readonly Poll[]> {
    return alone(pollIds, async () => {
      // A move of the horizon changes every poll of a server.
      const breathe = createBreather();
      const made: Written[] = [];
      for (const pollId of pollIds) {
        const one = await changed(pollId, change);
        if (one !== undefined) made.push(one);
        await breathe();
      }
      await commit(made.flatMap(({ changes }) => changes));
      for (const { poll } of made) {
        hold(poll);
        await breathe();
      }
      return made.map(({ poll }) => poll);
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
      const asleep = (await liveLists.read(found)).filter((pollId) => !live.has(pollId));
      const atRestNow = new Map((await read(asleep)).filter(atRest).map((poll) => [poll.id, poll]));
      const loading = asleep.map((pollId) =>
        // In the poll's queue: what was read before may have been changed meanwhile.
        queue.run(pollId, async () => {
          if (live.has(pollId)) return;
          const resting = atRestNow.get(pollId);
          const [poll] = resting === undefined ? await read([pollId]) : [];
          if (resting !== undefined) liveLists.left(resting);
          if (poll !== undefined) hold(poll);
        }),
      );
      await Promise.all(loading);
    },
    add: (added) =>
      // Of two polls on a match opened at once, the second finds the match held.
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
          [...liveLists.entering(poll, true), records.putting(poll.id, poll)],
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
            ...removing(poll.id),
          ]);
          live.letGo(poll.id);
          liveLists.left(poll);
          setAside(poll, false);
          lists.drop(poll.guildId);
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
    getMany: read,
    alone: (pollId, work) => alone([pollId], work),
    scored,
    isLive: live.has,
    liveOf: live.of,
    liveOn: live.on,
    waitingServers: live.waitingServers,
    nextDeadlineMs: live.nextDeadlineMs,
    openCount: live.openCount,
    byMessage: live.byMessage,
    async ofServer(guildId) {
      const { pollIds } = await servers.get(guildId);
      const list = lists.of(guildId, pollIds);
      if (list !== undefined) return list;
      const known = resting.of(guildId);
      const found = await records.getMany(
        pollIds.filter((pollId) => !live.has(pollId) && !known.has(pollId)),
        () => {},
      );
      for (const [pollId, poll] of found) {
        // If it was written meanwhile, it is known or live by now, and newer than what was read here.
        if (atRest(poll) && !live.has(pollId) && !known.has(pollId)) known.set(pollId, poll);
      }
      for (const dropped of resting.trim()) lists.drop(dropped);
      const there = pollIds.flatMap((pollId) => live.get(pollId) ?? known.get(pollId) ?? found.get(pollId) ?? []);
      const polls = there.filter(({ deleted }) => deleted !== true);
      // If one could not be read, the list is not kept, so that the next call tries to read it again.
      const isWhole = pollIds.every((pollId) => live.has(pollId) || known.has(pollId));
      if (isWhole) lists.keep(guildId, pollIds, polls);
      return polls;
    },
    update: async (pollId, change) => (await updateAll([pollId], change, (changes) => store.write(changes)))[0],
    updateAll,
    async removeOf(guildId, pollIds) {
      const ids = [...new Set([...pollIds, ...live.of(guildId).map(({ id }) => id)])];
      await alone(ids, async () => {
        await store.write([liveLists.removing(guildId), ...ids.flatMap(removing)]);
        for (const pollId of ids) live.letGo(pollId);
        resting.drop(guildId);
        scored.drop(guildId);
        liveLists.drop(guildId);
        lists.drop(guildId);
      });
    },
  };
}

function uncounted({ counted: _counted, ...poll }: Poll): Poll {
  return poll;
}
