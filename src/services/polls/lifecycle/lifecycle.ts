import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import {
  deletePoll,
  editPoll,
  type LockCause,
  lockPoll,
  locksWith,
  type Poll,
  type PollEdit,
  reopenPoll,
  settlePoll,
  unlockPoll,
  voidPoll,
} from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import type { PollParts } from '../poll-parts.ts';
import type { SeriesReleases } from '../series-releases.ts';
import { knowsContestants } from '../watched-by.ts';

/** What came of something done to a poll whose state had been seen before. */
export type Moved =
  | { readonly kind: 'done'; readonly poll: Poll }
  /** Somebody, or the deadline, was faster: nothing was done. */
  | { readonly kind: 'stale'; readonly poll: Poll }
  /** It would change nothing, or cannot be in this state. */
  | { readonly kind: 'nothing'; readonly poll: Poll }
  | { readonly kind: 'unknown' };

/** Deleted, a poll without votes is gone, and one with votes is void. */
export type Deletion = 'gone' | 'void';

/** Which poll, as it was seen: with another revision nothing is done. Without one, as it is now. */
export interface SeenPoll {
  readonly pollId: string;
  readonly revision?: number | undefined;
}

export interface Lifecycle {
  /** Votes acknowledged until it is called count. */
  lock(seen: SeenPoll): Promise<Moved>;
  /** Gives the result, locking first when the poll is still open, or corrects it. */
  giveResult(seen: SeenPoll, winnerId: string, givenBy: string): Promise<Moved>;
  reopen(seen: SeenPoll, closesAtMs: number): Promise<Moved>;
  makeVoid(seen: SeenPoll): Promise<Moved>;
  /**
   * Deletes a poll: one without votes is gone, with all its messages; one with votes is void. `told`: which of the two whoever
   * asked was told; where it is the other by now nothing is done.
   */
  remove(seen: SeenPoll, told: Deletion): Promise<Moved | { readonly kind: 'otherwise'; readonly poll: Poll }>;
  edit(seen: SeenPoll, change: PollEdit): Promise<Moved>;
  /** Locks an open poll as of its deadline; `away` = nobody looked between the deadline and now. */
  lockAtDeadline(pollId: string, away: boolean): Promise<void>;
  /**
   * Locks an open poll whose episode is out, as of the instant it was: votes after that fall back to the member's last one
   * before it.
   */
  lockIfOut(pollId: string): Promise<void>;
  /** It was not out after all: a poll that it locked takes votes until its deadline. */
  unlockByEpisode(pollId: string): Promise<void>;
  /** Locks now, as a moderator's act. Undefined when it was not open any more. */
  lockNow(pollId: string, revision?: number): Promise<Poll | undefined>;
}

/**
 * How a poll goes from state to state. Each step is one guarded write: of two who act on the same state one is done, and
 * the other learns that it came second.
 */
export function createLifecycle(
  parts: PollParts & {
    store: Pick<Store, 'write'>;
    releases: SeriesReleases;
    changed: (pollId: string) => void;
    telling?: ((guildId: string, notice: Notice) => Change) | undefined;
    /** Writes a poll that was settled, with whatever else is known by that. Default: it alone. */
    commitResult?: ((settled: Poll, changes: readonly Change[]) => Promise<unknown>) | undefined;
  },
): Lifecycle {
  const { book, box, store, gate, comparisons, releases, clock, log, changed } = parts;

  /** What is on the message is compared before the lock, so that nothing missed is lost. @returns what is not counted */
  async function compare(poll: Poll, votesAtMs: number | 'too-late'): Promise<number> {
    // Nothing found could count, and who was there all the time has nothing to tell of it: no channel is waited for.
    if (votesAtMs === 'too-late' && !comparisons.isOwed(poll.id)) return 0;
    const compared = await comparisons.compare(poll, votesAtMs);
    if (compared.kind === 'done') return compared.uncounted;
    log.warn(
      { pollId: poll.id, detail: compared.detail },
      'The reactions could not be compared at the lock; what is known counts',
    );
    return 0;
  }

  /** Its moderators are asked for the result, in the same write as the lock, where the data has none to tell. */
  async function askWhoWon(poll: Poll): Promise<(() => Change) | undefined> {
    const { telling } = parts;
    const here = parts.knowledge.forServer(poll.guildId);
    const known = poll.matchId === undefined ? undefined : here.seenFrom('all').match(poll.matchId);
    if (telling === undefined || known?.result !== undefined) return undefined;
    const server = await parts.servers.get(poll.guildId);
    const { language } = server;
    // Where the notice goes is not known here: it names only whom everybody in the server may know.
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
   * Locks the poll as it was when this began, and from then on gives no receipt that the lock would not count. If somebody
   * changed the poll meanwhile the lock is not made: whoever got a receipt from the changed one is counted.
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

  /** A poll that is open, as it is now, again and again until `work` did what it is for or the poll is open no more. */
  async function untilDone(pollId: string, work: (poll: Poll) => Promise<unknown>): Promise<boolean> {
    while (true) {
      const poll = await book.get(pollId);
      if (poll?.state !== 'open') return false;
      const done = await work(poll);
      if (done !== undefined) return done !== false;
    }
  }

  // One millisecond on: a vote acknowledged in this very one still counts.
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

  /** A result is known wherever else it tells something, in the same write. */
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
      // Whoever reacted while it was locked meant to vote.
      if (moved.kind === 'done') await comparisons.compare(moved.poll, clock.now(), locked?.lockedAsOfMs);
      return moved;
    },
    makeVoid: (seen) => move(seen, voidPoll, book.release),
    async remove(seen, told) {
      const poll = await book.get(seen.pollId);
      if (poll === undefined) return { kind: 'unknown' };
      // Whoever gets a receipt before it is gone is counted; from now on nobody does.
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
        // What it is tied to now may have been out for a while.
        await lockIfOut(seen.pollId);
        return moved;
      }
      // It may come before this is saved: until then nobody gets a receipt for what the new deadline would not count.
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
