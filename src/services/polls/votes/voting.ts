import {
  applyAct,
  type Ballot,
  type BallotChange,
  reactionsToTakeOff,
  type VoteAct,
} from '../../../domain/poll/ballot.ts';
import { contestantByEmoji, type Poll, takesVotes } from '../../../domain/poll/poll.ts';
import type { PollParts } from '../poll-parts.ts';
import type { BallotBox } from './ballot-box.ts';

export type VoteOutcome =
  | BallotChange
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-allowed'; readonly roleId: string };

export interface Reaction {
  readonly messageId: string;
  readonly emoji: string;
  readonly userId: string;
}

export interface Voting {
  /** Resolves when the vote is on disk. */
  press(press: { pollId: string; choice: string; userId: string; roleIds: readonly string[] }): Promise<VoteOutcome>;
  /** Undefined when the message is no poll's, or the emoji none of its contestants'. */
  reactionAdded(reaction: Reaction & { roleIds: readonly string[] }): Promise<VoteOutcome | undefined>;
  reactionRemoved(reaction: Reaction): Promise<VoteOutcome | undefined>;
  /** A moderator cleared the message, or one emoji of it: no vote is withdrawn, and the bot puts its own back. */
  reactionsCleared(cleared: { messageId: string; emoji: string | undefined }): Promise<void>;
  /** Whether this message's reactions are votes: asked for every reaction anywhere, answered from memory. */
  isPoll(messageId: string): boolean;
}

export function createVoting(parts: PollParts & { changed: (pollId: string) => void }): Voting {
  const { book, box, tidier, gate, comparisons, clock, changed } = parts;

  async function act(poll: Poll, userId: string, act: VoteAct): Promise<VoteOutcome> {
    const nowMs = clock.now();
    if (!takesVotes(poll, nowMs) || gate.isShut(poll.id, nowMs)) return { kind: 'closed' };
    let extra: readonly string[] = [];
    const change = await box.change(poll.id, userId, (ballot) => {
      const applied = applyAct(ballot, act, nowMs);
      extra = reactionsToTakeOff(applied.ballot);
      return applied;
    });
    if (change.kind !== 'unchanged' && change.kind !== 'nothing') changed(poll.id);
    if (extra.length > 0) void tidier.takeOff(poll, extra, userId);
    return change;
  }

  function allowed(poll: Poll, roleIds: readonly string[]): boolean {
    return poll.roleId === undefined || roleIds.includes(poll.roleId);
  }

  /** What could not be kept now is still on the message, and is looked for there. */
  async function orLater<T>(poll: Poll, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      comparisons.owe(poll.id);
      changed(poll.id);
      throw error;
    }
  }

  return {
    isPoll: (messageId) => book.byMessage(messageId) !== undefined,

    async press({ pollId, choice, userId, roleIds }) {
      const poll = await book.get(pollId);
      if (poll === undefined || !poll.contestants.some((contestant) => contestant.id === choice)) {
        return { kind: 'unknown' };
      }
      if (poll.roleId !== undefined && !allowed(poll, roleIds)) return { kind: 'not-allowed', roleId: poll.roleId };
      return act(poll, userId, { kind: 'press', choice });
    },

    async reactionAdded({ messageId, emoji, userId, roleIds }) {
      const poll = book.byMessage(messageId);
      const choice = poll && !poll.secret ? contestantByEmoji(poll, emoji)?.id : undefined;
      if (poll === undefined || choice === undefined) return undefined;
      const outcome: VoteOutcome =
        poll.roleId !== undefined && !allowed(poll, roleIds)
          ? { kind: 'not-allowed', roleId: poll.roleId }
          : await orLater(poll, () => act(poll, userId, { kind: 'react', choice }));
      // A reaction that is no vote should not look like one.
      if (outcome.kind === 'closed' || outcome.kind === 'not-allowed') {
        void tidier.takeOff(poll, [choice], userId);
      }
      return outcome;
    },

    async reactionRemoved({ messageId, emoji, userId }) {
      const poll = book.byMessage(messageId);
      const choice = poll && !poll.secret ? contestantByEmoji(poll, emoji)?.id : undefined;
      if (poll === undefined || choice === undefined) return undefined;
      if (tidier.tookOff(poll, choice, userId)) {
        return box.change(poll.id, userId, forget(new Set([choice])));
      }
      return orLater(poll, () => act(poll, userId, { kind: 'unreact', choice }));
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

/** Reactions for these contestants are gone from the message, and by no member's own act. */
export async function forgetReactions(box: BallotBox, pollId: string, choices: ReadonlySet<string>): Promise<void> {
  const concerned = [...(await box.all(pollId))].filter(([, { reactions }]) =>
    reactions.some((one) => choices.has(one)),
  );
  await Promise.all(concerned.map(([userId]) => box.change(pollId, userId, forget(choices))));
}

function forget(cleared: ReadonlySet<string>) {
  return (ballot: Ballot): { ballot: Ballot; change: BallotChange } => {
    const known = ballot.reactions.some((choice) => cleared.has(choice));
    const reactions = ballot.reactions.filter((choice) => !cleared.has(choice));
    return { ballot: known ? { ...ballot, reactions } : ballot, change: { kind: 'nothing' } };
  };
}
