import { contestantsOf } from '../../domain/knowledge/contestants.ts';
import type { Knowledge, KnowledgeView, MatchView } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';

/**
 * Whether someone at `horizon` has watched what the poll is about.
 * - A match or episode that the data does not have (any more): nobody has.
 * - A poll tied to nothing, or settled although the data does not tell its result yet: who has watched everything.
 * - A poll that can spoil nothing: everybody.
 */
export function hasWatched(
  everywhere: Knowledge,
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'episodeId' | 'competitionId'> &
    Partial<Pick<Poll, 'guildId' | 'state' | 'aboutNothing'>>,
): boolean {
  const knowledge = everywhere.forServer(poll.guildId);
  const { matchId, episodeId } = poll;
  // If it was tied to an episode later, it is about that episode after all.
  if (poll.aboutNothing === true && episodeId === undefined) return true;
  if (!knowledge.isHorizon(horizon)) return false;
  // Nobody knows beforehand which episode decides a whole competition: once it is decided, those who have watched all
  // that is out have.
  if (poll.competitionId !== undefined) return poll.state === 'settled' && hasWatchedAll(knowledge, horizon);
  const whole = matchId === undefined ? undefined : knowledge.seenFrom('all').match(matchId);
  if (matchId !== undefined && whole === undefined) return false;
  const match = matchId === undefined ? undefined : knowledge.seenFrom(horizon).match(matchId);
  if (match?.result !== undefined) return true;
  if (episodeId !== undefined && !isEpisode(knowledge, episodeId)) return false;
  // A result may be told later than in the match's own episode: where the series tells one, it must be within the
  // horizon.
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

/**
 * Whether someone at `horizon` knows the poll's contestants. Contestants that a moderator typed are known to everybody.
 */
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

/** The id a contestant has today; it may have been another when the poll was opened. */
function nowOf(contestantId: string, view: Pick<KnowledgeView, 'character'> | undefined): string {
  return view?.character(contestantId)?.id ?? contestantId;
}

/** The poll's contestant that stands for this one of the match: the same person, or the place that they now hold. */
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
