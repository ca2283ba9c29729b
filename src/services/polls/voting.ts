import {
  applyAct,
  type Ballot,
  type BallotChange,
  reactionsToTakeOff,
  type VoteAct,
} from '../../domain/poll/ballot.ts';
import { contestantByEmoji, type Poll, takesVotes } from '../../domain/poll/poll.ts';
import type { PollParts } from './poll-parts.ts';

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

/** After Discord forbade tidying reactions, how long a channel is left alone: refused requests can ban an address. */
const LEAVE_ALONE_MS = 600_000;

export function createVoting(parts: PollParts & { changed: (pollId: string) => void }): Voting {
  const { book, box, publisher, clock, log, changed } = parts;
  const leftAloneUntilMs = new Map<string, number>();

  async function act(poll: Poll, userId: string, act: VoteAct): Promise<VoteOutcome> {
    const nowMs = clock.now();
    if (!takesVotes(poll, nowMs)) return { kind: 'closed' };
    let extra: readonly string[] = [];
    const change = await box.change(poll.id, userId, (ballot) => {
      const applied = applyAct(ballot, act, nowMs);
      extra = reactionsToTakeOff(applied.ballot);
      return applied;
    });
    if (change.kind !== 'unchanged' && change.kind !== 'nothing') changed(poll.id);
    for (const choice of extra) void takeOff(poll, choice, userId);
    return change;
  }

  /** Tidies the message where the bot may; the vote does not depend on it. */
  async function takeOff(poll: Poll, choice: string, userId: string): Promise<void> {
    const emoji = poll.contestants.find((contestant) => contestant.id === choice)?.emoji;
    if (emoji === undefined || poll.message.id === undefined) return;
    if ((leftAloneUntilMs.get(poll.channelId) ?? 0) > clock.now()) return;
    const done = await publisher.takeOffReaction(poll.channelId, poll.message.id, emoji, userId);
    if (done.kind === 'done' || done.reason === 'message-gone') return;
    if (done.reason === 'forbidden') leftAloneUntilMs.set(poll.channelId, clock.now() + LEAVE_ALONE_MS);
    log.info({ pollId: poll.id, detail: done.detail }, 'A reaction could not be taken off; the vote stands as it is');
  }

  function allowed(poll: Poll, roleIds: readonly string[]): boolean {
    return poll.roleId === undefined || roleIds.includes(poll.roleId);
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
          : await act(poll, userId, { kind: 'react', choice });
      // A reaction that is no vote should not look like one.
      if (outcome.kind === 'closed' || outcome.kind === 'not-allowed') void takeOff(poll, choice, userId);
      return outcome;
    },

    async reactionRemoved({ messageId, emoji, userId }) {
      const poll = book.byMessage(messageId);
      const choice = poll && !poll.secret ? contestantByEmoji(poll, emoji)?.id : undefined;
      if (poll === undefined || choice === undefined) return undefined;
      return act(poll, userId, { kind: 'unreact', choice });
    },

    async reactionsCleared({ messageId, emoji }) {
      const poll = book.byMessage(messageId);
      if (poll === undefined || poll.secret) return;
      const cleared = poll.contestants.filter(
        (contestant) => emoji === undefined || contestantByEmoji(poll, emoji)?.id === contestant.id,
      );
      const ids = new Set(cleared.map((contestant) => contestant.id));
      for (const [userId, ballot] of await box.all(poll.id)) {
        if (ballot.reactions.some((choice) => ids.has(choice))) await box.change(poll.id, userId, forget(ids));
      }
      if (poll.state !== 'open') return;
      for (const contestant of cleared) {
        const done = await publisher.react(poll.channelId, messageId, contestant.emoji);
        if (done.kind === 'refused')
          log.info({ pollId: poll.id, detail: done.detail }, 'A reaction could not be put back');
      }
    },
  };
}

function forget(cleared: ReadonlySet<string>) {
  return (ballot: Ballot): { ballot: Ballot; change: BallotChange } => ({
    ballot: { ...ballot, reactions: ballot.reactions.filter((choice) => !cleared.has(choice)) },
    change: { kind: 'nothing' },
  });
}
