import type { Poll } from '../../../domain/poll/poll.ts';
import { isOver } from '../../../domain/poll/poll-state.ts';
import { countedPoll, forScores, type ScoredPoll, withVotersRenamed } from '../../../domain/scores/counted-poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import { countedPollRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';
import type { Servers } from '../../servers.ts';
import type { PollBook } from '../poll-book.ts';
import type { VotesOfPolls } from './votes-of-polls.ts';

/**
 * What counts of polls that are over, kept as one record each: derived from the poll and its ballots, and never needed
 * where it is missing or damaged.
 */
export interface CountedPolls {
  /** A server's polls as scores need them, oldest first, without those that are being deleted. */
  ofServer(guildId: string): Promise<readonly ScoredPoll[]>;
  /** Keeps what counts of a poll that is over, and marks the poll as trimmed and counted in the same write. */
  keep(pollId: string): Promise<void>;
}

/** About this many votes are read at once, in one statement. */
const VOTES_AT_ONCE = 20_000;
const FEWEST_AT_ONCE = 10;
/** The first statement, when it is not known yet how many votes the polls have. */
const FIRST_AT_ONCE = 50;
const MOST_AT_ONCE = 1_000;

export function createCountedPolls(parts: {
  readonly store: Store;
  readonly book: Pick<PollBook, 'getMany' | 'liveOf' | 'isLive' | 'scored' | 'updateAll'>;
  readonly servers: Pick<Servers, 'get'>;
  readonly votes: Pick<VotesOfPolls, 'of' | 'take'>;
}): CountedPolls {
  const { book, store, servers, votes } = parts;
  const records = store.records(countedPollRecord);

  /** Those of these polls whose record can be read; their votes are held on the way. */
  async function read(pollIds: readonly string[]): Promise<Map<string, ScoredPoll>> {
    const polls = new Map<string, ScoredPoll>();
    const breathe = createBreather();
    let atOnce = FIRST_AT_ONCE;
    for (let start = 0; start < pollIds.length; ) {
      const some = pollIds.slice(start, start + atOnce);
      let total = 0;
      for (const [pollId, record] of await records.getMany(some, () => {})) {
        polls.set(pollId, record.poll);
        votes.take(record.poll, record.votes);
        for (const voters of Object.values(record.votes)) total += voters.length;
        await breathe();
      }
      start += some.length;
      const fitting = Math.floor((VOTES_AT_ONCE * some.length) / Math.max(total, 1));
      atOnce = Math.min(Math.max(fitting, FEWEST_AT_ONCE), MOST_AT_ONCE);
    }
    return polls;
  }

  return {
    async ofServer(guildId) {
      const { pollIds } = await servers.get(guildId);
      const known = book.scored.of(guildId);
      const asked = pollIds.filter((pollId) => !book.isLive(pollId) && !known.has(pollId));
      const found = await read(asked);
      const missing = asked.filter((pollId) => !found.has(pollId));
      for (const poll of await book.getMany(missing)) found.set(poll.id, forScores(poll));
      const live = new Map(book.liveOf(guildId).map((poll) => [poll.id, poll]));
      for (const [pollId, poll] of found) {
        // If it was written meanwhile, it is known or live by now, and newer than what was read here.
        if (!live.has(pollId) && !known.has(pollId)) known.set(pollId, poll);
      }
      if (found.size > 0) book.scored.trim();
      return pollIds.flatMap((pollId): readonly ScoredPoll[] => {
        const poll = live.get(pollId);
        if (poll !== undefined) return poll.deleted === true ? [] : [poll];
        const resting = known.get(pollId) ?? found.get(pollId);
        return resting === undefined ? [] : [resting];
      });
    },
    async keep(pollId) {
      let counted: Poll | undefined;
      await book.updateAll(
        [pollId],
        (poll) => {
          counted = isOver(poll) ? { ...poll, trimmed: true, counted: true } : undefined;
          return counted;
        },
        async (changes) => {
          if (counted === undefined) return;
          // While this runs neither the poll nor a ballot of it can change.
          const now = await votes.of(counted);
          await store.write([...changes, records.putting(pollId, countedPoll(counted, now.votes))]);
        },
      );
    },
  };
}

/**
 * The change that goes with a voter of this poll getting another name, or none (`instead` undefined); nothing where no
 * record names them.
 */
export async function forgettingVoter(
  store: Store,
  {
    pollId,
    userId,
    instead,
  }: { readonly pollId: string; readonly userId: string; readonly instead?: string | undefined },
): Promise<readonly Change[]> {
  const records = store.records(countedPollRecord);
  if (instead === undefined) return [records.removing(pollId)];
  const kept = (await records.getMany([pollId], () => {})).get(pollId);
  const rename = (voterId: string) => (voterId === userId ? instead : voterId);
  return kept === undefined ? [records.removing(pollId)] : [records.putting(pollId, withVotersRenamed(kept, rename))];
}
