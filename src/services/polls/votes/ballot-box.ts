import { type Ballot, type BallotChange, choiceOf, emptyBallot } from '../../../domain/poll/ballot.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { type Tally, tallyOf, trimmedBallot } from '../../../domain/poll/tally.ts';
import { type Change, DamagedRecordError, type Store } from '../../../storage/index.ts';
import { ballotRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';
import { createGroupedQueue } from '../../../util/grouped-queue.ts';
import { type Meter, noMeter } from '../../../util/meter.ts';
import { type Counts, createCounts } from './counts.ts';
import { createVoterIndex } from './voter-index.ts';

type Decide = (ballot: Ballot) => { ballot: Ballot; change: BallotChange };

/** The ballots of all polls. A change resolves when it is on disk. */
export interface BallotBox {
  /**
   * Runs `decide` on the member's present ballot and saves what it returns. Changes in a poll are made in the order
   * given, and those that come while others are being written are written together.
   */
  change(pollId: string, userId: string, decide: Decide): Promise<BallotChange>;
  /** Every ballot of a poll, by member id, once no change is under way. A ballot that cannot be read is left out. */
  all(pollId: string): Promise<ReadonlyMap<string, Ballot>>;
  of(pollId: string, userId: string): Promise<Ballot | undefined>;
  /**
   * A member's ballots in several polls, by poll id.
   *
   * @throws DamagedRecordError
   */
  ofMember(userId: string, pollIds: readonly string[]): Promise<ReadonlyMap<string, Ballot>>;
  /** A member's ballot, once no change that was asked for before is under way. */
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
   * Removes the member's ballot, in one write with `others`. Where `instead` is given, the vote they had chosen stays
   * under that name, without their reactions.
   */
  forget(pollId: string, userId: string, instead: string | undefined, others?: readonly Change[]): Promise<void>;
  /** Removes all votes of a poll. Only for a poll that takes no more. */
  removeAll(pollId: string): Promise<void>;
  /** Drops from memory what is held of a poll; it is read again when asked for. */
  letGo(pollId: string): void;
}

/** A ballot that is about to be on disk. */
interface Writing {
  readonly key: string;
  readonly ballot: Ballot;
  readonly putting: Change;
}

const READ_AT_ONCE = 500;
const TRIMMED_AT_ONCE = 256;
/**
 * Few enough that deciding them holds up the process for some thirty milliseconds at most, right after a start; a
 * thousand took three times as long, and were written hardly sooner.
 */
const CHANGED_AT_ONCE = 250;
/** Ballots held in memory as they were last written: members who change their vote do so within the same evening. */
const MOST_HELD = 20_000;

export function createBallotBox(parts: { store: Store; meter?: Pick<Meter, 'vote'> }): BallotBox {
  const { store, meter = noMeter } = parts;
  const ballots = store.records(ballotRecord);
  const voters = createVoterIndex(parts);
  const queue = createGroupedQueue(CHANGED_AT_ONCE, changeTogether);
  const counts = new Map<string, Promise<Counts>>();
  const revisions = new Map<string, number>();
  /**
   * Ballots as they are on disk, the one written longest ago first. No other process writes ballots while this one
   * holds the lease.
   */
  const held = new Map<string, Ballot>();
  const keyOf = (pollId: string, userId: string) => `${pollId}/${userId}`;

  function hold(written: ReadonlyMap<string, Writing>): void {
    for (const { key, ballot } of written.values()) {
      held.delete(key);
      held.set(key, ballot);
    }
    for (const oldest of held.keys()) {
      if (held.size <= MOST_HELD) return;
      held.delete(oldest);
    }
  }

  /**
   * The ballots that changes begin from. It costs no read for members who are known to have none, or whose ballot was
   * written lately.
   */
  async function ballotsOf(
    pollId: string,
    userIds: Iterable<string>,
  ): Promise<Map<string, Ballot | DamagedRecordError>> {
    const mayHave = await voters.mayHave(pollId);
    const known = new Map<string, Ballot | DamagedRecordError>();
    const unread: string[] = [];
    for (const userId of userIds) {
      const key = keyOf(pollId, userId);
      const ballot = held.get(key);
      if (ballot !== undefined) known.set(key, ballot);
      else if (mayHave(userId)) unread.push(key);
    }
    if (unread.length === 0) return known;
    for (const [key, ballot] of await ballots.getMany(unread, (err) => void known.set(err.key, err))) {
      known.set(key, ballot);
    }
    return known;
  }

  async function all(pollId: string): Promise<ReadonlyMap<string, Ballot>> {
    await queue.soFar(pollId);
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

  async function changeTogether(
    pollId: string,
    asked: readonly { readonly userId: string; readonly decide: Decide }[],
  ): Promise<readonly PromiseSettledResult<BallotChange>[]> {
    const before = await ballotsOf(
      pollId,
      asked.map(({ userId }) => userId),
    );
    const writing = new Map<string, Writing>();
    const outcomes = asked.map(({ userId, decide }) =>
      outcomeOf(() => {
        const key = keyOf(pollId, userId);
        const known = before.get(key);
        if (known instanceof DamagedRecordError) throw known;
        const ballot = writing.get(userId)?.ballot ?? known ?? emptyBallot;
        const decided = decide(ballot);
        if (decided.ballot !== ballot && !(ballot === emptyBallot && isEmpty(decided.ballot))) {
          writing.set(userId, { key, ballot: decided.ballot, putting: ballots.putting(key, decided.ballot) });
        }
        return decided.change;
      }),
    );
    if (writing.size > 0) await write(pollId, writing);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') tell(outcome.value);
    return outcomes;
  }

  function tell({ kind }: BallotChange): void {
    if (kind === 'counted' || kind === 'moved' || kind === 'withdrawn') meter.vote(kind);
  }

  async function write(pollId: string, writing: ReadonlyMap<string, Writing>): Promise<void> {
    // Until it is known whether the write succeeded, nothing is held.
    for (const { key } of writing.values()) held.delete(key);
    const putting = [...writing.values()].map((one) => one.putting);
    await voters.entering(pollId, writing.keys(), (others) => store.write([...others, ...putting]));
    hold(writing);
    revisions.set(pollId, (revisions.get(pollId) ?? 0) + 1);
    // Counts that are being read right now may have missed these votes, so they are set in any case. Not awaited: that
    // reading itself waits for this change to end.
    void counts.get(pollId)?.then(
      (counted) => {
        for (const [userId, { ballot }] of writing) counted.set(userId, choiceOf(ballot));
      },
      () => {},
    );
  }

  async function forgetNow(
    pollId: string,
    userId: string,
    instead: string | undefined,
    alsoChanged: readonly Change[],
  ): Promise<void> {
    held.delete(keyOf(pollId, userId));
    const ballot = await readable(keyOf(pollId, userId));
    const stays = instead !== undefined && ballot !== undefined && ballot.history.length > 0;
    const changes = [
      ...alsoChanged,
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
    change: (pollId, userId, decide) => queue.add(pollId, { userId, decide }),
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
    async settled(pollId, userId) {
      await queue.soFar(pollId);
      return ballots.get(keyOf(pollId, userId));
    },
    async tally(poll) {
      await queue.soFar(poll.id);
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
        await queue.alone(poll.id, () => Promise.all(some.map((userId) => trimOne(poll, userId))));
        await breathe();
      }
    },
    forget: (pollId, userId, instead, others = []) =>
      queue.alone(pollId, () => forgetNow(pollId, userId, instead, others)),
    async removeAll(pollId) {
      await queue.soFar(pollId);
      for (const key of held.keys()) if (key.startsWith(`${pollId}/`)) held.delete(key);
      for await (const keys of ballots.keys(`${pollId}/`)) await store.write(keys.map((key) => ballots.removing(key)));
      await voters.removeUnder(`${pollId}/`);
      counts.delete(pollId);
    },
    letGo(pollId) {
      if (!queue.isIdle(pollId)) return;
      counts.delete(pollId);
      voters.letGo(pollId);
    },
  };
}

function isEmpty({ reactions, supers, history }: Ballot): boolean {
  return reactions.length === 0 && supers === undefined && history.length === 0;
}

function outcomeOf<T>(work: () => T): PromiseSettledResult<T> {
  try {
    return { status: 'fulfilled', value: work() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}
