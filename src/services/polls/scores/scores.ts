import { createHash } from 'node:crypto';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { choiceOf } from '../../../domain/poll/ballot.ts';
import { type Aside, asideOf, claimsOf } from '../../../domain/poll/claims.ts';
import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { countedChoice, type Tally } from '../../../domain/poll/tally.ts';
import { followRank, type RankOverTime } from '../../../domain/scores/rank-over-time.ts';
import { type MemberRecord, recordOf } from '../../../domain/scores/record-of-member.ts';
import {
  type CountedVotes,
  countedVotes,
  eachScore,
  earningsOf,
  type MemberScore,
  scoreVotes,
  tallyOfVotes,
} from '../../../domain/scores/scoring.ts';
import {
  addScore,
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

/** Which polls are counted: all, those of one competition, or of one of its stages. */
export interface Scope {
  readonly competitionId?: string | undefined;
  readonly stageId?: string | undefined;
}

/** One of a member's votes and its result, as far as the reader may know it. */
export interface PickOfMember {
  readonly poll: Poll;
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

/**
 * A poll with a result, and the votes that count. The scores are computed from it when asked for: they take ten times
 * the memory.
 */
interface Decided {
  readonly poll: Poll;
  readonly votes: CountedVotes;
  readonly tally: Tally;
}

interface Held {
  readonly of: string;
  readonly decided: Promise<Decided>;
  /** How many votes of it count towards `MOST_VOTES`. */
  readonly votes: number;
}

/** The ballots of this many polls are read together, with two statements for all of them instead of two for each. */
const DECIDED_AT_ONCE = 50;
const SCORED_AT_ONCE = 1_000;
/** Limits of what is held in memory; whatever is not held is read again when asked for. */
const MOST_VOTES = 200_000;
const MOST_POLLS = 12_000;
/** Answers held in memory: turning the pages of standings or of a member's votes asks for the same answer again. */
const MOST_ANSWERS = 20;

/**
 * Scores are computed from votes and results and nothing else; everything held in memory can be dropped at any time.
 */
export function createScores(
  parts: Pick<PollParts, 'book' | 'box' | 'knowledge' | 'servers'> & {
    /** The id that a match has today; data that took over an added match gave it another. */
    readonly matchIdOf: (matchId: string, guildId: string) => string;
  },
): Scores {
  const { book, box, knowledge, servers, matchIdOf } = parts;
  const held = new Map<string, Held>();
  let heldVotes = 0;
  const standings = createAnswers<readonly MovedStanding[]>(MOST_ANSWERS);
  const picks = createAnswers<MemberPicks>(MOST_ANSWERS);
  const ranks = createAnswers<RankOverTime>(MOST_ANSWERS);

  const stateOf = (poll: Poll) => `${poll.id}/${poll.revision}/${box.revision(poll.id)}`;
  /** A hash of these polls and their votes: another one as soon as any of them has changed. */
  function fingerprint(polls: readonly Poll[]): string {
    const hash = createHash('sha256');
    for (const poll of polls) hash.update(stateOf(poll));
    return hash.digest('base64');
  }

  function hold(pollId: string, one: Held): void {
    heldVotes += one.votes - (held.get(pollId)?.votes ?? 0);
    held.delete(pollId);
    held.set(pollId, one);
    for (const [oldest, { votes }] of held) {
      if (heldVotes <= MOST_VOTES && held.size <= MOST_POLLS) return;
      held.delete(oldest);
      heldVotes -= votes;
    }
  }

  /** Computed once for all who ask at the same time: a large poll has many ballots to read. */
  function decideNow(poll: Poll): Promise<Decided> {
    const of = stateOf(poll);
    const known = held.get(poll.id);
    if (known?.of === of) return known.decided;
    const derive = async (): Promise<Decided> => {
      const votes = countedVotes(poll, await box.all(poll.id));
      return { poll, votes, tally: tallyOfVotes(poll, votes) };
    };
    const decided = derive();
    hold(poll.id, { of, decided, votes: 0 });
    decided.then(
      ({ tally }) => {
        if (held.get(poll.id)?.decided === decided) hold(poll.id, { of, decided, votes: tally.total });
      },
      () => {
        if (held.get(poll.id)?.decided === decided) held.delete(poll.id);
      },
    );
    return decided;
  }

  const viewOf = (guildId: string, horizon: Horizon) => knowledge.forServer(guildId).seenFrom(horizon);

  /** Decides polls in batches that share their reads, and lets other work run in between. */
  async function* decide(polls: readonly Poll[]): AsyncGenerator<Decided> {
    const breathe = createBreather();
    for (let start = 0; start < polls.length; start += DECIDED_AT_ONCE) {
      const some = await Promise.all(polls.slice(start, start + DECIDED_AT_ONCE).map(decideNow));
      for (const decided of some) {
        yield decided;
        await breathe();
      }
    }
  }

  function isWithin(poll: Poll, horizon: Horizon, { competitionId, stageId }: Scope): boolean {
    if (competitionId === undefined && stageId === undefined) return true;
    if (poll.competitionId !== undefined) return poll.competitionId === competitionId && stageId === undefined;
    const match = poll.matchId === undefined ? undefined : viewOf(poll.guildId, horizon).match(poll.matchId);
    if (match === undefined || (competitionId !== undefined && match.competitionId !== competitionId)) return false;
    return stageId === undefined || match.stage.id === stageId;
  }

  /** Tells of one of these polls why it earns no points in the server's game; undefined where it can earn some. */
  async function asides(guildId: string, polls: readonly Poll[]) {
    const { game } = await servers.get(guildId);
    const idOf = (matchId: string) => matchIdOf(matchId, guildId);
    const claims = claimsOf(polls, game, idOf);
    return (poll: Poll) => {
      if (poll.state === 'void') return 'void';
      return poll.game === game ? asideOf(poll, claims, idOf) : 'other-game';
    };
  }

  /**
   * The settled polls of the server's game, in the order in which voting ended: correcting a result changes no streak's
   * order.
   */
  async function toldPolls(guildId: string, horizon: Horizon, scope: Scope): Promise<readonly Poll[]> {
    const polls = await book.ofServer(guildId);
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

  async function addUp(polls: readonly Poll[], sums: Sums = new Map()): Promise<Sums> {
    const breathe = createBreather();
    for await (const { poll, votes } of decide(polls)) {
      let added = 0;
      for (const score of eachScore(poll, votes)) {
        addScore(sums, score);
        added += 1;
        if (added % SCORED_AT_ONCE === 0) await breathe();
      }
    }
    return sums;
  }

  async function ownPicks(
    userId: string,
    all: readonly Poll[],
    told: readonly Poll[],
    aside: (poll: Poll) => PickOfMember['aside'],
  ): Promise<MemberPicks> {
    const own: { poll: Poll; tally: Tally; score: MemberScore; winnerId: string }[] = [];
    for await (const { poll, votes, tally } of decide(told)) {
      const choice = [...votes].find(([, voters]) => voters.includes(userId))?.[0];
      const earned = choice === undefined ? undefined : earningsOf(poll, tally).get(choice);
      if (choice === undefined || earned === undefined) continue;
      own.push({ poll, tally, score: { pollId: poll.id, userId, choice, ...earned }, winnerId: winnerOf(poll) ?? '' });
    }
    const scores = new Map(own.map(({ poll, score }) => [poll.id, score]));
    const newestFirst = all.toReversed();
    const ballots = await box.ofMember(
      userId,
      newestFirst.map(({ id }) => id),
    );
    const picks = newestFirst.flatMap((poll): PickOfMember[] => {
      const ballot = ballots.get(poll.id);
      const choice = ballot && (poll.state === 'open' ? choiceOf(ballot) : countedChoice(poll, ballot));
      return choice === undefined ? [] : [{ poll, choice, score: scores.get(poll.id), aside: aside(poll) }];
    });
    return { picks, record: recordOf(own) };
  }

  return {
    tallyOf: async (poll) => (poll.state === 'settled' ? (await decideNow(poll)).tally : box.tally(poll)),

    async standings(guildId, horizon, scope = {}) {
      const told = await toldPolls(guildId, horizon, scope);
      return standings.get(JSON.stringify([guildId, horizon, scope]), fingerprint(told), async () => {
        const sums = await addUp(told.slice(0, -1));
        const before = await rankedBy(sums);
        return movedSince(before, await rankedBy(await addUp(told.slice(-1), sums)));
      });
    },

    async picks(guildId, userId, horizon) {
      const all = await book.ofServer(guildId);
      const told = await toldPolls(guildId, horizon, {});
      const aside = await asides(guildId, all);
      const madeOf = `${fingerprint(all)} ${all.map((poll) => aside(poll) ?? '').join()}`;
      return picks.get(JSON.stringify([guildId, userId, horizon]), madeOf, () => ownPicks(userId, all, told, aside));
    },

    async rankOverTime(guildId, userId, horizon, scope = {}) {
      const told = await toldPolls(guildId, horizon, scope);
      const order = new Map(viewOf(guildId, horizon).matches.map(({ id }, index) => [id, index]));
      const placeOf = (poll: Poll) => order.get(poll.matchId ?? '') ?? order.size;
      const isWhole = scope.competitionId === undefined && scope.stageId === undefined;
      const inOrder = isWhole ? told : told.toSorted((a, b) => placeOf(a) - placeOf(b));
      return ranks.get(JSON.stringify([guildId, userId, horizon, scope]), fingerprint(inOrder), async () => {
        const follower = followRank(userId);
        const points: RankOverTime['points'][number][] = [];
        for await (const { poll, votes } of decide(inOrder)) {
          const scores = scoreVotes(poll, votes);
          points.push(follower.add({ pollId: poll.id, atMs: poll.results[0]?.atMs ?? 0, scores }));
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

interface Answers<Answer> {
  /**
   * The held answer to this question, as long as `madeOf` is the same; otherwise `make` runs, once for all who ask
   * meanwhile.
   */
  get(question: string, madeOf: string, make: () => Promise<Answer>): Promise<Answer>;
}

function createAnswers<Answer>(most: number): Answers<Answer> {
  const kept = new Map<string, { madeOf: string; answer: Promise<Answer> }>();
  return {
    get(question, madeOf, make) {
      const known = kept.get(question);
      const current = known?.madeOf === madeOf ? known : { madeOf, answer: make() };
      kept.delete(question);
      kept.set(question, current);
      const [oldest] = kept.size > most ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      current.answer.catch(() => {
        if (kept.get(question) === current) kept.delete(question);
      });
      return current.answer;
    },
  };
}
