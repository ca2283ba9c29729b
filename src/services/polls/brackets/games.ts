import { type LockedAsOf, type Picks, picksOf } from '../../../domain/bracket/bracket-picks.ts';
import {
  type BracketStanding,
  bracketStandings,
  type PickScore,
  pointsPossible,
  scoreBracket,
} from '../../../domain/bracket/bracket-points.ts';
import { makePick, type Standpoint, takeBack } from '../../../domain/bracket/change-picks.ts';
import { type CrowdPick, crowdBracket } from '../../../domain/bracket/crowd.ts';
import { type FilledMatch, fillIn } from '../../../domain/bracket/fill-in.ts';
import { type GivenResult, type Place, type ToldBracket, toldBracket } from '../../../domain/bracket/told-bracket.ts';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { ScoredPoll } from '../../../domain/scores/counted-poll.ts';
import type { Store } from '../../../storage/index.ts';
import { bracketShareRecord } from '../../../storage/kinds.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { Members } from '../../members.ts';
import type { PollParts } from '../poll-parts.ts';
import type { SeriesReleases } from '../series-releases.ts';
import { hasWatched } from '../watched-by.ts';
import type { BracketBook, BracketGame, KeptGame } from './bracket-book.ts';

/** A bracket with a member's picks in it, cut to what its reader may see, and its points. */
export interface PlayedBracket {
  readonly told: ToldBracket;
  readonly matches: readonly FilledMatch[];
  readonly points: number;
  /** Points that may still be added, as far as the reader knows. */
  readonly possible: number;
}

/** What a press on a contestant did. */
export interface PickMade {
  readonly kind: 'picked' | 'moved' | 'unchanged';
  /** Later matches whose pick depended on the one that was changed, and is now removed. */
  readonly emptied: readonly string[];
  /** Identifies the change for `takeBack`; undefined when nothing changed. */
  readonly stepAtMs: number | undefined;
}

/** A pick of a decided match, for the ledger of the member who made it. */
export interface ScoredPick extends PickScore {
  readonly game: BracketGame;
  /** It was made in one of the server's earlier games: it can be read, but counts in no current standings. */
  readonly isEarlier: boolean;
  readonly match: FilledMatch['match'];
  readonly picked: FilledMatch['picked'];
}

/**
 * Whole brackets that members fill in. In the live game a match closes when its episode is out, its poll locks or the
 * server has watched it, and each new game of the server begins with empty brackets. In a blind run a match stays open
 * until the member says to have watched it. `horizon` is always the reader's.
 */
export interface BracketGames {
  /** A member's own bracket, for them alone; undefined when the competition cannot be seen at this horizon. */
  own(game: BracketGame, userId: string, horizon: Horizon): Promise<PlayedBracket | undefined>;
  /**
   * What others may be shown of a member's bracket: picks made when the member had watched no further than the reader
   * has, with results as far as the reader knows them.
   */
  shown(game: BracketGame, userId: string, horizon: Horizon): Promise<PlayedBracket | undefined>;
  /**
   * Makes a pick. Undefined, with nothing kept, when the match takes no such pick (any more). Resolves when the pick is
   * on disk.
   */
  pick(game: BracketGame, userId: string, horizon: Horizon, place: Place): Promise<PickMade | undefined>;
  /** Takes the last change back. False when the member did something since, or the match is closed. */
  takeBack(game: BracketGame, userId: string, horizon: Horizon, stepAtMs: number): Promise<boolean>;
  /** Whether a member ever picked anything in a game. */
  plays(game: BracketGame, userId: string): Promise<boolean>;
  /** What most members expect, match by match, where at least three picked. */
  crowd(
    game: BracketGame,
    horizon: Horizon,
  ): Promise<{ told: ToldBracket; picks: ReadonlyMap<string, CrowdPick> } | undefined>;
  standings(game: BracketGame, horizon: Horizon): Promise<readonly BracketStanding[]>;
  /** Why a member has the points they have in a server's games. */
  ledger(guildId: string, userId: string, horizon: Horizon): Promise<readonly ScoredPick[]>;
  /**
   * Notes that a member shares a bracket now; resolves with how long they must wait where they shared one a short time
   * ago.
   */
  noteShared(guildId: string, userId: string): Promise<{ readonly waitMs: number } | undefined>;
}

/** A game that is being read, and when it began; undefined for the server's first game and for those that are over. */
type Looked = KeptGame & { readonly beganAtMs: number | undefined };

/** Each member may show a bracket in a channel at most this often, so that channels stay for talking. */
const SHARE_EVERY_MS = 600_000;

type Parts = Pick<PollParts, 'knowledge' | 'servers' | 'reading' | 'clock'> & {
  readonly store: Store;
  /** A server's polls, oldest first. */
  readonly polls: { ofServer(guildId: string): Promise<readonly ScoredPoll[]> };
  readonly members: Pick<Members, 'get' | 'furthest'>;
  readonly releases: Pick<SeriesReleases, 'sinceMs'>;
  readonly picks: Pick<BracketBook, 'of' | 'all' | 'change'>;
};

export function createBracketGames(parts: Parts): BracketGames {
  const { polls: kept, picks, knowledge, servers, reading, releases, members, clock, store } = parts;
  const shares = store.records(bracketShareRecord);
  const sharing = createKeyedQueue();

  /** The server's polls by match; of several polls on one match in a game, the newest. */
  async function pollsOn({ guildId, run }: KeptGame): Promise<ReadonlyMap<string, ScoredPoll>> {
    const all = await kept.ofServer(guildId);
    const counting = all.filter(({ state, game = 0 }) => state !== 'void' && game === run);
    return new Map(counting.flatMap((poll) => (poll.matchId === undefined ? [] : [[poll.matchId, poll] as const])));
  }

  /**
   * The bracket as someone at a horizon may see it; in the live game, with the results that the server's own polls were
   * settled with.
   */
  function tell(game: BracketGame, horizon: Horizon, polls: ReadonlyMap<string, ScoredPoll>): ToldBracket | undefined {
    const bracket = knowledge.forServer(game.guildId).seenFrom(horizon).bracket(game.competitionId);
    if (bracket === undefined || game.mode === 'blind') return bracket && toldBracket(bracket);
    const given = [...polls].flatMap(([matchId, poll]): [string, readonly GivenResult[]][] =>
      poll.state === 'settled' && hasWatched(knowledge, horizon, poll) ? [[matchId, poll.results]] : [],
    );
    return toldBracket(bracket, new Map(given));
  }

  /**
   * When each match of a game closed: with its episode, or with its poll. A blind run has no such moments: a closed
   * match takes no picks there at all.
   */
  async function locksOf(game: Looked, told: ToldBracket, polls: ReadonlyMap<string, ScoredPoll>): Promise<LockedAsOf> {
    const locks = new Map<string, number>();
    if (game.mode === 'blind') return () => undefined;
    for (const { id, episode } of told.matches) {
      const outMs = episode && (await cameOut(game, episode.id, 'came'));
      const poll = polls.get(id);
      const lockedMs = poll !== undefined && poll.state !== 'open' ? poll.lockedAsOfMs : undefined;
      const earliest = Math.min(outMs ?? Number.POSITIVE_INFINITY, lockedMs ?? Number.POSITIVE_INFINITY);
      if (Number.isFinite(earliest)) locks.set(id, earliest);
    }
    return (id) => locks.get(id);
  }

  /** The server's current game, or an earlier one. */
  async function lookedAt(game: BracketGame, earlier?: number): Promise<Looked> {
    if (game.mode === 'blind') return { ...game, run: 0, beganAtMs: undefined };
    const { game: current = 0, gameBeganAtMs } = await servers.get(game.guildId);
    const run = earlier ?? current;
    return { ...game, run, beganAtMs: run === current ? gameBeganAtMs : undefined };
  }

  /** Since when an episode is out; undefined where it was out before the game began, as in a game for a rewatch. */
  async function cameOut({ guildId, beganAtMs = Number.NEGATIVE_INFINITY }: Looked, episodeId: string, came?: 'came') {
    const outMs = await releases.sinceMs(guildId, episodeId, came);
    return outMs === undefined || outMs < beganAtMs ? undefined : outMs;
  }

  /** Everything a game is read with at one horizon; undefined when its competition cannot be seen from there. */
  async function look(asked: BracketGame, horizon: Horizon, earlier?: number) {
    const game = await lookedAt(asked, earlier);
    const polls = game.mode === 'live' ? await pollsOn(game) : new Map<string, ScoredPoll>();
    const told = tell(game, horizon, polls);
    if (told === undefined) return undefined;
    return { game, told, polls, lockedAsOfMs: await locksOf(game, told, polls) };
  }

  type Look = NonNullable<Awaited<ReturnType<typeof look>>>;

  /** The matches that are closed for every member. */
  async function closedHere({ game, told, polls, lockedAsOfMs }: Look): Promise<ReadonlySet<string>> {
    if (game.mode === 'blind') return new Set();
    const horizonHere = reading.inServer(await servers.get(game.guildId), game) ?? 'none';
    const here = knowledge.forServer(game.guildId).seenFrom(horizonHere);
    const closed = told.matches.filter(({ id }) => {
      const poll = polls.get(id);
      const watched = here.match(id);
      const hasEnded = poll?.state === 'locked' || poll?.state === 'settled';
      return hasEnded || lockedAsOfMs(id) !== undefined || watched?.seen === true || watched?.result !== undefined;
    });
    return new Set(closed.map(({ id }) => id));
  }

  /**
   * What is closed for this member, and what is decided. Everything they ever said to have watched counts, whatever they
   * say now. In a later game everybody may have watched everything before: there only what they say now counts, and
   * their picks are told to nobody who has watched less.
   */
  async function standpointOf(userId: string, seen: Look, horizon: Horizon): Promise<Standpoint> {
    const { game } = seen;
    const furthest = await members.furthest(userId, horizon);
    const known = tell(game, game.run > 0 ? horizon : furthest, seen.polls);
    const closed = new Set(await closedHere(seen));
    const decided = new Set<string>();
    for (const { id, winner, seen: isSeen, episode } of known?.matches ?? []) {
      if (winner !== undefined) decided.add(id);
      if (winner !== undefined || isSeen) closed.add(id);
      // A member who has watched everything has watched an episode that is out, even if the data does not have its
      // result yet.
      else if (horizon === 'all' && episode && (await cameOut(game, episode.id)) !== undefined) {
        closed.add(id);
      }
    }
    const { told, lockedAsOfMs } = seen;
    return { told, lockedAsOfMs, closed, decided, horizon: furthest, nowMs: clock.now() };
  }

  const isTold =
    ({ guildId }: BracketGame, horizon: Horizon) =>
    (made: string) => {
      const here = knowledge.forServer(guildId);
      return here.isHorizon(made) && here.compareHorizons(horizon, made) >= 0;
    };

  function played(told: ToldBracket, of: Picks, at: Pick<Standpoint, 'closed' | 'decided'>): PlayedBracket {
    const points = scoreBracket(told, of).reduce((sum, score) => sum + score.points, 0);
    return { told, matches: fillIn(told, of, at), points, possible: pointsPossible(told, of) };
  }

  return {
    async own(game, userId, horizon) {
      const seen = await look(game, horizon);
      if (seen === undefined) return undefined;
      const at = await standpointOf(userId, seen, horizon);
      return played(seen.told, picksOf(await picks.of(seen.game, userId), seen.lockedAsOfMs), at);
    },

    async shown(game, userId, horizon) {
      const seen = await look(game, horizon);
      if (seen === undefined) return undefined;
      const told = picksOf(await picks.of(seen.game, userId), seen.lockedAsOfMs, isTold(game, horizon));
      return played(seen.told, told, { closed: new Set(), decided: new Set() });
    },

    async pick(game, userId, horizon, place) {
      const seen = await look(game, horizon);
      if (seen === undefined) return undefined;
      const at = await standpointOf(userId, seen, horizon);
      return picks.change(seen.game, userId, (before) => makePick(before, place, at));
    },

    async takeBack(game, userId, horizon, stepAtMs) {
      const seen = await look(game, horizon);
      if (seen === undefined) return false;
      const at = await standpointOf(userId, seen, horizon);
      const taken = await picks.change(seen.game, userId, (before) => {
        const after = takeBack(before, stepAtMs, at);
        return after && { picks: after };
      });
      return taken !== undefined;
    },

    plays: async (game, userId) => (await picks.of(await lookedAt(game), userId)).acts.length > 0,

    async crowd(game, horizon) {
      const seen = await look(game, horizon);
      if (seen === undefined) return undefined;
      const all = [...(await picks.all(seen.game)).values()];
      const told = all.map((own) => picksOf(own, seen.lockedAsOfMs, isTold(game, horizon)));
      return { told: seen.told, picks: crowdBracket(seen.told, told) };
    },

    async standings(game, horizon) {
      const seen = await look(game, horizon);
      if (seen === undefined) return [];
      const all = [...(await picks.all(seen.game))].map(([userId, own]) => {
        const counted = picksOf(own, seen.lockedAsOfMs);
        return [userId, { counted, told: picksOf(own, seen.lockedAsOfMs, isTold(game, horizon)) }] as const;
      });
      return bracketStandings(seen.told, new Map(all));
    },

    async ledger(guildId, userId, horizon) {
      const { game: current = 0 } = await servers.get(guildId);
      const scored: ScoredPick[] = [];
      for (const { id: competitionId } of knowledge.forServer(guildId).seenFrom(horizon).competitions) {
        const runs = Array.from({ length: current + 1 }, (_, at) => current - at);
        for (const run of runs) scored.push(...(await ledgerOf({ mode: 'live', guildId, competitionId }, run)));
        scored.push(...(await ledgerOf({ mode: 'blind', guildId, competitionId })));
      }
      return scored;

      async function ledgerOf(game: BracketGame, run?: number): Promise<readonly ScoredPick[]> {
        const seen = await look(game, horizon, run);
        if (seen === undefined) return [];
        const own = picksOf(await picks.of(seen.game, userId), seen.lockedAsOfMs);
        const filled = fillIn(seen.told, own, { closed: new Set(), decided: new Set() });
        return scoreBracket(seen.told, own).flatMap((score) => {
          const of = filled.find(({ match }) => match.id === score.matchId);
          if (of === undefined) return [];
          return [
            {
              ...score,
              game,
              match: of.match,
              picked: of.picked,
              isEarlier: seen.game.mode === 'live' && seen.game.run < current,
            },
          ];
        });
      }
    },

    noteShared: (guildId, userId) =>
      sharing.run(`${guildId}/${userId}`, async () => {
        const nowMs = clock.now();
        const last = await shares.get(`${guildId}/${userId}`);
        const waitMs = (last?.atMs ?? Number.NEGATIVE_INFINITY) + SHARE_EVERY_MS - nowMs;
        // A longer wait than this means that the clock was set back: it keeps nobody waiting.
        if (waitMs > 0 && waitMs <= SHARE_EVERY_MS) return { waitMs };
        await shares.put(`${guildId}/${userId}`, { atMs: nowMs });
        return undefined;
      }),
  };
}
