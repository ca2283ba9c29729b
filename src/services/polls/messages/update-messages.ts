import { isDeepStrictEqual } from 'node:util';
import { redrawn } from '../../../domain/poll/change-poll.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { atRest, isDrawn, reminderAtMs } from '../../../domain/poll/poll-state.ts';
import { nextRedrawAtMs } from '../../../domain/poll/redraw.ts';
import { backoffMs } from '../../../util/backoff.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { Refused } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';
import type { PollReactions } from './place-reactions.ts';
import type { PollFacts } from './poll-facts.ts';
import { createOwedPosts } from './post-owed.ts';
import { createTakeDown } from './take-down.ts';

/** What this process remembers of drawing a poll. After a restart it starts empty, and the poll is drawn once. */
interface Drawing {
  dirty: boolean;
  lastDrawnAtMs: number;
  refusals: number;
  failures: number;
  retryAtMs: number;
}

export interface PollMessages {
  /** Votes changed: the message is redrawn as soon as it may be. Returns whether a redraw was planned already. */
  changed(pollId: string): boolean;
  /** The reason of a refusal may be over: its pause ends. */
  tryAgain(pollId: string): void;
  /**
   * Posts what the poll owes its channel and redraws what is due. Resolves with when to call again, in ms since 1970.
   */
  update(pollId: string): Promise<number>;
  /**
   * Deletes the messages of a poll that is being deleted, and forgets its drawing. Undefined when they are gone;
   * otherwise when to try again, in ms since 1970.
   */
  takeDown(pollId: string): Promise<number | undefined>;
  /** The last refusal that kept a poll's messages from its channel; undefined when all went well. */
  trouble(pollId: string): Refused | undefined;
  /** The last refusal that kept some of its reactions away; its buttons work all the same. */
  reactionTrouble: PollReactions['trouble'];
  tellInAnswer: PollReactions['tellInAnswer'];
}

const RETRY = { firstMs: 5_000, longestMs: 600_000 };

export function createPollMessages(
  parts: PollParts & {
    facts: PollFacts;
    reactions: PollReactions;
    paused: (poll: Poll, refused: Refused) => Promise<void>;
  },
): PollMessages {
  const { book, box, publisher, clock, log, facts, reactions } = parts;
  const owed = createOwedPosts(parts);
  const removeMessages = createTakeDown(parts);
  // A command and the background work may come at the same time: they run one after the other.
  const queue = createKeyedQueue();
  const drawings = new Map<string, Drawing>();
  const troubles = new Map<string, Refused>();

  function drawingOf(poll: Poll): Drawing {
    let drawing = drawings.get(poll.id);
    if (drawing === undefined) {
      // It is not known what was drawn before this process began.
      drawing = { dirty: true, lastDrawnAtMs: 0, refusals: 0, failures: 0, retryAtMs: 0 };
      drawings.set(poll.id, drawing);
    }
    return drawing;
  }

  async function redraw(poll: Poll, drawing: Drawing): Promise<Refused | undefined> {
    if (poll.message.id === undefined) return undefined;
    const behind = !isDrawn(poll);
    if (!behind && !(drawing.dirty && clock.now() >= dueAtMs(poll, drawing))) return undefined;

    drawing.dirty = false;
    const done = await publisher.edit(poll.channelId, poll.message.id, await facts(poll, 'poll'));
    // A failed redraw stays due, so that it is drawn the moment a lost permission is back.
    if (done.kind === 'done' || done.reason === 'slow-down') drawing.lastDrawnAtMs = clock.now();
    if (done.kind === 'refused') {
      drawing.dirty = true;
      if (done.reason === 'slow-down') drawing.refusals += 1;
      return done;
    }
    drawing.refusals = 0;
    if (behind) {
      await book.update(poll.id, (current) => ({
        ...current,
        shownRevision: poll.revision,
        message: redrawn(current.message, poll.message),
      }));
    }
    return undefined;
  }

  function dueAtMs(poll: Poll, drawing: Drawing): number {
    return nextRedrawAtMs({ ...drawing, openedAtMs: poll.openedAtMs });
  }

  async function present(pollId: string): Promise<Poll> {
    const poll = await book.get(pollId);
    if (poll === undefined) throw new Error(`The poll ${pollId} is not kept`);
    return poll;
  }

  /** Runs `step`, replacing emoji that Discord does not take, at most as often as the poll has emoji. */
  async function withUsableEmoji(
    pollId: string,
    step: (poll: Poll) => Promise<Refused | undefined>,
  ): Promise<Refused | undefined> {
    while (true) {
      const poll = await present(pollId);
      const refused = await step(poll);
      if (refused?.reason !== 'unusable-emoji' || !(await reactions.replace(poll, refused))) return refused;
    }
  }

  /**
   * Posts the poll itself first, then the other steps one after the other; a refusal of one holds up another only where
   * it concerns the whole channel.
   */
  async function steps(pollId: string, drawing: Drawing): Promise<{ refused: Refused | undefined; againAtMs: number }> {
    const posted = await withUsableEmoji(pollId, owed.poll);
    if (posted !== undefined) return { refused: posted, againAtMs: Number.POSITIVE_INFINITY };
    const againAtMs = await reactions.place(await present(pollId));
    let first: Refused | undefined;
    for (const step of [
      owed.results,
      owed.outdatedResults,
      // A redraw may wait long for its turn at Discord's limits: posting a new or corrected result comes before it.
      owed.results,
      // A deleted message is not drawn again by itself: a moderator may have it posted anew.
      (poll: Poll) => (isMessageGone(poll) ? undefined : redraw(poll, drawing)),
      (poll: Poll) => (isMessageGone(poll) ? undefined : owed.reminder(poll)),
    ]) {
      const refused = await withUsableEmoji(pollId, async (poll) => step(poll));
      first ??= refused;
      // A refusal of the whole channel, or a wait that Discord asked for, holds for the remaining steps too.
      if (refused !== undefined && refused.reason !== 'unfit' && refused.reason !== 'slow-down') break;
    }
    // The redraw may have replaced an emoji.
    return { refused: first, againAtMs: Math.min(againAtMs, await reactions.place(await present(pollId))) };
  }

  async function refusedNow(poll: Poll, drawing: Drawing, refused: Refused): Promise<number> {
    const isNew = !isDeepStrictEqual(troubles.get(poll.id)?.detail, refused.detail);
    troubles.set(poll.id, refused);
    await parts.paused(poll, refused);
    if (isNew) {
      log.warn(
        { pollId: poll.id, reason: refused.reason, detail: refused.detail },
        'A poll cannot reach its channel; it is kept and tried again',
      );
    }
    if (refused.reason === 'message-gone') return nextAtMs(poll.id, drawing);
    drawing.retryAtMs = clock.now() + backoffMs(drawing.failures, RETRY);
    drawing.failures += 1;
    return drawing.retryAtMs;
  }

  /** When this poll needs its channel next, if nothing stands in the way, in ms since 1970. */
  async function nextAtMs(pollId: string, drawing: Drawing): Promise<number> {
    const poll = await book.get(pollId);
    if (poll === undefined || atRest(poll)) {
      letGo(pollId);
      return Number.POSITIVE_INFINITY;
    }
    if (poll.paused?.reason === 'message-gone') return Number.POSITIVE_INFINITY;
    const reminder = poll.state === 'open' && poll.reminder === undefined ? reminderAtMs(poll) : undefined;
    return Math.min(
      drawing.dirty ? dueAtMs(poll, drawing) : Number.POSITIVE_INFINITY,
      reminder ?? Number.POSITIVE_INFINITY,
    );
  }

  async function takeDownNow(pollId: string): Promise<number | undefined> {
    const poll = await present(pollId);
    const drawing = drawingOf(poll);
    if (clock.now() < drawing.retryAtMs) return drawing.retryAtMs;
    const refused = await removeMessages(poll);
    if (refused !== undefined) return refusedNow(poll, drawing, refused);
    letGo(pollId);
    troubles.delete(pollId);
    return undefined;
  }

  function letGo(pollId: string): void {
    drawings.delete(pollId);
    reactions.letGo(pollId);
    box.letGo(pollId);
  }

  async function updateNow(pollId: string): Promise<number> {
    const poll = await book.get(pollId);
    // A poll that is being deleted is drawn no more.
    if (poll === undefined || poll.deleted === true) return Number.POSITIVE_INFINITY;
    const drawing = drawingOf(poll);
    if (clock.now() < drawing.retryAtMs) return drawing.retryAtMs;

    const { refused, againAtMs } = await steps(pollId, drawing);
    if (refused !== undefined) return Math.min(againAtMs, await refusedNow(await present(pollId), drawing, refused));
    const wasRefused = troubles.delete(pollId);
    drawing.failures = 0;
    const { paused } = await present(pollId);
    if (paused !== undefined && paused.reason !== 'message-gone') {
      await book.update(pollId, ({ paused: _paused, ...rest }) => rest);
    }
    if (wasRefused) log.info({ pollId }, 'A poll reaches its channel again');
    return Math.min(againAtMs, await nextAtMs(pollId, drawing));
  }

  return {
    reactionTrouble: reactions.trouble,
    tellInAnswer: reactions.tellInAnswer,
    changed(pollId) {
      const drawing = drawings.get(pollId);
      const isPlanned = drawing?.dirty === true;
      if (drawing) drawing.dirty = true;
      return isPlanned;
    },
    tryAgain(pollId) {
      const drawing = drawings.get(pollId);
      if (drawing) drawing.retryAtMs = 0;
      reactions.tryAgain(pollId);
    },
    trouble: (pollId) => troubles.get(pollId),
    update: (pollId) => queue.run(pollId, () => updateNow(pollId)),
    takeDown: (pollId) => queue.run(pollId, () => takeDownNow(pollId)),
  };
}

function isMessageGone({ paused }: Poll): boolean {
  return paused?.reason === 'message-gone';
}
