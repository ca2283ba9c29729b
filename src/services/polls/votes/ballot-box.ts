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

/** The ballots of all polls. A change resolves when it is on disk. */
export interface BallotBox {
  /**
   * Runs `decide` on the member's present ballot and saves what it returns. Changes per member and poll run one after
   * the other.
   */
  change(
    pollId: string,
    userId: string,
    decide: (ballot: Ballot) => { ballot: Ballot; change: BallotChange },
  ): Promise<BallotChange>;
  /** Every ballot of a poll, by member id, once no change is under way. A ballot that cannot be read is left out. */
  all(pollId: string): Promise<ReadonlyMap<string, Ballot>>;
  of(pollId: string, userId: string): Promise<Ballot | undefined>;
  /**
   * A member's ballots in several polls, by poll id.
   *
   * @throws DamagedRecordError
   */
  ofMember(userId: string, pollIds: readonly string[]): Promise<ReadonlyMap<string, Ballot>>;
  /** A member's ballot, once none of their own changes is under way. */
  settled(pollId: string, userId: string): Promise<Ballot | undefined>;
  /**
   * The votes that count, once no change is under way. Counted along while the poll is open, so that it costs no
   * reading.
   */
  tally(poll: Pick<Poll, 'id' | 'lockedAsOfMs' | 'contestants'>): Promise<Tally>;
  /**
   * Another number whenever a ballot of the poll has changed in this process: what was computed before is then
   * outdated.
   */
  revision(pollId: string): number;
  /** Trims each ballot to the vote that counts. Only for a poll that takes no more votes; may be repeated. */
  trim(poll: Pick<Poll, 'id' | 'lockedAsOfMs'>): Promise<void>;
  /**
   * Removes the member's ballot. Where `instead` is given, the vote they had chosen stays under that name, without
   * their reactions.
   */
  forget(pollId: string, userId: string, instead: string | undefined): Promise<void>;
  /** Removes all votes of a poll. Only for a poll that takes no more. */
  removeAll(pollId: string): Promise<void>;
  /** Drops from memory what is held of a poll; it is read again when asked for. */
  letGo(pollId: string): void;
}

const READ_AT_ONCE = 500;
const TRIMMED_AT_ONCE = 256;
/** Ballots held in memory as they were last written: members who change their vote do so within the same evening. */
const MOST_HELD = 20_000;

export function createBallotBox(parts: { store: Store; meter?: Pick<Meter, 'vote'> }): BallotBox {
  const { store, meter = noMeter } = parts;
  const ballots = store.records(ballotRecord);
  const voters = createVoterIndex(parts);
  const queue = createKeyedQueue();
  const underWay = new Map<string, Set<Promise<unknown>>>();
  const counts = new Map<string, Promise<Counts>>();
  const revisions = new Map<string, number>();
  /**
   * Ballots as they are on disk, the one written longest ago first. No other process writes ballots while this one
   * holds the lease.
   */
  const held = new Map<string, Ballot>();
  const keyOf = (pollId: string, userId: string) => `${pollId}/${userId}`;

  function hold(key: string, ballot: Ballot): void {
    held.delete(key);
    held.set(key, ballot);
    const [oldest] = held.size > MOST_HELD ? held.keys() : [];
    if (oldest !== undefined) held.delete(oldest);
  }

  /**
   * The ballot a change begins from. It costs no read for a member who is known to have none, or whose ballot was
   * written lately.
   */
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
    const breathe = createBreather();
    const byMember = new Map<string, Ballot>();
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const keys = ids.slice(start, start + READ_AT_ONCE).map((userId) => keyOf(pollId, userId));
      for (const [key, ballot] of await ballots.getMany(keys, () => {})) {
        byMember.set(key.slice(pollId.length + 1), ballot);
      }
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

  /**
   * Read once, then kept up by every change. A ballot that is read while it is being written is corrected when that
   * write ends.
   */
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
    // Until it is known whether the write succeeded, nothing is held.
    held.delete(key);
    await voters.entering(pollId, userId, (others) => store.write([...others, putting]));
    hold(key, ballot);
    if (change.kind === 'counted' || change.kind === 'moved' || change.kind === 'withdrawn') meter.vote(change.kind);
    revisions.set(pollId, (revisions.get(pollId) ?? 0) + 1);
    // Counts that are being read right now may have missed this vote, so it is set in any case. Not awaited: that
    // reading itself waits for this change to end.
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
      // A damaged ballot stays as it is.
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
      const breathe = createBreather();
      // In groups, which the store writes as one: large enough to cost little, small enough to let other writes in
      // between.
      for (let start = 0; start < ids.length; start += TRIMMED_AT_ONCE) {
        const some = ids.slice(start, start + TRIMMED_AT_ONCE);
        await Promise.all(some.map((userId) => queue.run(keyOf(poll.id, userId), () => trimOne(poll, userId))));
        await breathe();
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
