import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { choiceOf } from '../../../domain/poll/ballot.ts';
import { type Aside, asideOf, claimsOf } from '../../../domain/poll/claims.ts';
import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { isOver } from '../../../domain/poll/poll-state.ts';
import { countedChoice, type Tally } from '../../../domain/poll/tally.ts';
import type { ScoredPoll } from '../../../domain/scores/counted-poll.ts';
import { followRank, type RankOverTime } from '../../../domain/scores/rank-over-time.ts';
import { type MemberRecord, recordOf } from '../../../domain/scores/record-of-member.ts';
import { earningsOf, type MemberScore, scoreVotes, tallyOfVotes } from '../../../domain/scores/scoring.ts';
import {
  addEarned,
  type Climb,
  climbsBetween,
  type MovedStanding,
  movedSince,
  rankedBy,
  type Sums,
} from '../../../domain/scores/standings.ts';
import { createBreather } from '../../../util/event-loop.ts';
import type { PollParts } from '../poll-parts.ts';
import { hasWatched } from '../watched-by.ts';
import { createAnswers } from './answers.ts';
import type { CountedPolls } from './counted-polls.ts';
import type { PollWithVotes, VotesOfPolls } from './votes-of-polls.ts';

/** Which polls are counted: all, those of one competition, or of one of its stages. */
export interface Scope {
  readonly competitionId?: string | undefined;
  readonly stageId?: string | undefined;
}

/** One of a member's votes and its result, as far as the reader may know it. */
export interface PickOfMember {
  readonly poll: ScoredPoll;
  readonly choice: string;
  /** Undefined while there is no result, or it is past the horizon. */
  readonly score: MemberScore | undefined;
  /** Why the vote earns no points whatever the result is; absent where it can earn some. */
  readonly aside?: Aside | 'other-game' | 'void' | undefined;
}

export interface MemberPicks {
  /** Newest first. */
  readonly picks: readonly PickOfMember[];
  readonly record: MemberRecord;
}

export interface Scores {
  /** A server's polls as scores need them, oldest first, without those that are being deleted. */
  ofServer(guildId: string): Promise<readonly ScoredPoll[]>;
  /**
   * The votes of a poll that count. Those of a settled poll are held in memory with its scores, so that its ballots are
   * read once.
   */
  tallyOf(poll: Poll): Promise<Tally>;
  /** The ranking of a server's members, over the matches that someone at this horizon has watched. */
  standings(guildId: string, horizon: Horizon, scope?: Scope): Promise<readonly MovedStanding[]>;
  picks(guildId: string, userId: string, horizon: Horizon): Promise<MemberPicks>;
  /**
   * How a member's rank changed, over the matches that someone at this horizon has watched: in the order of the series
   * for a competition or a stage, otherwise in the order in which voting ended.
   */
  rankOverTime(guildId: string, userId: string, horizon: Horizon, scope?: Scope): Promise<RankOverTime>;
  /**
   * Members who gained places by this poll's result, among the results that may be told at this horizon, most places
   * first.
   */
  climbs(poll: Poll, horizon: Horizon): Promise<readonly Climb[]>;
}

interface OwnScore {
  readonly poll: ScoredPoll;
  readonly tally: Tally;
  readonly score: MemberScore;
  readonly winnerId: string;
}

const SCORED_AT_ONCE = 1_000;
/** Answers held in memory: turning the pages of standings or of a member's votes asks for the same answer again. */
const MOST_ANSWERS = 20;

/**
 * Scores are computed from votes and results and nothing else; everything held in memory can be dropped at any time.
 */
export function createScores(
  parts: Pick<PollParts, 'box' | 'knowledge' | 'servers'> & {
    readonly counted: Pick<CountedPolls, 'ofServer'>;
    readonly votes: VotesOfPolls;
    /** The id that a match has today; data that took over an added match gave it another. */
    readonly matchIdOf: (matchId: string, guildId: string) => string;
  },
): Scores {
  const { box, counted, votes: ofPolls, knowledge, servers, matchIdOf } = parts;
  const { fingerprint } = ofPolls;
  const standings = createAnswers<readonly MovedStanding[]>(MOST_ANSWERS);
  const picks = createAnswers<MemberPicks>(MOST_ANSWERS);
  const ranks = createAnswers<RankOverTime>(MOST_ANSWERS);

  const viewOf = (guildId: string, horizon: Horizon) => knowledge.forServer(guildId).seenFrom(horizon);

  function isWithin(poll: ScoredPoll, horizon: Horizon, { competitionId, stageId }: Scope): boolean {
    if (competitionId === undefined && stageId === undefined) return true;
    if (poll.competitionId !== undefined) return poll.competitionId === competitionId && stageId === undefined;
    const match = poll.matchId === undefined ? undefined : viewOf(poll.guildId, horizon).match(poll.matchId);
    if (match === undefined || (competitionId !== undefined && match.competitionId !== competitionId)) return false;
    return stageId === undefined || match.stage.id === stageId;
  }

  /** Tells of one of these polls why it earns no points in the server's game; undefined where it can earn some. */
  async function asides(guildId: string, polls: readonly ScoredPoll[]) {
    const { game } = await servers.get(guildId);
    const idOf = (matchId: string) => matchIdOf(matchId, guildId);
    const claims = claimsOf(polls, game, idOf);
    return (poll: ScoredPoll) => {
      if (poll.state === 'void') return 'void';
      return poll.game === game ? asideOf(poll, claims, idOf) : 'other-game';
    };
  }

  /**
   * The settled polls of the server's game, in the order in which voting ended: correcting a result changes no streak's
   * order.
   */
  async function toldPolls(guildId: string, horizon: Horizon, scope: Scope): Promise<readonly ScoredPoll[]> {
    const polls = await counted.ofServer(guildId);
    const aside = await asides(guildId, polls);
    return polls
      .filter(
        (poll) =>
          poll.state === 'settled' &&
          aside(poll) === undefined &&
          hasWatched(knowledge, horizon, poll) &&
          isWithin(poll, horizon, scope),
      )
      .toSorted((a, b) => (a.lockedAsOfMs ?? 0) - (b.lockedAsOfMs ?? 0) || (a.id < b.id ? -1 : 1));
  }

  async function addUp(polls: readonly ScoredPoll[], sums: Sums = new Map()): Promise<Sums> {
    const breathe = createBreather();
    const addPoll = async ({ poll, votes }: PollWithVotes) => {
      for (const [choice, earned] of earningsOf(poll, votes)) {
        for (const voters of inSlices(votes[choice] ?? [], SCORED_AT_ONCE)) {
          addEarned(sums, voters, earned);
          await breathe();
        }
      }
    };
    for await (const some of ofPolls.inBatches(polls)) for (const one of some) await addPoll(one);
    return sums;
  }

  /** What the member chose in each of these polls, by poll id, and what they earned by it in the order of the polls. */
  async function ownVotes(userId: string, all: readonly ScoredPoll[]) {
    const choices = new Map<string, string>();
    const earned: OwnScore[] = [];
    const see = ({ poll, votes }: PollWithVotes) => {
      const choice = Object.entries(votes).find(([, voters]) => voters.includes(userId))?.[0];
      if (choice === undefined) return;
      choices.set(poll.id, choice);
      const score = earningsOf(poll, votes).get(choice);
      if (score === undefined) return;
      const own = { pollId: poll.id, userId, choice, ...score };
      earned.push({ poll, tally: tallyOfVotes(votes), score: own, winnerId: winnerOf(poll) ?? '' });
    };
    for await (const some of ofPolls.inBatches(all.filter(isOver))) some.forEach(see);
    const others = all.filter((poll) => !isOver(poll));
    const ballots = await box.ofMember(
      userId,
      others.map(({ id }) => id),
    );
    for (const poll of others) {
      const ballot = ballots.get(poll.id);
      const choice = ballot && (poll.state === 'open' ? choiceOf(ballot) : countedChoice(poll, ballot));
      if (choice !== undefined) choices.set(poll.id, choice);
    }
    return { choices, earned };
  }

  async function ownPicks(
    userId: string,
    all: readonly ScoredPoll[],
    told: readonly ScoredPoll[],
    aside: (poll: ScoredPoll) => PickOfMember['aside'],
  ): Promise<MemberPicks> {
    const { choices, earned } = await ownVotes(userId, all);
    const byPoll = new Map(earned.map((own) => [own.poll.id, own]));
    const inOrder = told.flatMap(({ id }) => byPoll.get(id) ?? []);
    const scores = new Map(inOrder.map(({ score }) => [score.pollId, score]));
    const picks = all.toReversed().flatMap((poll): PickOfMember[] => {
      const choice = choices.get(poll.id);
      return choice === undefined ? [] : [{ poll, choice, score: scores.get(poll.id), aside: aside(poll) }];
    });
    return { picks, record: recordOf(inOrder) };
  }

  return {
    ofServer: counted.ofServer,
    tallyOf: async (poll) =>
      poll.state === 'settled' ? tallyOfVotes((await ofPolls.of(poll)).votes, poll.contestants) : box.tally(poll),

    async standings(guildId, horizon, scope = {}) {
      const told = await toldPolls(guildId, horizon, scope);
      return standings.get(JSON.stringify([guildId, horizon, scope]), fingerprint(told), async () => {
        const sums = await addUp(told.slice(0, -1));
        const before = await rankedBy(sums);
        return movedSince(before, await rankedBy(await addUp(told.slice(-1), sums)));
      });
    },

    async picks(guildId, userId, horizon) {
      const all = await counted.ofServer(guildId);
      const told = await toldPolls(guildId, horizon, {});
      const aside = await asides(guildId, all);
      const madeOf = `${fingerprint(all)} ${all.map((poll) => aside(poll) ?? '').join()}`;
      return picks.get(JSON.stringify([guildId, userId, horizon]), madeOf, () => ownPicks(userId, all, told, aside));
    },

    async rankOverTime(guildId, userId, horizon, scope = {}) {
      const told = await toldPolls(guildId, horizon, scope);
      const order = new Map(viewOf(guildId, horizon).matches.map(({ id }, index) => [id, index]));
      const placeOf = (poll: ScoredPoll) => order.get(poll.matchId ?? '') ?? order.size;
      const isWhole = scope.competitionId === undefined && scope.stageId === undefined;
      const inOrder = isWhole ? told : told.toSorted((a, b) => placeOf(a) - placeOf(b));
      return ranks.get(JSON.stringify([guildId, userId, horizon, scope]), fingerprint(inOrder), async () => {
        const follower = followRank(userId);
        const breathe = createBreather();
        const points: RankOverTime['points'][number][] = [];
        for await (const some of ofPolls.inBatches(inOrder)) {
          for (const { poll, votes } of some) {
            const scores = scoreVotes(poll, votes);
            points.push(follower.add({ pollId: poll.id, atMs: poll.results[0]?.atMs ?? 0, scores }));
            await breathe();
          }
        }
        return { points };
      });
    },

    async climbs(poll, horizon) {
      const all = await toldPolls(poll.guildId, horizon, {});
      const place = all.findIndex((one) => one.id === poll.id);
      const shown = all[place];
      if (shown === undefined) return [];
      // Only what comes before this result: later results bring climbs of their own, also when this one is redrawn
      // after them.
      const sums = await addUp(all.slice(0, place));
      const before = await rankedBy(sums);
      return climbsBetween(before, await rankedBy(await addUp([shown], sums)));
    },
  };
}

function* inSlices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.length <= size ? items : items.slice(start, start + size);
  }
}
