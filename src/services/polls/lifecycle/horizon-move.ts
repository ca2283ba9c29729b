import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { outdatePoll, settlePoll } from '../../../domain/poll/change-poll.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Server } from '../../../domain/server.ts';
import type { Change } from '../../../storage/index.ts';
import { createBreather } from '../../../util/event-loop.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { PollParts } from '../poll-parts.ts';
import { hasWatched, knowsContestants, pollContestantOf } from '../watched-by.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What moving a server's horizon does to its polls. */
export interface HorizonMove {
  /** Open polls on what will have been watched: they lock. */
  readonly locks: readonly Poll[];
  /** Polls whose result the knowledge base has: they are settled with it, and it is published. */
  readonly settles: readonly Poll[];
  /** A fingerprint of the lists above as they were shown; the confirmation carries it. */
  readonly seen: string;
}

export interface HorizonMoves {
  /** What a move would do; does nothing. */
  preview(guildId: string, horizon: Horizon): Promise<HorizonMove>;
  /**
   * Sets the server's horizon by `change`, and settles polls, in one write with `others`: all of it or nothing.
   * Undefined, with nothing done, when the effect is no longer what was `seen`. Posted results are redrawn where their
   * channel may now see more of them, or less.
   */
  move(move: {
    guildId: string;
    horizon: Horizon;
    by: string;
    seen: string;
    change: (server: Server) => Server;
    others?: () => readonly Change[];
  }): Promise<HorizonMove | undefined>;
  /** Whether someone at this horizon has watched what the poll is about. */
  hasWatched(horizon: Horizon, poll: Poll): boolean;
  /** Whether someone at this horizon knows the poll's contestants. */
  knowsContestants(horizon: Horizon, poll: Poll): boolean;
  /** The winner that the data tells someone at this horizon, as the id of one of the poll's contestants. */
  winnerTold(horizon: Horizon, poll: Poll): string | undefined;
  /** Sets the horizon of a channel by `change`. Settles nothing; results are redrawn as by `move`. */
  moveChannel(guildId: string, change: (server: Server) => Server): Promise<void>;
}

export function createHorizonMoves(
  parts: PollParts & {
    lifecycle: Lifecycle;
    changed: (pollId: string) => void;
    /** Called when a server's horizon was set. */
    onMoved?: ((guildId: string) => void) | undefined;
  },
): HorizonMoves {
  const { book, knowledge, reading, servers, clock, lifecycle, changed } = parts;
  // The state before and after is compared, so changes of a server's horizon run one after the other.
  const queue = createKeyedQueue();

  function winnerAt(poll: Poll, horizon: Horizon): string | undefined {
    const view = knowledge.forServer(poll.guildId).seenFrom(horizon);
    const match = poll.matchId === undefined ? undefined : view.match(poll.matchId);
    return match?.result && pollContestantOf(poll, match, match.result.winner.id, view);
  }

  async function preview(guildId: string, horizon: Horizon): Promise<HorizonMove> {
    const concerned = (await book.ofServer(guildId)).filter(
      (poll) => (poll.state === 'open' || poll.state === 'locked') && isAbout(poll, horizon),
    );
    const settles = concerned.filter((poll) => winnerAt(poll, horizon) !== undefined);
    return {
      locks: concerned.filter((poll) => poll.state === 'open'),
      settles,
      seen: fingerprint(concerned.map((poll) => `${poll.id}.${poll.revision}`)),
    };
  }

  /**
   * `all` is everything the series has told so far; a match named on the spot and tied to no episode is not part of
   * that.
   */
  function isAbout(poll: Poll, horizon: Horizon): boolean {
    return (poll.matchId ?? poll.episodeId) !== undefined && hasWatched(knowledge, horizon, poll);
  }

  /**
   * Polls whose result, if they have one, must be redrawn: their channel may now see it, may no longer, or has gone
   * back.
   */
  async function turned(guildId: string, change: (server: Server) => Server): Promise<ReadonlySet<string>> {
    const before = await servers.get(guildId);
    const after = change(before);
    const seenAt = (server: Server, poll: Poll) => {
      const horizon = reading.inServer(server, poll);
      return horizon !== undefined && hasWatched(knowledge, horizon, poll) ? horizon : undefined;
    };
    const turns = (poll: Poll) => {
      const was = seenAt(before, poll);
      const is = seenAt(after, poll);
      if (was === undefined || is === undefined) return was !== is;
      // The match is still watched, but the bracket shown with the result may tell what came later.
      return knowledge.forServer(guildId).compareHorizons(is, was) < 0;
    };
    const found = new Set<string>();
    const breathe = createBreather();
    for (const poll of await book.ofServer(guildId)) {
      if (turns(poll)) found.add(poll.id);
      await breathe();
    }
    return found;
  }

  /** Writes the server's change, what `settled` makes of the polls, and which results must be redrawn, in one write. */
  async function set(
    guildId: string,
    change: (server: Server) => Server,
    settles: readonly Poll[],
    settled: (poll: Poll) => Poll | undefined,
    others: () => readonly Change[] = () => [],
  ): Promise<void> {
    const outdated = await turned(guildId, change);
    const ids = [...new Set([...settles.map(({ id }) => id), ...outdated])];
    await book.updateAll(
      ids,
      (poll) => settled(poll) ?? (outdated.has(poll.id) ? outdatePoll(poll) : undefined),
      (changes) => servers.update(guildId, change, [...changes, ...others()]),
    );
    const breathe = createBreather();
    for (const id of ids) {
      changed(id);
      await breathe();
    }
  }

  return {
    hasWatched: (horizon, poll) => hasWatched(knowledge, horizon, poll),
    knowsContestants: (horizon, poll) => knowsContestants(knowledge, horizon, poll),
    winnerTold: (horizon, poll) => winnerAt(poll, horizon),
    preview,
    move: ({ guildId, horizon, by, seen, change, others }) =>
      queue.run(guildId, async () => {
        const move = await preview(guildId, horizon);
        if (move.seen !== seen) return undefined;
        for (const poll of move.locks) await lifecycle.lockNow(poll.id, poll.revision);
        const nowMs = clock.now();
        const settled = (poll: Poll) => {
          const winnerId = poll.state === 'locked' ? winnerAt(poll, horizon) : undefined;
          return winnerId === undefined ? undefined : settlePoll(poll, { winnerId, givenBy: by, atMs: nowMs });
        };
        await set(guildId, (server) => heldFrom(change(server), nowMs), move.settles, settled, others);
        parts.onMoved?.(guildId);
        return move;
      }),
    moveChannel: (guildId, change) => queue.run(guildId, () => set(guildId, change, [], () => undefined)),
  };
}

/** Short enough for a custom id. Two different lists of polls have the same fingerprint with a chance of one in 2³². */
function fingerprint(parts: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of parts.join()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** A server that sets its horizon back is not moved forward again by episodes that were out before. */
function heldFrom(server: Server, fromMs: number): Server {
  return server.keepUp === undefined ? server : { ...server, keepUp: { ...server.keepUp, fromMs } };
}
