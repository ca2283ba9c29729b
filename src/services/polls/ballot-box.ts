import { type Ballot, type BallotChange, emptyBallot } from '../../domain/poll/ballot.ts';
import type { Store } from '../../storage/index.ts';
import { ballotRecord, votersRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

/** Voters in one chunk of the index: small enough that writing it again with a member's first vote costs little. */
const CHUNK = 256;
/** Chunks looked for at once while the end of the index is not known. */
const CHUNKS_AT_ONCE = 16;

/** The votes of all polls. A change resolves when it is on disk. */
export interface BallotBox {
  /** Decides on the member's ballot as it is, and keeps what comes out. One after the other per member and poll. */
  change(
    pollId: string,
    userId: string,
    decide: (ballot: Ballot) => { ballot: Ballot; change: BallotChange },
  ): Promise<BallotChange>;
  /** Every ballot of a poll, under its member, once nothing is under way. */
  all(pollId: string): Promise<ReadonlyMap<string, Ballot>>;
  of(pollId: string, userId: string): Promise<Ballot | undefined>;
}

/** Who has a ballot in a poll; the last chunk is the one still growing. */
interface Voters {
  readonly ids: Set<string>;
  chunks: string[][];
}

export function createBallotBox(store: Store): BallotBox {
  const ballots = store.records(ballotRecord);
  const voters = store.records(votersRecord);
  const queue = createKeyedQueue();
  const underWay = new Map<string, Set<Promise<unknown>>>();
  const indexes = new Map<string, Promise<Voters>>();
  const keyOf = (pollId: string, part: string | number) => `${pollId}/${part}`;

  async function readIndex(pollId: string): Promise<Voters> {
    const chunks: string[][] = [];
    while (true) {
      const first = chunks.length;
      const keys = Array.from({ length: CHUNKS_AT_ONCE }, (_, index) => keyOf(pollId, first + index));
      const found = await voters.getMany(keys);
      chunks.push(...found.values());
      if (found.size < keys.length) return { chunks, ids: new Set(chunks.flat()) };
    }
  }

  function indexOf(pollId: string): Promise<Voters> {
    let index = indexes.get(pollId);
    if (index === undefined) {
      index = readIndex(pollId);
      indexes.set(pollId, index);
      index.catch(() => indexes.delete(pollId));
    }
    return index;
  }

  /** What must be written with a member's first ballot; nothing for those who have one. */
  function entering(pollId: string, index: Voters, userId: string) {
    if (index.ids.has(userId)) return [];
    index.ids.add(userId);
    const last = index.chunks.at(-1);
    if (last === undefined || last.length >= CHUNK) index.chunks.push([userId]);
    else last.push(userId);
    const number = index.chunks.length - 1;
    return [voters.putting(keyOf(pollId, number), [...(index.chunks[number] ?? [])])];
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

  return {
    change: (pollId, userId, decide) =>
      track(
        pollId,
        queue.run(keyOf(pollId, userId), async () => {
          const [index, kept] = await Promise.all([indexOf(pollId), ballots.get(keyOf(pollId, userId))]);
          const before = kept ?? emptyBallot;
          const { ballot, change } = decide(before);
          if (ballot === before) return change;
          try {
            await store.write([...entering(pollId, index, userId), ballots.putting(keyOf(pollId, userId), ballot)]);
          } catch (error) {
            // The index in memory may now know more than the disk does: read it anew next time.
            indexes.delete(pollId);
            throw error;
          }
          return change;
        }),
      ),
    async all(pollId) {
      await Promise.allSettled(underWay.get(pollId) ?? []);
      const { ids } = await indexOf(pollId);
      const found = await ballots.getMany([...ids].map((userId) => keyOf(pollId, userId)));
      return new Map([...found].map(([key, ballot]) => [key.slice(pollId.length + 1), ballot]));
    },
    of: (pollId, userId) => ballots.get(keyOf(pollId, userId)),
  };
}
