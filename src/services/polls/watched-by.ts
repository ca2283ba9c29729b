import { contestantsOf } from '../../domain/knowledge/contestants.ts';
import type { Knowledge, KnowledgeView, MatchView } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';

/**
 * Whether someone at `horizon` has watched what the poll is about. What the data cannot place, since it has no such match or
 * episode (any more), has been watched by nobody. What is tied to nothing, and what is settled although the data does not
 * tell it yet, by who has watched everything. What can spoil nothing, by everybody.
 */
export function hasWatched(
  everywhere: Knowledge,
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'episodeId' | 'competitionId'> &
    Partial<Pick<Poll, 'guildId' | 'state' | 'aboutNothing'>>,
): boolean {
  const knowledge = everywhere.forServer(poll.guildId);
  const { matchId, episodeId } = poll;
  // Tied to an episode afterwards, it is about that one after all.
  if (poll.aboutNothing === true && episodeId === undefined) return true;
  if (!knowledge.isHorizon(horizon)) return false;
  // Nobody can say beforehand which episode decides a whole competition: once it is decided, who has watched all that is out.
  if (poll.competitionId !== undefined) return poll.state === 'settled' && hasWatchedAll(knowledge, horizon);
  const whole = matchId === undefined ? undefined : knowledge.seenFrom('all').match(matchId);
  if (matchId !== undefined && whole === undefined) return false;
  const match = matchId === undefined ? undefined : knowledge.seenFrom(horizon).match(matchId);
  if (match?.result !== undefined) return true;
  if (episodeId !== undefined && !isEpisode(knowledge, episodeId)) return false;
  // A result may be told later than in the match's own episode: where the series has one to tell, it must have been.
  if (whole?.result !== undefined) return false;
  if (horizon === 'all') return poll.state === 'settled' || (whole?.seen ?? isOut(knowledge, episodeId));
  return episodeId !== undefined && knowledge.compareHorizons(horizon, episodeId) >= 0;
}

function hasWatchedAll(knowledge: Knowledge, horizon: string): boolean {
  const newest = knowledge.newestOut();
  return horizon === 'all' || (newest !== undefined && knowledge.compareHorizons(horizon, newest.id) >= 0);
}

function isEpisode(knowledge: Knowledge, episodeId: string): boolean {
  return knowledge.episodeLabel(episodeId) !== undefined;
}

function isOut(knowledge: Knowledge, episodeId: string | undefined): boolean {
  return episodeId === undefined || knowledge.seenFrom('all').episode(episodeId)?.seen === true;
}

/** Whether who stands in this poll is known to someone at `horizon`: what a moderator typed is known to everybody. */
export function knowsContestants(
  knowledge: Knowledge,
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'contestants' | 'competitionId'> & Partial<Pick<Poll, 'guildId'>>,
): boolean {
  if (poll.competitionId !== undefined) {
    const known = contestantsOf(knowledge.forServer(poll.guildId).seenFrom(horizon), poll.competitionId);
    return poll.contestants.every(({ id }) => known.some((contestant) => contestant.id === id));
  }
  if (poll.matchId === undefined) return true;
  const view = knowledge.forServer(poll.guildId).seenFrom(horizon);
  const there = view.match(poll.matchId)?.contestants ?? [];
  return poll.contestants.every(
    ({ id, slot }) => slot !== undefined || there.some((known) => known?.id === nowOf(id, view)),
  );
}

/** Who was called otherwise when the poll was opened is the same. */
function nowOf(contestantId: string, view: Pick<KnowledgeView, 'character'> | undefined): string {
  return view?.character(contestantId)?.id ?? contestantId;
}

/** Which of a poll's contestants this one of the match is: themselves, or the place that they stand in. */
export function pollContestantOf(
  poll: Pick<Poll, 'contestants'>,
  match: Pick<MatchView, 'contestants'>,
  contestantId: string,
  view?: Pick<KnowledgeView, 'character'>,
): string | undefined {
  const place = match.contestants.findIndex((contestant) => contestant?.id === contestantId);
  return poll.contestants.find(({ id, slot }) =>
    slot === undefined ? nowOf(id, view) === contestantId : slot === place,
  )?.id;
}
