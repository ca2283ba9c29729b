import type { Knowledge } from '../../src/domain/knowledge/index.ts';
import type { Ballot } from '../../src/domain/poll/ballot.ts';
import { tallyOf } from '../../src/domain/poll/tally.ts';
import { newServer } from '../../src/domain/server.ts';
import { type BracketPicks, createBracketPicks } from '../../src/services/polls/scores/bracket-picks.ts';
import { poll } from '../polls/make-poll.ts';

/** A server in which every match of the series had its poll, and everybody voted for the last contestant. */
export function votesOnEverything(knowledge: Knowledge): BracketPicks {
  const polls = knowledge.seenFrom('all').matches.map((match, index) =>
    poll({
      id: String(index),
      matchId: match.id,
      contestants: match.contestants.flatMap((one) =>
        one === undefined ? [] : [{ id: one.id, names: one.name, emoji: one.emoji ?? '🎤' }],
      ),
    }),
  );
  const ballotIn = (pollId: string): Ballot => {
    const choice = polls[Number(pollId)]?.contestants.at(-1)?.id ?? null;
    return { reactions: [], history: [{ choice, atMs: 0, door: 'button' }] };
  };
  return createBracketPicks({
    knowledge,
    book: { ofServer: async () => polls },
    servers: { get: async () => newServer },
    box: { of: async (pollId) => ballotIn(pollId) },
    scores: { tallyOf: async (one) => tallyOf(one, [ballotIn(one.id)]) },
  });
}
