import { type Ballot, type BallotChange, choiceOf, emptyBallot } from '../../../domain/poll/ballot.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { type Tally, tallyOf, trimmedBallot } from '../../../domain/poll/tally.ts';
import { DamagedRecordError, type Store } from '../../../storage/index.ts';
import { ballotRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import { type Meter, noMeter } from '../../../util/meter.ts';
import { type Counts, createCounts } from './counts.ts';
import { createVoterIndex } from './voter-index.ts';

/** The votes of all polls. A change resolves when it is on disk. */
export interface BallotBox {
  /** Decides on the member's ballot as it is, and keeps what comes out. One after the other per member and poll. */
  change(
    pollId: string,
    userId: string,
    decide: (ballot: Ballot) => { ballot: Ballot; change: BallotChange },
  ): Promise<BallotChange>;
  /** Every ballot of a poll, under its member, once nothing is under way. One that cannot be read is left out. */
  all(pollId: string): Promise<ReadonlyMap<string, Ballot>>;
  of(pollId: string, userId: string): Promise<Ballot | undefined>;
  /** A member's ballots in several polls, under the polls' ids. @throws DamagedRecordError */
  ofMember(userId: string, pollIds: readonly string[]): Promise<ReadonlyMap<string, Ballot>>;
  /** The same, once none of the member's own acts is under way. */
  settled(pollId: string, userId: string): Promise<Ballot | undefined>;
  /** What counts, once nothing is under way. Counted along while the poll is open, so that it costs no reading. */
  tally(poll: Pick<Poll, 'id' | 'lockedAsOfMs' | 'contestants'>): Promise<Tally>;
  /** Changes whenever a ballot of the poll did in this process: what was derived before then is old. */
  revision(pollId: string): number;
  /** Keeps of each ballot what counts and no more. Only for a poll that takes no vote any more; done twice, it does no harm. */
  trim(poll: Pick<Poll, 'id' | 'lockedAsOfMs'>): Promise<void>;
  /**
   * The member has no ballot in the poll any more. Under `instead`, where it is given, stays what they had chosen; their
   * reactions are nobody's then.
   */
  forget(pollId: string, userId: string, instead: string | undefined): Promise<void>;
  /** Removes all that is kept of a poll's votes. Only for a poll that takes none any more. */
  removeAll(pollId: string): Promise<void>;
  /** Lets go of what is kept in memory of a poll; it is read again when it is asked for. */
  letGo(pollId: string): void;
}

const TRIMMED_AT_ONCE = 256;
/** How many ballots are held as they were last written: who votes on an evening changes their mind on that evening. */
const MOST_HELD = 20_000;

export function createBallotBox(parts: { store: Store; meter?: Pick<Meter, 'vote'> }): BallotBox {
  const { store, meter = noMeter } = parts;
  const ballots = store.records(ballotRecord);
  const voters = createVoterIndex(parts);
  const queue = createKeyedQueue();
  const underWay = new Map<string, Set<Promise<unknown>>>();
  const counts = new Map<string, Promise<Counts>>();
  const revisions = new Map<string, number>();
  /** As they are on disk, the one written the longest ago first. Nobody else writes ballots while this process may. */
  const held = new Map<string, Ballot>();
  const keyOf = (pollId: string, userId: string) => `${pollId}/${userId}`;

  function hold(key: string, ballot: Ballot): void {
    held.delete(key);
    held.set(key, ballot);
    const [oldest] = held.size > MOST_HELD ? held.keys() : [];
    if (oldest !== undefined) held.delete(oldest);
  }

  /** The ballot that a change begins from: whoever is known to have none, or to have written theirs lately, costs no reading. */
  async function ballotOf(pollId: string, userId: string): Promise<Ballot | undefined> {
    const key = keyOf(pollId, userId);
    const known = held.get(key);
    if (known !== undefined) return known;
    return (await voters.mayHave(pollId, userId)) ? ballots.get(key) : undefined;
  }

  function track<T>(pollId: string, work: Promise<T>): Promise<T> {
    const pending = underWay.get(pollId) ?? new Set();
    underWay.set(pollId, pending);
    pending.add(work);
    const done = () => {
      pending.delete(work);
      if (pending.size === 0) underWay.delete(pollId);
    };
    work.then(done, done);
    return work;
  }

  async function all(pollId: string): Promise<ReadonlyMap<string, Ballot>> {
    await Promise.allSettled(underWay.get(pollId) ?? []);
    const ids = await voters.all(pollId);
    const found = await ballots.getMany(
      ids.map((userId) => keyOf(pollId, userId)),
      () => {},
    );
    const breathe = createBreather();
    const byMember = new Map<string, Ballot>();
    for (const [key, ballot] of found) {
      byMember.set(key.slice(pollId.length + 1), ballot);
      await breathe();
    }
    return byMember;
  }

  async function count(pollId: string): Promise<Counts> {
    const fresh = createCounts();
    const breathe = createBreather();
    for (const [userId, ballot] of await all(pollId)) {
      fresh.set(userId, choiceOf(ballot));
      await breathe();
    }
    return fresh;
  }

  /** Read once, then kept up by every change: what is read while one is written is set right when that one is done. */
  function countsOf(pollId: string): Promise<Counts> {
    let counted = counts.get(pollId);
    if (counted === undefined) {
      counted = count(pollId);
      counts.set(pollId, counted);
      counted.catch(() => counts.delete(pollId));
    }
    return counted;
  }

  async function changeNow(
    pollId: string,
    userId: string,
    decide: (ballot: Ballot) => { ballot: Ballot; change: BallotChange },
  ): Promise<BallotChange> {
    const key = keyOf(pollId, userId);
    const before = (await ballotOf(pollId, userId)) ?? emptyBallot;
    const { ballot, change } = decide(before);
    if (ballot === before || (before === emptyBallot && isEmpty(ballot))) return change;
    const putting = ballots.putting(key, ballot);
    // Until it is known whether it is on disk, nothing is held.
    held.delete(key);
    await voters.entering(pollId, userId, (others) => store.write([...others, putting]));
    hold(key, ballot);
    if (change.kind === 'counted' || change.kind === 'moved' || change.kind === 'withdrawn') meter.vote(change.kind);
    revisions.set(pollId, (revisions.get(pollId) ?? 0) + 1);
    // One that is being read right now may have missed this vote, so it is set in any case. Not waited for: what is being
    // read waits for this change to end.
    void counts.get(pollId)?.then(
      (counted) => counted.set(userId, choiceOf(ballot)),
      () => {},
    );
    return change;
  }

  async function forgetNow(pollId: string, userId: string, instead: string | undefined): Promise<void> {
    held.delete(keyOf(pollId, userId));
    const ballot = await readable(keyOf(pollId, userId));
    const stays = instead !== undefined && ballot !== undefined && ballot.history.length > 0;
    const changes = [
      ballots.removing(keyOf(pollId, userId)),
      ...(stays ? [ballots.putting(keyOf(pollId, instead), { reactions: [], history: ballot.history })] : []),
    ];
    await voters.leaving(pollId, userId, stays ? instead : undefined, (others) => store.write([...others, ...changes]));
    revisions.set(pollId, (revisions.get(pollId) ?? 0) + 1);
    void counts.get(pollId)?.then(
      (counted) => {
        counted.set(userId, undefined);
        if (stays) counted.set(instead, choiceOf(ballot));
      },
      () => {},
    );
  }

  async function readable(key: string): Promise<Ballot | undefined> {
    return (await ballots.getMany([key], () => {})).get(key);
  }

  async function trimOne(poll: Pick<Poll, 'id' | 'lockedAsOfMs'>, userId: string): Promise<void> {
    const key = keyOf(poll.id, userId);
    held.delete(key);
    try {
      const ballot = await ballots.get(key);
      const trimmed = ballot && trimmedBallot(poll, ballot);
      if (trimmed === ballot) return;
      await store.write([trimmed === undefined ? ballots.removing(key) : ballots.putting(key, trimmed)]);
    } catch (err) {
      // It stays as it is.
      if (!(err instanceof DamagedRecordError)) throw err;
    }
  }

  return {
    change: (pollId, userId, decide) =>
      track(
        pollId,
        queue.run(keyOf(pollId, userId), () => changeNow(pollId, userId, decide)),
      ),
    all,
    of: (pollId, userId) => ballots.get(keyOf(pollId, userId)),
    async ofMember(userId, pollIds) {
      const found = await ballots.getMany(pollIds.map((pollId) => keyOf(pollId, userId)));
      return new Map(
        pollIds.flatMap((pollId) => {
          const ballot = found.get(keyOf(pollId, userId));
          return ballot === undefined ? [] : [[pollId, ballot] as const];
        }),
      );
    },
    settled: (pollId, userId) => queue.run(keyOf(pollId, userId), () => ballots.get(keyOf(pollId, userId))),
    async tally(poll) {
      await Promise.allSettled(underWay.get(poll.id) ?? []);
      if (poll.lockedAsOfMs !== undefined) return tallyOf(poll, (await all(poll.id)).values());
      return (await countsOf(poll.id)).tally(poll.contestants.map(({ id }) => id));
    },
    revision: (pollId) => revisions.get(pollId) ?? 0,
    async trim(poll) {
      const ids = await voters.all(poll.id);
      // Some at a time, which the store writes as one: so many that it costs little, so few that others come in between.
      for (let start = 0; start < ids.length; start += TRIMMED_AT_ONCE) {
        const some = ids.slice(start, start + TRIMMED_AT_ONCE);
        await Promise.all(some.map((userId) => queue.run(keyOf(poll.id, userId), () => trimOne(poll, userId))));
      }
    },
    forget: (pollId, userId, instead) =>
      track(
        pollId,
        queue.run(keyOf(pollId, userId), () => forgetNow(pollId, userId, instead)),
      ),
    async removeAll(pollId) {
      await Promise.allSettled(underWay.get(pollId) ?? []);
      for (const key of held.keys()) if (key.startsWith(`${pollId}/`)) held.delete(key);
      for await (const keys of ballots.keys(`${pollId}/`)) await store.write(keys.map((key) => ballots.removing(key)));
      await voters.removeUnder(`${pollId}/`);
      counts.delete(pollId);
    },
    letGo(pollId) {
      if (underWay.has(pollId)) return;
      counts.delete(pollId);
      voters.letGo(pollId);
    },
  };
}

function isEmpty({ reactions, supers, history }: Ballot): boolean {
  return reactions.length === 0 && supers === undefined && history.length === 0;
}
