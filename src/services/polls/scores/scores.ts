import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { choiceOf } from '../../../domain/poll/ballot.ts';
import { type Aside, asideOf, claimsOf } from '../../../domain/poll/claims.ts';
import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { countedChoice, type Tally, tallyOf } from '../../../domain/poll/tally.ts';
import { type RankOverTime, rankOverTime } from '../../../domain/scores/rank-over-time.ts';
import { type MemberRecord, recordOf } from '../../../domain/scores/record-of-member.ts';
import { type MemberScore, scorePoll } from '../../../domain/scores/scoring.ts';
import { biggestClimb, type MovedStanding, movedSince, standingsOf } from '../../../domain/scores/standings.ts';
import type { PollParts } from '../poll-parts.ts';
import { hasWatched } from '../watched-by.ts';

/** Which polls are counted: all, those of one competition, or of one of its stages. */
export interface Scope {
  readonly competitionId?: string | undefined;
  readonly stageId?: string | undefined;
}

/** One of a member's votes, and what came of it as far as it may be told. */
export interface PickOfMember {
  readonly poll: Poll;
  readonly choice: string;
  /** Undefined while there is no result, or it is past the horizon. */
  readonly score: MemberScore | undefined;
  /** Why the vote earns nothing, whatever its result, if it does not. */
  readonly aside?: Aside | 'other-game' | undefined;
}

export interface MemberPicks {
  /** Newest first. */
  readonly picks: readonly PickOfMember[];
  readonly record: MemberRecord;
}

export interface Scores {
  /** What counts of a poll's votes. Of a settled one it is held with its scores: its ballots are read once. */
  tallyOf(poll: Poll): Promise<Tally>;
  /** Who predicted best in a server, over the matches that someone at this horizon has watched. */
  standings(guildId: string, horizon: Horizon, scope?: Scope): Promise<readonly MovedStanding[]>;
  picks(guildId: string, userId: string, horizon: Horizon): Promise<MemberPicks>;
  /**
   * How a member's rank went, over the matches that someone at this horizon has watched: in the order of the series for a
   * competition or a stage, else in the order in which the votes ended.
   */
  rankOverTime(guildId: string, userId: string, horizon: Horizon, scope?: Scope): Promise<RankOverTime>;
  /** Who gained most places by this poll's result, among what may be told at this horizon. */
  climb(poll: Poll, horizon: Horizon): Promise<{ userId: string; from: number; to: number } | undefined>;
}

interface Decided {
  readonly poll: Poll;
  readonly tally: Tally;
  readonly scores: readonly MemberScore[];
}

/** Polls whose scores are held in memory; they are derived anew when they are asked for again. */
const HELD = 200;

/** Scores are worked out from votes and results and from nothing else; what is held in memory is thrown away at will. */
export function createScores(
  parts: Pick<PollParts, 'book' | 'box' | 'knowledge' | 'servers'> & {
    /** The id that a match goes by today. */
    readonly matchIdOf: (matchId: string, guildId: string) => string;
  },
): Scores {
  const { book, box, knowledge, servers, matchIdOf } = parts;
  const held = new Map<string, { of: string; decided: Promise<Decided> }>();

  async function derive(poll: Poll): Promise<Decided> {
    const ballots = await box.all(poll.id);
    return { poll, tally: tallyOf(poll, ballots.values()), scores: scorePoll(poll, ballots) };
  }

  /** Derived once for all who ask at the same time: a large poll's ballots are many to read. */
  function decide(poll: Poll): Promise<Decided> {
    const of = `${poll.revision}/${box.revision(poll.id)}`;
    const known = held.get(poll.id);
    if (known?.of === of) return known.decided;
    const decided = derive(poll);
    decided.catch(() => {
      if (held.get(poll.id)?.decided === decided) held.delete(poll.id);
    });
    held.delete(poll.id);
    held.set(poll.id, { of, decided });
    for (const oldest of held.keys()) if (held.size > HELD) held.delete(oldest);
    return decided;
  }

  const viewOf = (guildId: string, horizon: Horizon) => knowledge.forServer(guildId).seenFrom(horizon);

  function isWithin(poll: Poll, horizon: Horizon, { competitionId, stageId }: Scope): boolean {
    if (competitionId === undefined && stageId === undefined) return true;
    if (poll.competitionId !== undefined) return poll.competitionId === competitionId && stageId === undefined;
    const match = poll.matchId === undefined ? undefined : viewOf(poll.guildId, horizon).match(poll.matchId);
    if (match === undefined || (competitionId !== undefined && match.competitionId !== competitionId)) return false;
    return stageId === undefined || match.stage.id === stageId;
  }

  /** Why a poll earns nothing in the server's game, if it does not. */
  async function asides(guildId: string, polls: readonly Poll[]) {
    const { game } = await servers.get(guildId);
    const idOf = (matchId: string) => matchIdOf(matchId, guildId);
    const claims = claimsOf(polls, game, idOf);
    return (poll: Poll) => (poll.game === game ? asideOf(poll, claims, idOf) : 'other-game');
  }

  /** Those of the server's game, in the order in which their votes ended: a correction changes no streak's order. */
  async function decided(guildId: string, horizon: Horizon, scope: Scope): Promise<readonly Decided[]> {
    const polls = await book.ofServer(guildId);
    const aside = await asides(guildId, polls);
    const told = polls
      .filter(
        (poll) =>
          poll.state === 'settled' &&
          aside(poll) === undefined &&
          hasWatched(knowledge, horizon, poll) &&
          isWithin(poll, horizon, scope),
      )
      .toSorted((a, b) => (a.lockedAsOfMs ?? 0) - (b.lockedAsOfMs ?? 0) || (a.id < b.id ? -1 : 1));
    const all: Decided[] = [];
    for (const poll of told) all.push(await decide(poll));
    return all;
  }

  return {
    tallyOf: async (poll) => (poll.state === 'settled' ? (await decide(poll)).tally : box.tally(poll)),

    async standings(guildId, horizon, scope = {}) {
      const all = await decided(guildId, horizon, scope);
      const scoresOf = (some: readonly Decided[]) => standingsOf(some.flatMap(({ scores }) => scores));
      return movedSince(scoresOf(all.slice(0, -1)), scoresOf(all));
    },

    async picks(guildId, userId, horizon) {
      const own = (await decided(guildId, horizon, {})).flatMap(({ poll, tally, scores }) => {
        const score = scores.find((one) => one.userId === userId);
        return score === undefined ? [] : [{ poll, tally, score, winnerId: winnerOf(poll) ?? '' }];
      });
      const told = new Map(own.map(({ poll, score }) => [poll.id, score]));
      const picks: PickOfMember[] = [];
      const polls = await book.ofServer(guildId);
      const aside = await asides(guildId, polls);
      for (const poll of polls.toReversed()) {
        if (poll.state === 'void') continue;
        const ballot = await box.of(poll.id, userId);
        const choice = ballot && (poll.state === 'open' ? choiceOf(ballot) : countedChoice(poll, ballot));
        if (choice !== undefined) picks.push({ poll, choice, score: told.get(poll.id), aside: aside(poll) });
      }
      return { picks, record: recordOf(own) };
    },

    async rankOverTime(guildId, userId, horizon, scope = {}) {
      const told = await decided(guildId, horizon, scope);
      const order = new Map(viewOf(guildId, horizon).matches.map(({ id }, index) => [id, index]));
      const placeOf = ({ poll }: Decided) => order.get(poll.matchId ?? '') ?? order.size;
      const isWhole = scope.competitionId === undefined && scope.stageId === undefined;
      const inOrder = isWhole ? told : told.toSorted((a, b) => placeOf(a) - placeOf(b));
      return rankOverTime(
        inOrder.map(({ poll, scores }) => ({ pollId: poll.id, atMs: poll.results[0]?.atMs ?? 0, scores })),
        userId,
      );
    },

    async climb(poll, horizon) {
      const all = await decided(poll.guildId, horizon, {});
      const place = all.findIndex((one) => one.poll.id === poll.id);
      // What came later climbs on its own account, also when this result is drawn again after it.
      const scoresOf = (count: number) => standingsOf(all.slice(0, count).flatMap(({ scores }) => scores));
      return place === -1 ? undefined : biggestClimb(scoresOf(place), scoresOf(place + 1));
    },
  };
}
