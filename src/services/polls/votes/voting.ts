import {
  applyAct,
  type Ballot,
  type BallotChange,
  reactionsToTakeOff,
  type VoteAct,
  withReaction,
  withReactions,
} from '../../../domain/poll/ballot.ts';
import { contestantByEmoji, hasRole, type Poll, takesVotes } from '../../../domain/poll/poll.ts';
import { countedChoice } from '../../../domain/poll/tally.ts';
import type { Clock } from '../../../util/clock.ts';
import type { PollBook } from '../poll-book.ts';
import type { BallotBox } from './ballot-box.ts';
import type { Comparisons } from './comparisons.ts';
import type { LockGate } from './lock-gate.ts';
import type { ReactionTidier } from './tidy-reactions.ts';

export type VoteOutcome =
  | BallotChange
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-allowed'; readonly roleId: string };

export interface Reaction {
  readonly messageId: string;
  /** A Unicode emoji, or `name:id` of a custom one; the name may be missing. */
  readonly emoji: string;
  readonly userId: string;
  /** A super reaction, which Discord keeps apart from the plain one with the same emoji. */
  readonly isSuper?: boolean;
}

export interface Voting {
  /**
   * Votes for a contestant. Resolves when the vote is on disk. `madeAtMs`: when it was made by Discord's time, in ms
   * since 1970; it decides whether the vote came before the lock, however late it arrives. Default: now.
   */
  press(press: {
    pollId: string;
    choice: string;
    userId: string;
    roleIds: readonly string[];
    madeAtMs?: number;
  }): Promise<VoteOutcome>;
  /** Undefined when the message is not a poll's, or the emoji none of its contestants'. */
  reactionAdded(reaction: Reaction & { roleIds: readonly string[] }): Promise<VoteOutcome | undefined>;
  reactionRemoved(reaction: Reaction): Promise<VoteOutcome | undefined>;
  /**
   * A moderator cleared the message's reactions, or one emoji of them: no vote is withdrawn, and the bot puts its own
   * back.
   */
  reactionsCleared(cleared: { messageId: string; emoji: string | undefined }): Promise<void>;
  /** The contestant that a member's vote counts for in this poll; undefined when none does. */
  countedChoiceOf(poll: Poll, userId: string): Promise<string | undefined>;
  /**
   * Whether this message's reactions are votes. Answered from memory, because it is asked for every reaction in every
   * channel.
   */
  isPoll(messageId: string): boolean;
}

export function createVoting(parts: {
  book: Pick<PollBook, 'get' | 'byMessage'>;
  box: BallotBox;
  tidier: ReactionTidier;
  gate: LockGate;
  comparisons: Comparisons;
  clock: Clock;
  /** Called when what a poll shows may have changed by a vote. */
  voted: (pollId: string) => void;
  /** Called when a poll has something to do soon. */
  changed: (pollId: string) => void;
}): Voting {
  const { book, box, tidier, gate, comparisons, clock, voted, changed } = parts;

  const isOver = (poll: Poll, nowMs: number) => !takesVotes(poll, nowMs) || gate.isShut(poll, nowMs);

  async function act(
    poll: Poll,
    userId: string,
    decide: (ballot: Ballot, atMs: number) => { ballot: Ballot; change: BallotChange },
    madeAtMs = clock.now(),
  ): Promise<VoteOutcome> {
    if (isOver(poll, madeAtMs)) return { kind: 'closed' };
    // Not later than now: whoever locks the poll next locks it after this vote.
    const atMs = Math.min(Math.max(madeAtMs, poll.reopenedAtMs ?? poll.openedAtMs), clock.now());
    let extra: readonly string[] = [];
    const change = await box.change(poll.id, userId, (ballot) => {
      const decided = decide(ballot, atMs);
      extra = reactionsToTakeOff(decided.ballot);
      return decided;
    });
    if (change.kind !== 'unchanged' && change.kind !== 'nothing') voted(poll.id);
    tidier.takeOff(poll, extra, userId, true);
    return change;
  }

  const doing = (act: VoteAct) => (ballot: Ballot, nowMs: number) => applyAct(ballot, act, nowMs);

  /** If it cannot be saved now, the reaction is still on the message, and a comparison will find it. */
  function findLater(poll: Poll): void {
    comparisons.owe(poll.id);
    changed(poll.id);
  }

  return {
    async countedChoiceOf(poll, userId) {
      const ballot = await box.of(poll.id, userId);
      return ballot && countedChoice(poll, ballot);
    },
    isPoll: (messageId) => book.byMessage(messageId) !== undefined,

    async press({ pollId, choice, userId, roleIds, madeAtMs }) {
      const poll = await book.get(pollId);
      if (poll === undefined || !poll.contestants.some((contestant) => contestant.id === choice)) {
        return { kind: 'unknown' };
      }
      if (poll.roleId !== undefined && !hasRole(poll, roleIds)) return { kind: 'not-allowed', roleId: poll.roleId };
      return act(poll, userId, doing({ kind: 'press', choice }), madeAtMs);
    },

    async reactionAdded({ messageId, emoji, userId, roleIds, isSuper = false }) {
      const poll = book.byMessage(messageId);
      const choice = poll && !poll.secret ? contestantByEmoji(poll, emoji)?.id : undefined;
      if (poll === undefined || choice === undefined) return undefined;
      tidier.cameBack(poll, choice, userId);
      const { roleId } = poll;
      const mayVote = roleId === undefined || hasRole(poll, roleIds);
      // Where it is no vote, it is known from now on: a comparison must not take it for one that was missed.
      const decide = mayVote ? doing({ kind: 'react', choice, isSuper }) : knowing(choice, isSuper);
      let outcome: VoteOutcome;
      try {
        const done = await act(poll, userId, decide);
        outcome = mayVote ? done : { kind: 'not-allowed', roleId };
      } catch (error) {
        findLater(poll);
        throw error;
      }
      if (outcome.kind === 'closed' && poll.state === 'open') comparisons.heardTooLate(poll.id, userId, choice);
      // A reaction that is no vote should not stay on the message as if it were one.
      if (outcome.kind === 'closed' || outcome.kind === 'not-allowed') tidier.takeOff(poll, [choice], userId, false);
      return outcome;
    },

    async reactionRemoved({ messageId, emoji, userId, isSuper = false }) {
      const poll = book.byMessage(messageId);
      const choice = poll && !poll.secret ? contestantByEmoji(poll, emoji)?.id : undefined;
      if (poll === undefined || choice === undefined) return undefined;
      const mayBeOwn = tidier.mayHaveTakenOff(poll, choice, userId);
      const decide = mayBeOwn ? forget(new Set([choice])) : doing({ kind: 'unreact', choice, isSuper });
      try {
        const outcome = await act(poll, userId, decide);
        const isLate = outcome.kind === 'closed' && poll.state === 'open';
        if (isLate && !mayBeOwn) comparisons.heardTooLate(poll.id, userId, choice);
        return outcome;
      } catch (error) {
        findLater(poll);
        throw error;
      }
    },

    async reactionsCleared({ messageId, emoji }) {
      const poll = book.byMessage(messageId);
      if (poll === undefined || poll.secret) return;
      const cleared = poll.contestants.filter(
        (contestant) => emoji === undefined || contestantByEmoji(poll, emoji)?.id === contestant.id,
      );
      const ids = new Set(cleared.map((contestant) => contestant.id));
      await forgetReactions(box, poll.id, ids);
      if (poll.state !== 'open') return;
      await tidier.putBack(poll, ids);
    },
  };
}

/** Forgets reactions for these contestants that are gone from the message without the member's own act. */
export async function forgetReactions(box: BallotBox, pollId: string, choices: ReadonlySet<string>): Promise<void> {
  const concerned = [...(await box.all(pollId))].filter(([, { reactions, supers = [] }]) =>
    [...reactions, ...supers].some((one) => choices.has(one)),
  );
  await Promise.all(concerned.map(([userId]) => box.change(pollId, userId, forget(choices))));
}

const nothing: BallotChange = { kind: 'nothing' };

function knowing(choice: string, isSuper: boolean) {
  return (ballot: Ballot) => ({ ballot: withReaction(ballot, choice, isSuper), change: nothing });
}

function forget(cleared: ReadonlySet<string>) {
  return (ballot: Ballot): { ballot: Ballot; change: BallotChange } => {
    const left = (known: readonly string[]) => known.filter((choice) => !cleared.has(choice));
    const supers = ballot.supers ?? [];
    const isKnown = [...ballot.reactions, ...supers].some((choice) => cleared.has(choice));
    const kept = { now: left(ballot.reactions), supers: left(supers) };
    return { ballot: isKnown ? withReactions(ballot, kept) : ballot, change: nothing };
  };
}
