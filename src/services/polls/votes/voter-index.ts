import type { Change, Store } from '../../../storage/index.ts';
import { votersRecord } from '../../../storage/kinds.ts';
import { createBreather } from '../../../util/event-loop.ts';

/** Voters in one chunk of the index: small enough that rewriting it for a member's first vote costs little. */
const CHUNK = 256;
/** Chunks read at once while the end of the index is not known. */
const CHUNKS_AT_ONCE = 16;

/**
 * Which members have a ballot in a poll, in chunks of limited size, so that a vote costs the same however many there
 * are.
 */
export interface VoterIndex {
  all(pollId: string): Promise<readonly string[]>;
  /**
   * Tells whether a member may have a ballot in the poll. False only for one who certainly has none: a ballot is written
   * together with the member's place here.
   */
  mayHave(pollId: string): Promise<(userId: string) => boolean>;
  /**
   * Calls `write` with what must be written together with these members' ballots; with nothing where all of them have
   * their place on disk. When `write` rejects, those who had no place have none.
   */
  entering(
    pollId: string,
    userIds: Iterable<string>,
    write: (changes: readonly Change[]) => Promise<void>,
  ): Promise<void>;
  /**
   * Calls `write` with what must be written together with removing a member's ballot; where `instead` is given, that
   * name takes their place.
   */
  leaving(
    pollId: string,
    userId: string,
    instead: string | undefined,
    write: (changes: readonly Change[]) => Promise<void>,
  ): Promise<void>;
  /** Removes every list of voters whose poll's id begins with `prefix`, from disk and from memory. */
  removeUnder(prefix: string): Promise<void>;
  letGo(pollId: string): void;
}

interface Voters {
  readonly chunks: Set<string>[];
  /** The number of each member's chunk. */
  readonly places: Map<string, number>;
  /** Members who are certainly in their chunk on disk. */
  readonly written: Set<string>;
  /** A chunk could not be read, so there may be voters who are not known here. */
  isDamaged: boolean;
}

export function createVoterIndex(parts: { store: Store }): VoterIndex {
  const { store } = parts;
  const voters = store.records(votersRecord);
  const indexes = new Map<string, Promise<Voters>>();
  const keyOf = (pollId: string, chunk: number) => `${pollId}/${chunk}`;

  async function read(pollId: string): Promise<Voters> {
    const index: Voters = { chunks: [], places: new Map(), written: new Set(), isDamaged: false };
    const breathe = createBreather();
    for (let start = 0; ; start += CHUNKS_AT_ONCE) {
      const numbers = Array.from({ length: CHUNKS_AT_ONCE }, (_, offset) => start + offset);
      const damaged = new Set<string>();
      const found = await voters.getMany(
        numbers.map((number) => keyOf(pollId, number)),
        (err) => {
          damaged.add(err.key);
        },
      );
      if (found.size + damaged.size === 0) return index;
      for (const number of numbers) {
        take(index, number, found.get(keyOf(pollId, number)), damaged.has(keyOf(pollId, number)));
        await breathe();
      }
    }
  }

  /** A damaged chunk is left as it is and counts as full, so that nothing overwrites what may still be mended. */
  function take(index: Voters, number: number, ids: readonly string[] | undefined, damaged: boolean): void {
    if (ids === undefined && !damaged) return;
    if (damaged) index.isDamaged = true;
    while (index.chunks.length < number) index.chunks.push(new Set());
    index.chunks[number] = damaged ? new Set(Array.from({ length: CHUNK }, (_, at) => `damaged ${at}`)) : new Set(ids);
    for (const id of ids ?? []) {
      index.places.set(id, number);
      index.written.add(id);
    }
  }

  function indexOf(pollId: string): Promise<Voters> {
    let index = indexes.get(pollId);
    if (index === undefined) {
      index = read(pollId);
      indexes.set(pollId, index);
      index.catch(() => indexes.delete(pollId));
    }
    return index;
  }

  /** The chunk of a member; a new member gets a place in the last chunk with room. */
  function placeOf(index: Voters, userId: string): readonly [number: number, chunk: Set<string>] {
    const number = index.places.get(userId) ?? placeWithRoom(index);
    const chunk = index.chunks[number] ?? new Set<string>();
    index.chunks[number] = chunk;
    chunk.add(userId);
    index.places.set(userId, number);
    return [number, chunk];
  }

  return {
    // Read for the caller, and held only for polls that take votes: there is no limit to how many polls are over.
    all: async (pollId) => [...(await (indexes.get(pollId) ?? read(pollId))).places.keys()],
    async mayHave(pollId) {
      const index = await indexOf(pollId);
      return (userId) => index.isDamaged || index.places.has(userId);
    },
    async entering(pollId, userIds, write) {
      const index = await indexOf(pollId);
      const entered = [...userIds].filter((userId) => !index.written.has(userId));
      const chunks = new Map(entered.map((userId) => placeOf(index, userId)));
      // A member who gets a place meanwhile is written along; without a ballot that place means nothing.
      await write([...chunks].map(([number, chunk]) => voters.puttingLate(keyOf(pollId, number), () => [...chunk])));
      for (const userId of entered) index.written.add(userId);
    },
    async leaving(pollId, userId, instead, write) {
      const isHeld = indexes.has(pollId);
      const index = await indexOf(pollId);
      const number = index.places.get(userId);
      const chunk = number === undefined ? undefined : index.chunks[number];
      if (number === undefined || chunk === undefined) await write([]);
      else {
        chunk.delete(userId);
        index.places.delete(userId);
        index.written.delete(userId);
        if (instead !== undefined) {
          chunk.add(instead);
          index.places.set(instead, number);
        }
        await write([voters.putting(keyOf(pollId, number), [...chunk])]);
      }
      if (!isHeld) indexes.delete(pollId);
    },
    async removeUnder(prefix) {
      for (const pollId of indexes.keys()) if (`${pollId}/`.startsWith(prefix)) indexes.delete(pollId);
      for await (const keys of voters.keys(prefix)) await store.write(keys.map((key) => voters.removing(key)));
    },
    letGo: (pollId) => {
      indexes.delete(pollId);
    },
  };
}

function placeWithRoom({ chunks }: Voters): number {
  const last = chunks.length - 1;
  return last >= 0 && (chunks[last]?.size ?? 0) < CHUNK ? last : chunks.length;
}
