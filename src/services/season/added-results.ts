import { withWinner } from '../../domain/additions/change-additions.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { Change, Store } from '../../storage/index.ts';
import { pollContestantOf } from '../polls/watched-by.ts';
import type { AdditionsBook } from './additions-book.ts';

/** Writes a settled poll, and with it what else becomes known by its result: all of it or nothing. */
export type CommitResult = (settled: Poll, changes: readonly Change[]) => Promise<unknown>;

/**
 * Gives the result of a match that a server added to the server's own knowledge when a poll on it is settled: from then
 * on it is in the bracket, on cards and wherever matches have results, for those who have watched its episode. If the
 * data has the match by now, the data tells the result.
 */
export function createAddedResults(parts: {
  store: Pick<Store, 'write'>;
  additions: AdditionsBook;
  /** Called when something that was added in a server has changed. */
  changed: (guildId: string) => void;
}): CommitResult {
  const { store, additions } = parts;
  const { knowledge } = additions;

  return async (settled, changes) => {
    const { guildId, matchId } = settled;
    const known = additions.of(guildId).matches.find(({ id }) => id === matchId);
    const winnerId = known && whoWon(settled, known.contestantIds, knowledge.forServer(guildId));
    if (known === undefined || winnerId === undefined) return store.write(changes);
    await additions.update(
      guildId,
      (current) => ({ additions: withWinner(current, known.id, winnerId) }),
      () => changes,
    );
    parts.changed(guildId);
  };
}

/** The contestant of the match who won the poll; undefined where the match is the data's by now. */
function whoWon(
  { matchId = '', results, contestants }: Poll,
  contestantIds: readonly string[],
  here: Knowledge,
): string | undefined {
  const view = here.seenFrom('all');
  const match = view.match(matchId);
  const won = results.at(-1)?.winnerId;
  if (match === undefined || match.id !== matchId) return undefined;
  const isWinner = (id: string) => pollContestantOf({ contestants }, match, id, view) === won;
  return contestantIds.find((id) => isWinner(view.character(id)?.id ?? id));
}
