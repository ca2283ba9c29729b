import { nextRound } from '../util/event-loop.ts';
import { StoreClosedError } from './errors.ts';
import type { Fence, Tokens } from './fence.ts';

/** A record to be written or removed, made by `Records.putting` and `Records.removing`, written by `Store.write`. */
export interface Change {
  /** The key as the backend keeps it. */
  readonly storedKey: string;
  /** What to keep there; undefined removes it. */
  readonly text: string | undefined;
  /** `text` is only computed when it is needed: not at all where a later change of the same key is written with it. */
  readonly late?: true;
  /** Called when the write it was part of has ended, before the caller of `write` is told: whether it is on disk. */
  readonly settled?: (onDisk: boolean) => void;
}

export interface WriteQueue {
  /**
   * Resolves when all changes are on disk. If it rejects, none is, unless the store went away in the middle and its
   * answer was lost. `under`: as in Fence; absent = no lease is needed.
   */
  write(changes: readonly Change[], under?: Tokens): Promise<void>;
  /** Refuses further writes; resolves when every earlier one has ended. */
  close(): Promise<void>;
}

export interface WriteQueueOptions {
  /**
   * Writes all changes or none, and resolves when they are on disk. No key occurs twice. The next call comes only after
   * this one has ended.
   */
  readonly writeWhole: (changes: readonly Change[], fence: Fence) => Promise<void>;
}

/** Calls beyond these limits wait for the next statement; a single larger call is still written as one. */
const MOST_CHANGES_AT_ONCE = 5_000;
const MOST_CHARACTERS_AT_ONCE = 4_000_000;

const MOST_SETTLED_AT_ONCE = 250;

const NOTHING_HELD: Tokens = {};

interface Call {
  readonly changes: readonly Change[];
  readonly under: Tokens;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Groups writes: those asked for while one is under way are made together as the next one, so that many votes share one
 * sync of the disk. The changes of one call stay together. Calls keep their order, so the last write of a key wins even
 * if nobody waited for the one before. Only calls under the same leases are grouped.
 */
export function createWriteQueue({ writeWhole }: WriteQueueOptions): WriteQueue {
  let waiting: Call[] = [];
  let running: Promise<void> | undefined;
  let closed = false;
  let sequence = 0;

  async function runUntilEmpty() {
    // Calls made in the same turn of the event loop belong to one group, including the first.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        sequence += 1;
        await writeWhole(lastOfEachKey(group), { tokens: group[0]?.under ?? {}, sequence });
        await settleAll(group);
      } catch (error) {
        for (const call of group) call.reject(error);
      }
    }
    running = undefined;
  }

  function takeGroup(): Call[] {
    let changes = 0;
    let characters = 0;
    const [first] = waiting;
    const tooMany = waiting.findIndex((call, index) => {
      if (call.under !== first?.under) return true;
      changes += call.changes.length;
      for (const change of call.changes) {
        characters += change.storedKey.length + (change.late === true ? 0 : (change.text?.length ?? 0));
      }
      return index > 0 && (changes > MOST_CHANGES_AT_ONCE || characters > MOST_CHARACTERS_AT_ONCE);
    });
    const group = tooMany < 0 ? waiting : waiting.slice(0, tooMany);
    waiting = tooMany < 0 ? [] : waiting.slice(tooMany);
    return group;
  }

  return {
    write(changes, under = NOTHING_HELD) {
      if (closed) return Promise.reject(new StoreClosedError(`write ${changes.length} changes`));
      if (changes.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.push({ changes, under, resolve, reject });
        running ??= runUntilEmpty();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

/** What each caller does next runs right away: that of thousands in one go would hold up everything else. */
async function settleAll(group: readonly Call[]): Promise<void> {
  for (const [at, call] of group.entries()) {
    call.resolve();
    if ((at + 1) % MOST_SETTLED_AT_ONCE === 0) await nextRound();
  }
}

function lastOfEachKey(group: readonly Call[]): readonly Change[] {
  const last = new Map<string, Change>();
  for (const call of group) for (const change of call.changes) last.set(change.storedKey, change);
  return [...last.values()];
}
