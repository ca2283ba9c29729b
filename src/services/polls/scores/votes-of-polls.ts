import { createHash } from 'node:crypto';
import type { ScoredPoll } from '../../../domain/scores/counted-poll.ts';
import { type CountedVotes, countedVotes } from '../../../domain/scores/scoring.ts';
import type { Store } from '../../../storage/index.ts';
import { countedPollRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';
import type { BallotBox } from '../votes/ballot-box.ts';

/**
 * A poll that is over, and the votes that count. The scores are computed from it when asked for: they take ten times
 * the memory.
 */
export interface PollWithVotes {
  readonly poll: ScoredPoll;
  readonly votes: CountedVotes;
}

/** The votes of polls that are over, held in memory as far as there is room. */
export interface VotesOfPolls {
  of(poll: ScoredPoll): Promise<PollWithVotes>;
  /** These polls in their order, some at a time, with pauses in which other work runs. */
  inBatches(polls: readonly ScoredPoll[]): AsyncGenerator<readonly PollWithVotes[]>;
  /** Holds votes that were read together with their poll. */
  take(poll: ScoredPoll, votes: CountedVotes): void;
  /** A hash of these polls and their votes: another one as soon as any of them has changed. */
  fingerprint(polls: readonly ScoredPoll[]): string;
}

interface Held {
  readonly of: string;
  readonly decided: PollWithVotes | Promise<PollWithVotes>;
  /** How many votes of it count towards `MOST_VOTES`. */
  readonly votes: number;
}

/** The votes of this many polls are read together, with one statement or two for all of them. */
const POLLS_AT_ONCE = 50;
/** Limits of what is held in memory; whatever is not held is read again when asked for. */
const MOST_VOTES = 200_000;
const MOST_POLLS = 12_000;

export function createVotesOfPolls(parts: {
  readonly store: Store;
  readonly box: Pick<BallotBox, 'all' | 'revision'>;
}): VotesOfPolls {
  const { box } = parts;
  const records = parts.store.records(countedPollRecord);
  const held = new Map<string, Held>();
  let heldVotes = 0;

  const stateOf = (poll: ScoredPoll) => `${poll.id}/${poll.revision}/${box.revision(poll.id)}`;

  function hold(pollId: string, one: Held): void {
    heldVotes += one.votes - (held.get(pollId)?.votes ?? 0);
    held.delete(pollId);
    held.set(pollId, one);
    const isFull = () => heldVotes > MOST_VOTES || held.size > MOST_POLLS;
    if (!isFull()) return;
    for (const [oldest, { votes }] of held) {
      if (!isFull()) return;
      held.delete(oldest);
      heldVotes -= votes;
    }
  }

  /** From its own record where there is one: that goes with the write that makes it wrong. */
  async function votesOf(poll: ScoredPoll): Promise<CountedVotes> {
    const kept = (await records.getMany([poll.id], () => {})).get(poll.id);
    return kept === undefined ? countedVotes(poll, await box.all(poll.id)) : kept.votes;
  }

  /** Read once for all who ask at the same time: a large poll may have many ballots to read. */
  function decided(poll: ScoredPoll): PollWithVotes | Promise<PollWithVotes> {
    const of = stateOf(poll);
    const known = held.get(poll.id);
    if (known?.of === of) return known.decided;
    const deciding = votesOf(poll).then((votes) => ({ poll, votes }));
    hold(poll.id, { of, decided: deciding, votes: 0 });
    deciding.then(
      (now) => {
        if (held.get(poll.id)?.decided === deciding) hold(poll.id, { of, decided: now, votes: countOf(now.votes) });
      },
      () => {
        if (held.get(poll.id)?.decided === deciding) held.delete(poll.id);
      },
    );
    return deciding;
  }

  return {
    of: async (poll) => decided(poll),
    async *inBatches(polls) {
      const breathe = createBreather();
      for (let start = 0; start < polls.length; start += POLLS_AT_ONCE) {
        yield Promise.all(polls.slice(start, start + POLLS_AT_ONCE).map(decided));
        await breathe();
      }
    },
    take(poll, votes) {
      hold(poll.id, { of: stateOf(poll), decided: { poll, votes }, votes: countOf(votes) });
    },
    fingerprint(polls) {
      return createHash('sha256').update(polls.map(stateOf).join()).digest('base64');
    },
  };
}

function countOf(votes: CountedVotes): number {
  let count = 0;
  for (const voters of Object.values(votes)) count += voters.length;
  return count;
}
