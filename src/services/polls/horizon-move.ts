import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { type Poll, settlePoll } from '../../domain/poll/poll.ts';
import type { Server } from '../../domain/server.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { PollParts } from './poll-parts.ts';
import { hasWatched } from './watched-by.ts';

/** What moving a server's horizon does to its polls. */
export interface HorizonMove {
  /** Open polls on what will have been watched: they lock. */
  readonly locks: readonly Poll[];
  /** Polls whose result the knowledge base then tells: they are settled by it, and it is published. */
  readonly settles: readonly Poll[];
  /** Stands for all of the above as it was seen: a confirmation carries it. */
  readonly seen: string;
}

export interface HorizonMoves {
  /** What would happen; nothing is done. */
  previewHorizon(guildId: string, horizon: Horizon): Promise<HorizonMove>;
  /**
   * Sets the server's horizon, by `change`, and settles what it settles, in one write: all of it or nothing. Undefined,
   * and nothing done, when what would happen is not what was `seen` any more.
   */
  moveHorizon(move: {
    guildId: string;
    horizon: Horizon;
    by: string;
    seen: string;
    change: (server: Server) => Server;
  }): Promise<HorizonMove | undefined>;
}

export function createHorizonMoves(
  parts: PollParts & { lifecycle: Lifecycle; changed: (pollId: string) => void },
): HorizonMoves {
  const { book, knowledge, servers, clock, lifecycle, changed } = parts;

  function winnerAt(poll: Poll, horizon: Horizon): string | undefined {
    const view = knowledge.seenFrom(horizon);
    const winner = poll.matchId === undefined ? undefined : view.match(poll.matchId)?.result?.winner.id;
    return poll.contestants.some(({ id }) => id === winner) ? winner : undefined;
  }

  async function previewHorizon(guildId: string, horizon: Horizon): Promise<HorizonMove> {
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

  /** `all` is everything the series has told so far: a match named on the spot and tied to nothing is not in it. */
  function isAbout(poll: Poll, horizon: Horizon): boolean {
    return (poll.matchId ?? poll.episodeId) !== undefined && hasWatched(knowledge, horizon, poll);
  }

  return {
    previewHorizon,
    async moveHorizon({ guildId, horizon, by, seen, change }) {
      const move = await previewHorizon(guildId, horizon);
      if (move.seen !== seen) return undefined;
      for (const poll of move.locks) await lifecycle.lockNow(poll.id, poll.revision);
      await book.updateAll(
        move.settles.map((poll) => poll.id),
        (poll) => {
          const winnerId = poll.state === 'locked' ? winnerAt(poll, horizon) : undefined;
          return winnerId === undefined ? undefined : settlePoll(poll, { winnerId, givenBy: by, atMs: clock.now() });
        },
        (changes) => servers.update(guildId, change, changes),
      );
      for (const poll of move.settles) changed(poll.id);
      return move;
    },
  };
}

/** Short enough for a custom id; two lists of polls that differ have the same only by a chance of one in four milliards. */
function fingerprint(parts: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of parts.join()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
