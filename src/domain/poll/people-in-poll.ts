import type { Poll } from './poll.ts';

/**
 * The poll with other ids for the people it names: who opened it, gave its results, or chose to show its contestants.
 */
export function withPeopleRenamed(poll: Poll, rename: (userId: string) => string): Poll {
  return {
    ...poll,
    openedBy: rename(poll.openedBy),
    results: poll.results.map((result) => ({ ...result, givenBy: rename(result.givenBy) })),
    ...(poll.shownBy === undefined ? {} : { shownBy: { ...poll.shownBy, userId: rename(poll.shownBy.userId) } }),
  };
}
