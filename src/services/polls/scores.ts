import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { type LedgerLine, scorePoll } from '../../domain/scores/scoring.ts';
import { type Standing, standingsOf } from '../../domain/scores/standings.ts';
import type { PollParts } from './poll-parts.ts';
import { hasWatched } from './show-poll.ts';

export interface Scores {
  /** Who predicted best in a server, over the matches that someone at this horizon has watched. */
  standings(guildId: string, horizon: Horizon): Promise<readonly Standing[]>;
}

/** Scores are worked out from votes and results each time they are asked for; nothing is ever added up and kept. */
export function createScores(parts: PollParts): Scores {
  const { book, box, knowledge } = parts;

  return {
    async standings(guildId, horizon) {
      const ledger: LedgerLine[] = [];
      for (const poll of await book.ofServer(guildId)) {
        if (poll.state === 'settled' && hasWatched(knowledge, horizon, poll)) {
          ledger.push(...scorePoll(poll, await box.all(poll.id)));
        }
      }
      return standingsOf(ledger);
    },
  };
}
