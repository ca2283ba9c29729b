import { withWinner } from '../../domain/additions/change-additions.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { Change, Store } from '../../storage/index.ts';
import { pollContestantOf } from '../polls/watched-by.ts';
import type { AdditionsBook } from './additions-book.ts';

/** Writes a poll that was settled, and with it what else is known by that: all of it or nothing. */
export type CommitResult = (settled: Poll, changes: readonly Change[]) => Promise<unknown>;

/**
 * The result of a match that a server added is known there from when a poll on it is settled: to those who have watched its
 * episode, in the bracket, on cards and wherever else a match has a result. Of a match that the data has by now the data
 * tells the result.
 */
export function createAddedResults(parts: {
  store: Pick<Store, 'write'>;
  additions: AdditionsBook;
  /** Something that was added in a server is another. */
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

/** Which of the match's contestants the poll was won by; undefined where the match is the data's by now. */
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
