import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { countedChoice } from '../../../domain/poll/tally.ts';
import { favouriteOf } from '../../../domain/scores/record-of-member.ts';
import type { PollParts } from '../poll-parts.ts';
import { knowsContestants } from '../watched-by.ts';
import type { Scores } from './scores.ts';

/** Whom members picked, by match id, to draw over a bracket. */
export type PicksByMatch = ReadonlyMap<string, { readonly contestantId: string; readonly share?: number }>;

/**
 * What a server's polls say about the matches of the series, as far as someone at a horizon may know. Matches whose
 * contestants they do not know yet are left out, and so are void polls and polls of an earlier game.
 */
export interface BracketPicks {
  /**
   * The contestant with most votes, and which part of the voters that is. Left out where two are level, and for a
   * secret poll that is still open. Of several polls on one match the newest counts.
   */
  crowdPicks(guildId: string, horizon: Horizon): Promise<PicksByMatch>;
  /** A member's own votes; of several on one match the newest. To be shown to that member only. */
  ownPicks(guildId: string, userId: string, horizon: Horizon): Promise<PicksByMatch>;
}

export function createBracketPicks(parts: {
  book: Pick<PollParts['book'], 'ofServer'>;
  box: Pick<PollParts['box'], 'of'>;
  scores: Pick<Scores, 'tallyOf'>;
  knowledge: PollParts['knowledge'];
  servers: Pick<PollParts['servers'], 'get'>;
}): BracketPicks {
  const { book, box, scores, knowledge, servers } = parts;

  async function pollsFor(guildId: string, horizon: Horizon): Promise<readonly (Poll & { matchId: string })[]> {
    const { game } = await servers.get(guildId);
    return (await book.ofServer(guildId)).flatMap((poll) =>
      poll.matchId !== undefined &&
      poll.state !== 'void' &&
      poll.game === game &&
      knowsContestants(knowledge, horizon, poll)
        ? { ...poll, matchId: poll.matchId }
        : [],
    );
  }

  return {
    async crowdPicks(guildId, horizon) {
      const picks = new Map<string, { contestantId: string; share: number }>();
      for (const poll of await pollsFor(guildId, horizon)) {
        if (poll.secret && poll.state === 'open') continue;
        const tally = await scores.tallyOf(poll);
        const contestantId = favouriteOf(tally);
        if (contestantId === undefined) picks.delete(poll.matchId);
        else picks.set(poll.matchId, { contestantId, share: (tally.votes.get(contestantId) ?? 0) / tally.total });
      }
      return picks;
    },
    async ownPicks(guildId, userId, horizon) {
      const picks = new Map<string, { contestantId: string }>();
      for (const poll of await pollsFor(guildId, horizon)) {
        const ballot = await box.of(poll.id, userId);
        const contestantId = ballot && countedChoice(poll, ballot);
        if (contestantId !== undefined) picks.set(poll.matchId, { contestantId });
      }
      return picks;
    },
  };
}
