import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { MatchView } from '../../../domain/knowledge/view-types.ts';
import { applyAct } from '../../../domain/poll/ballot.ts';
import { countedChoice } from '../../../domain/poll/tally.ts';
import { type ForecastMatch, forecastOf, pointsPossible } from '../../../domain/scores/forecast.ts';
import { type MemberScore, scorePoll } from '../../../domain/scores/scoring.ts';
import { type Standing, standingsOf } from '../../../domain/scores/standings.ts';
import type { Server } from '../../../domain/server.ts';
import type { PollParts } from '../poll-parts.ts';
import type { SeriesOutings } from '../series-outings.ts';

/** A member's whole bracket and what it is worth. */
export interface Forecast {
  readonly matches: readonly ForecastMatch[];
  readonly points: number;
  /** What may still come on top. */
  readonly possible: number;
}

/** Predictions of whole brackets. A pick is kept like a vote, and scored per match like a poll. */
export interface Forecasts {
  /** Undefined when the competition cannot be seen from this horizon. */
  of(guildId: string, userId: string, horizon: Horizon, competitionId: string): Promise<Forecast | undefined>;
  /** False, and nothing kept, when the match takes no such pick (any more). Resolves when it is on disk. */
  predict(
    guildId: string,
    userId: string,
    horizon: Horizon,
    pick: { matchId: string; choice: string },
  ): Promise<boolean>;
  /** Who predicted the bracket best, over the matches that someone at this horizon has watched. */
  standings(guildId: string, horizon: Horizon, competitionId: string): Promise<readonly Standing[]>;
}

type Parts = Pick<PollParts, 'book' | 'box' | 'knowledge' | 'servers' | 'reading' | 'clock'> & {
  readonly outings: Pick<SeriesOutings, 'sinceMs'>;
};

export function createForecasts(parts: Parts): Forecasts {
  const { book, box, knowledge, servers, reading, outings, clock } = parts;
  const keyOf = (guildId: string, matchId: string) => `forecast/${guildId}/${matchId}`;

  /** Matches that the server has watched, whose episode is out, or whose poll is locked. */
  async function closedIn(
    guildId: string,
    server: Server,
    matches: readonly MatchView[],
  ): Promise<ReadonlySet<string>> {
    const polls = await book.ofServer(guildId);
    const here = knowledge.seenFrom(reading.inServer(server) ?? 'none');
    const ended = new Set(
      polls.flatMap(({ state, matchId }) => (state === 'locked' || state === 'settled' ? (matchId ?? []) : [])),
    );
    const closed = new Set<string>();
    for (const match of matches) {
      const watched = here.match(match.id);
      const isOut = (await lockOf(guildId, match)).lockedAsOfMs !== undefined;
      if (isOut || ended.has(match.id) || watched?.seen === true || watched?.result !== undefined) closed.add(match.id);
    }
    return closed;
  }

  async function matchesOf(guildId: string, userId: string, horizon: Horizon, competitionId: string) {
    const bracket = knowledge.seenFrom(horizon).bracket(competitionId);
    if (bracket === undefined) return undefined;
    const matches = bracket.rounds.flatMap((round) => round.matches);
    const server = await servers.get(guildId);
    const picks = new Map<string, string>();
    for (const match of matches) {
      const ballot = await box.of(keyOf(guildId, match.id), userId);
      const choice = ballot && countedChoice(await lockOf(guildId, match), ballot);
      if (choice !== undefined) picks.set(match.id, choice);
    }
    return forecastOf(bracket, picks, await closedIn(guildId, server, matches));
  }

  /** A pick made after its episode was out does not count: the one held before it does, if there was any. */
  async function lockOf(guildId: string, { episode }: MatchView): Promise<{ readonly lockedAsOfMs?: number }> {
    const lockedAsOfMs = episode && (await outings.sinceMs(guildId, episode.id, 'came'));
    return lockedAsOfMs === undefined ? {} : { lockedAsOfMs };
  }

  async function scoresOf(guildId: string, match: MatchView): Promise<readonly MemberScore[]> {
    if (match.result === undefined) return [];
    const id = keyOf(guildId, match.id);
    const ballots = await box.all(id);
    const lock = await lockOf(guildId, match);
    const chosen = new Set([...ballots.values()].flatMap((ballot) => countedChoice(lock, ballot) ?? []));
    const poll = {
      id,
      state: 'settled' as const,
      points: match.points,
      results: [{ winnerId: match.result.winner.id, givenBy: '', atMs: lock.lockedAsOfMs ?? 0 }],
      contestants: [...chosen].map((choice) => ({ id: choice, names: {}, emoji: '❔' })),
      ...lock,
    };
    return scorePoll(poll, ballots);
  }

  return {
    async of(guildId, userId, horizon, competitionId) {
      const matches = await matchesOf(guildId, userId, horizon, competitionId);
      if (matches === undefined) return undefined;
      let points = 0;
      for (const { match, state } of matches) {
        if (state !== 'right') continue;
        points += (await scoresOf(guildId, match)).find((score) => score.userId === userId)?.points ?? 0;
      }
      return { matches, points, possible: pointsPossible(matches) };
    },

    async predict(guildId, userId, horizon, { matchId, choice }) {
      const competitionId = knowledge.seenFrom(horizon).match(matchId)?.competitionId;
      const matches = competitionId && (await matchesOf(guildId, userId, horizon, competitionId));
      const wanted = matches ? matches.find(({ match }) => match.id === matchId) : undefined;
      if (wanted?.state !== 'open' || !wanted.options.some(({ id }) => id === choice)) return false;
      const nowMs = clock.now();
      await box.change(keyOf(guildId, matchId), userId, (ballot) => applyAct(ballot, { kind: 'press', choice }, nowMs));
      return true;
    },

    async standings(guildId, horizon, competitionId) {
      const bracket = knowledge.seenFrom(horizon).bracket(competitionId);
      const scores: MemberScore[] = [];
      for (const match of bracket?.rounds.flatMap((round) => round.matches) ?? []) {
        scores.push(...(await scoresOf(guildId, match)));
      }
      return standingsOf(scores);
    },
  };
}
