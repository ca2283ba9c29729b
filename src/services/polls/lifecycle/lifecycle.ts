import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import {
  deletePoll,
  editPoll,
  lockPoll,
  type PollEdit,
  reopenPoll,
  settlePoll,
  unlockPoll,
  voidPoll,
} from '../../../domain/poll/change-poll.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import { type LockCause, locksWith, type Poll } from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import type { PollParts } from '../poll-parts.ts';
import type { SeriesReleases } from '../series-releases.ts';
import { knowsContestants } from '../watched-by.ts';

/** The result of acting on a poll whose state the caller had seen before. */
export type Moved =
  | { readonly kind: 'done'; readonly poll: Poll }
  /** Somebody else, or the deadline, came first: nothing was done. */
  | { readonly kind: 'stale'; readonly poll: Poll }
  /** It would change nothing, or is not possible in this state. */
  | { readonly kind: 'nothing'; readonly poll: Poll }
  | { readonly kind: 'unknown' };

/** Deleting a poll without votes removes it (`gone`); deleting one with votes makes it void. */
export type Deletion = 'gone' | 'void';

/**
 * A poll as it was seen: when it has another revision by now, nothing is done. Without a revision, the poll as it is
 * now.
 */
export interface SeenPoll {
  readonly pollId: string;
  readonly revision?: number | undefined;
}

export interface Lifecycle {
  /** Votes that were acknowledged before the call count. */
  lock(seen: SeenPoll): Promise<Moved>;
  /** Gives or corrects the result; locks first when the poll is still open. */
  giveResult(seen: SeenPoll, winnerId: string, givenBy: string): Promise<Moved>;
  reopen(seen: SeenPoll, closesAtMs: number): Promise<Moved>;
  makeVoid(seen: SeenPoll): Promise<Moved>;
  /**
   * Deletes a poll: one without votes is removed with all its messages; one with votes is made void. `told` is which of
   * the two the moderator was told; if it would now be the other, nothing is done.
   */
  remove(seen: SeenPoll, told: Deletion): Promise<Moved | { readonly kind: 'otherwise'; readonly poll: Poll }>;
  edit(seen: SeenPoll, change: PollEdit): Promise<Moved>;
  /** Locks an open poll as of its deadline. `away` = no process watched between the deadline and now. */
  lockAtDeadline(pollId: string, away: boolean): Promise<void>;
  /**
   * Locks an open poll as of the moment its episode came out. A member's vote after that moment falls back to their
   * last one before it.
   */
  lockIfOut(pollId: string): Promise<void>;
  /** The episode was not out after all: a poll that it locked takes votes until its deadline again. */
  unlockByEpisode(pollId: string): Promise<void>;
  /** Locks now, as a moderator's act. Undefined when the poll was not open any more. */
  lockNow(pollId: string, revision?: number): Promise<Poll | undefined>;
}

/**
 * How a poll goes from state to state. Each step is one guarded write: of two callers that act on the same state, one
 * succeeds and the other learns that it came second.
 */
export function createLifecycle(
  parts: PollParts & {
    store: Pick<Store, 'write'>;
    releases: SeriesReleases;
    changed: (pollId: string) => void;
    telling?: ((guildId: string, notice: Notice) => Change) | undefined;
    /** Writes a settled poll, with whatever else becomes known by its result. Default: writes the poll alone. */
    commitResult?: ((settled: Poll, changes: readonly Change[]) => Promise<unknown>) | undefined;
  },
): Lifecycle {
  const { book, box, store, gate, comparisons, releases, clock, log, changed } = parts;

  /**
   * Compares the reactions on the message before the lock, so that no missed vote is lost.
   *
   * @returns how many votes found there are not counted
   */
  async function compare(poll: Poll, votesAtMs: number | 'too-late'): Promise<number> {
    // Nothing found could count, and nothing was missed: do not wait for the channel.
    if (votesAtMs === 'too-late' && !comparisons.isOwed(poll.id)) return 0;
    const compared = await comparisons.compare(poll, votesAtMs);
    if (compared.kind === 'done') return compared.uncounted;
    log.warn(
      { pollId: poll.id, detail: compared.detail },
      'The reactions could not be compared at the lock; what is known counts',
    );
    return 0;
  }

  /** Where the data has no result, the change by which moderators are asked for it, to be written with the lock. */
  async function askWhoWon(poll: Poll): Promise<(() => Change) | undefined> {
    const { telling } = parts;
    const here = parts.knowledge.forServer(poll.guildId);
    const known = poll.matchId === undefined ? undefined : here.seenFrom('all').match(poll.matchId);
    if (telling === undefined || known?.result !== undefined) return undefined;
    const server = await parts.servers.get(poll.guildId);
    const { language } = server;
    // It is not known here in which channel the notice will stand: it names only contestants that every channel may
    // know.
    const lowest = Object.values(server.channels).reduce(here.lowerHorizon, server.horizon ?? 'none');
    const contestants = knowsContestants(parts.knowledge, lowest, poll) ? poll.contestants : [];
    return () =>
      telling(poll.guildId, {
        kind: 'poll-who-won',
        pollId: poll.id,
        ...pollInNotice(poll, language),
        contestants: contestants.map(({ id, names, emoji }) => ({ id, name: inLanguage(names, language), emoji })),
      });
  }

  /**
   * Locks the poll as it was when this began; from then on no vote is acknowledged that the lock would not count. If
   * somebody changed the poll meanwhile, it is not locked, and votes acknowledged on the changed poll count.
   */
  async function lock(
    poll: Poll,
    lock: { asOfMs: number; cause: LockCause; votesAtMs: number | 'too-late' },
  ): Promise<Poll | undefined> {
    const { id: pollId, revision } = poll;
    const { asOfMs, cause } = lock;
    const locked = await gate.during(poll, asOfMs, async () => {
      const uncounted = await compare(poll, lock.votesAtMs);
      const asking = cause === 'episode' ? await askWhoWon(poll) : undefined;
      const [made] = await book.updateAll(
        [pollId],
        (current) => (current.revision === revision ? lockPoll(current, { asOfMs, cause, uncounted }) : undefined),
        (changes) => store.write(changes.length > 0 && asking !== undefined ? [...changes, asking()] : changes),
      );
      return made;
    });
    if (locked) {
      log.info({ pollId, cause, asOfMs: locked.lockedAsOfMs }, 'A poll was locked');
      comparisons.locked(pollId);
    }
    changed(pollId);
    return locked;
  }

  /** Runs `work` on the open poll as it is now, repeatedly, until it succeeded or the poll is no longer open. */
  async function untilDone(pollId: string, work: (poll: Poll) => Promise<unknown>): Promise<boolean> {
    while (true) {
      const poll = await book.get(pollId);
      if (poll?.state !== 'open') return false;
      const done = await work(poll);
      if (done !== undefined) return done !== false;
    }
  }

  // One millisecond later: a vote acknowledged in this very millisecond still counts.
  async function lockNow(pollId: string, revision?: number): Promise<Poll | undefined> {
    const poll = await book.get(pollId);
    if (poll?.state !== 'open' || poll.revision !== (revision ?? poll.revision)) return undefined;
    const nowMs = clock.now();
    return lock(poll, { asOfMs: nowMs + 1, cause: 'moderator', votesAtMs: nowMs });
  }

  async function lockIfOut(pollId: string): Promise<void> {
    await untilDone(pollId, async (poll) => {
      const { guildId, episodeId } = poll;
      const sinceMs = episodeId === undefined ? undefined : await releases.sinceMs(guildId, episodeId);
      if (sinceMs === undefined || !locksWith(poll, sinceMs)) return false;
      return lock(poll, { asOfMs: sinceMs, cause: 'episode', votesAtMs: 'too-late' });
    });
  }

  /** Saves a result, and in the same write whatever else becomes known by it. */
  async function settle(pollId: string, change: (poll: Poll) => Poll | undefined): Promise<Poll | undefined> {
    const { commitResult = (_settled, changes) => store.write(changes) } = parts;
    let settled: Poll | undefined;
    const settling = (poll: Poll) => {
      settled = change(poll);
      return settled;
    };
    const commit = (changes: readonly Change[]) =>
      settled === undefined ? store.write(changes) : commitResult(settled, changes);
    return (await book.updateAll([pollId], settling, commit))[0];
  }

  async function move(
    { pollId, revision }: SeenPoll,
    change: (poll: Poll) => Poll | undefined,
    update = book.update,
  ): Promise<Moved> {
    let stale = false;
    const poll = await update(pollId, (current) => {
      stale = revision !== undefined && current.revision !== revision;
      return stale ? undefined : change(current);
    });
    changed(pollId);
    if (poll !== undefined) return { kind: 'done', poll };
    const present = await book.get(pollId);
    if (present === undefined) return { kind: 'unknown' };
    return { kind: stale ? 'stale' : 'nothing', poll: present };
  }

  return {
    lockNow,
    async lock({ pollId, revision }) {
      const locked = await lockNow(pollId, revision);
      if (locked) return { kind: 'done', poll: locked };
      const poll = await book.get(pollId);
      if (poll === undefined) return { kind: 'unknown' };
      return { kind: poll.revision === revision ? 'nothing' : 'stale', poll };
    },

    async giveResult({ pollId, revision }, winnerId, givenBy) {
      const before = await book.get(pollId);
      let seen = revision ?? before?.revision;
      if (before?.state === 'open' && before.revision === seen) {
        const locked = await lockNow(pollId, seen);
        seen = locked?.revision ?? -1;
      }
      return move(
        { pollId, revision: seen },
        (poll) => settlePoll(poll, { winnerId, givenBy, atMs: clock.now() }),
        settle,
      );
    },

    async reopen(seen, closesAtMs) {
      const locked = await book.get(seen.pollId);
      const moved = await move(seen, (poll) => {
        const nowMs = clock.now();
        return closesAtMs > nowMs ? reopenPoll(poll, closesAtMs, nowMs) : undefined;
      });
      // A member who reacted while it was locked meant to vote.
      if (moved.kind === 'done') await comparisons.compare(moved.poll, clock.now(), locked?.lockedAsOfMs);
      return moved;
    },
    makeVoid: (seen) => move(seen, voidPoll, book.release),
    async remove(seen, told) {
      const poll = await book.get(seen.pollId);
      if (poll === undefined) return { kind: 'unknown' };
      // Votes acknowledged so far count; from now on none is acknowledged.
      return gate.during(poll, Number.NEGATIVE_INFINITY, async () => {
        if (poll.state === 'open') await compare(poll, clock.now());
        const isEmpty = (await box.tally(poll)).total === 0;
        if (isEmpty !== (told === 'gone')) return { kind: 'otherwise', poll };
        const asSeen = { pollId: poll.id, revision: seen.revision ?? poll.revision };
        return move(asSeen, isEmpty ? deletePoll : voidPoll, book.release);
      });
    },
    async edit(seen, change) {
      const poll = await book.get(seen.pollId);
      const { closesAtMs } = change;
      const edit = () => move(seen, (current) => editPoll(current, change));
      if (poll === undefined || closesAtMs === undefined) {
        const moved = await edit();
        // The episode it is tied to now may have been out for a while.
        await lockIfOut(seen.pollId);
        return moved;
      }
      // The new deadline may pass before this is saved: until then no vote is acknowledged that it would not count.
      if (closesAtMs <= clock.now()) return { kind: 'nothing', poll };
      return gate.during(poll, closesAtMs, edit);
    },

    async lockAtDeadline(pollId, away) {
      if (away) comparisons.owe(pollId);
      await untilDone(pollId, async (poll) => {
        const { closesAtMs } = poll;
        if (clock.now() < closesAtMs) return false;
        const votesAtMs = away ? 'too-late' : closesAtMs - 1;
        return lock(poll, { asOfMs: closesAtMs, cause: 'deadline', votesAtMs });
      });
    },
    async unlockByEpisode(pollId) {
      const moved = await move({ pollId }, (poll) => {
        if (poll.state !== 'locked' || poll.lockedBy !== 'episode') return undefined;
        const open = unlockPoll(poll);
        return poll.closesAtMs > clock.now()
          ? open
          : open && lockPoll(open, { asOfMs: poll.closesAtMs, cause: 'deadline' });
      });
      if (moved.kind === 'done') log.info({ pollId }, 'A poll was unlocked: what locked it was another episode');
    },
    lockIfOut,
  };
}
