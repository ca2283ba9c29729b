import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';

/** Whether someone at `horizon` has watched what the poll is about; a match tied to no episode, only at `all`. */
export function hasWatched(knowledge: Knowledge, horizon: string, poll: Pick<Poll, 'matchId' | 'episodeId'>): boolean {
  if (horizon === 'all') return true;
  const match = poll.matchId === undefined ? undefined : knowledge.seenFrom(horizon).match(poll.matchId);
  if (match?.result !== undefined) return true;
  // A result may be told later than in the match's own episode: where the series has one to tell, it must have been.
  if (knowledge.seenFrom('all').match(poll.matchId ?? '')?.result !== undefined) return false;
  return poll.episodeId !== undefined && knowledge.compareHorizons(horizon, poll.episodeId) >= 0;
}

/** Whether who stands in this poll is known to someone at `horizon`: what a moderator typed is known to everybody. */
export function knowsContestants(
  knowledge: Knowledge,
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'contestants'>,
): boolean {
  if (poll.matchId === undefined) return true;
  const there = knowledge.seenFrom(horizon).match(poll.matchId)?.contestants ?? [];
  return poll.contestants.every(({ id }) => there.some((contestant) => contestant?.id === id));
}
