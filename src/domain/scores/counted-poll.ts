import { z } from 'zod';
import { Poll } from '../poll/poll.ts';
import type { CountedVotes } from './scoring.ts';

/** What scores need of a poll. Every poll is one. */
export const ScoredPoll = Poll.pick({
  id: true,
  guildId: true,
  matchId: true,
  competitionId: true,
  episodeId: true,
  aboutNothing: true,
  game: true,
  unscored: true,
  title: true,
  points: true,
  state: true,
  revision: true,
  lockedAsOfMs: true,
}).extend({
  results: z.array(z.strictObject({ winnerId: z.string(), atMs: z.number() })).readonly(),
});
export type ScoredPoll = z.infer<typeof ScoredPoll>;

const FIELDS = Object.keys(ScoredPoll.shape) as readonly (keyof ScoredPoll)[];

/** The poll without everything that scores do not need. */
export function forScores(poll: ScoredPoll): ScoredPoll {
  const fields = Object.fromEntries(FIELDS.flatMap((name) => (poll[name] === undefined ? [] : [[name, poll[name]]])));
  return {
    ...(fields as ScoredPoll),
    results: poll.results.map(({ winnerId, atMs }) => ({ winnerId, atMs })),
  };
}

/**
 * A poll that is over, with the votes that count: one record instead of one for each voter, so that the scores of a
 * server's every poll are soon computed. Derived from the poll and its ballots; removed, or
 * written anew, in the same write as whatever would make it wrong.
 */
export const CountedPoll = z.strictObject({
  poll: ScoredPoll,
  /** The ids of the members whose vote counts, by contestant. */
  votes: z.record(z.string(), z.array(z.string()).readonly()),
});
export type CountedPoll = z.infer<typeof CountedPoll>;

export function countedPoll(poll: ScoredPoll, votes: CountedVotes): CountedPoll {
  return { poll: forScores(poll), votes };
}

/** The same with other ids for the people in it. */
export function withVotersRenamed({ poll, votes }: CountedPoll, rename: (userId: string) => string): CountedPoll {
  return {
    poll,
    votes: Object.fromEntries(Object.entries(votes).map(([choice, voters]) => [choice, voters.map(rename)])),
  };
}
