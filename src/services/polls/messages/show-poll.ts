import { type Poll, redrawn } from '../../../domain/poll/poll.ts';
import { atRest, isDrawn, reminderAtMs } from '../../../domain/poll/poll-state.ts';
import { nextRedrawAtMs } from '../../../domain/poll/redraw.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { Refused } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';
import type { PollFacts } from './poll-facts.ts';
import { createOwedPosts } from './post-owed.ts';

/** What this process remembers of a poll's drawing; after a restart it starts anew, with one drawing. */
interface Drawing {
  dirty: boolean;
  lastDrawnAtMs: number;
  refusals: number;
  failures: number;
  retryAtMs: number;
}

export interface PollShow {
  /** Votes changed: the message is drawn again as soon as it may be. */
  changed(pollId: string): void;
  /** Something may be possible again: the pause after a refusal is over. */
  tryAgain(pollId: string): void;
  /** Brings to the channel what a poll owes it and what is due. Returns when to come again, in ms since 1970. */
  bring(pollId: string): Promise<number>;
  /** What last kept a poll's messages from its channel; undefined when all went well. */
  trouble(pollId: string): Refused | undefined;
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 600_000;

export function createPollShow(
  parts: PollParts & { facts: PollFacts; paused: (poll: Poll, refused: Refused) => Promise<void> },
): PollShow {
  const { book, box, publisher, clock, log, facts } = parts;
  const owed = createOwedPosts(parts);
  // A command and the tick may both come at once: one after the other, each finds what the other did.
  const queue = createKeyedQueue();
  const drawings = new Map<string, Drawing>();
  const troubles = new Map<string, Refused>();

  function drawingOf(poll: Poll): Drawing {
    let drawing = drawings.get(poll.id);
    if (drawing === undefined) {
      // Nobody knows what was drawn before this process began.
      drawing = { dirty: true, lastDrawnAtMs: 0, refusals: 0, failures: 0, retryAtMs: 0 };
      drawings.set(poll.id, drawing);
    }
    return drawing;
  }

  async function placeReactions(poll: Poll): Promise<Refused | undefined> {
    if (poll.secret || poll.reactionsPlaced || poll.state !== 'open' || poll.message.id === undefined) return undefined;
    for (const { emoji } of poll.contestants) {
      const done = await publisher.react(poll.channelId, poll.message.id, emoji);
      if (done.kind === 'refused') return done;
    }
    await book.update(poll.id, (current) =>
      current.message.id === poll.message.id ? { ...current, reactionsPlaced: true } : undefined,
    );
    return undefined;
  }

  async function redraw(poll: Poll, drawing: Drawing): Promise<Refused | undefined> {
    if (poll.message.id === undefined) return undefined;
    const behind = !isDrawn(poll);
    if (!behind && !(drawing.dirty && clock.now() >= dueAtMs(poll, drawing))) return undefined;

    drawing.dirty = false;
    const done = await publisher.edit(poll.channelId, poll.message.id, await facts(poll, 'poll'));
    // What was not drawn is due as it was, so that it is there the moment a lost permission is back.
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

  async function steps(pollId: string, drawing: Drawing): Promise<Refused | undefined> {
    const refused =
      (await owed.poll(await present(pollId))) ??
      (await owed.results(await present(pollId))) ??
      (await owed.outdatedResults(await present(pollId)));
    if (refused !== undefined) return refused;
    // A deleted message is not asked for again and again: a moderator may have it posted anew.
    if ((await present(pollId)).paused?.reason === 'message-gone') return undefined;
    return (
      (await placeReactions(await present(pollId))) ??
      (await redraw(await present(pollId), drawing)) ??
      owed.reminder(await present(pollId))
    );
  }

  async function refusedNow(poll: Poll, drawing: Drawing, refused: Refused): Promise<number> {
    if (troubles.get(poll.id)?.detail !== refused.detail) {
      log.warn(
        { pollId: poll.id, reason: refused.reason, detail: refused.detail },
        'A poll cannot reach its channel; it is kept and tried again',
      );
    }
    troubles.set(poll.id, refused);
    await parts.paused(poll, refused);
    if (refused.reason === 'message-gone') return nextAtMs(poll.id, drawing);
    drawing.retryAtMs = clock.now() + Math.min(FIRST_RETRY_MS * 2 ** drawing.failures, LONGEST_RETRY_MS);
    drawing.failures += 1;
    return drawing.retryAtMs;
  }

  /** When this poll needs its channel next, with nothing in the way. */
  async function nextAtMs(pollId: string, drawing: Drawing): Promise<number> {
    const poll = await book.get(pollId);
    if (poll === undefined || atRest(poll)) {
      drawings.delete(pollId);
      box.letGo(pollId);
      return Number.POSITIVE_INFINITY;
    }
    if (poll.paused?.reason === 'message-gone') return Number.POSITIVE_INFINITY;
    const reminder = poll.state === 'open' && poll.reminder === undefined ? reminderAtMs(poll) : undefined;
    return Math.min(
      drawing.dirty ? dueAtMs(poll, drawing) : Number.POSITIVE_INFINITY,
      reminder ?? Number.POSITIVE_INFINITY,
    );
  }

  async function bringNow(pollId: string): Promise<number> {
    const poll = await book.get(pollId);
    if (poll === undefined) return Number.POSITIVE_INFINITY;
    const drawing = drawingOf(poll);
    if (clock.now() < drawing.retryAtMs) return drawing.retryAtMs;

    const refused = await steps(pollId, drawing);
    if (refused !== undefined) return refusedNow(await present(pollId), drawing, refused);
    if (troubles.delete(pollId)) log.info({ pollId }, 'A poll reaches its channel again');
    drawing.failures = 0;
    const { paused } = await present(pollId);
    if (paused !== undefined && paused.reason !== 'message-gone') {
      await book.update(pollId, ({ paused: _paused, ...rest }) => rest);
    }
    return nextAtMs(pollId, drawing);
  }

  return {
    changed(pollId) {
      const drawing = drawings.get(pollId);
      if (drawing) drawing.dirty = true;
    },
    tryAgain(pollId) {
      const drawing = drawings.get(pollId);
      if (drawing) drawing.retryAtMs = 0;
    },
    trouble: (pollId) => troubles.get(pollId),
    bring: (pollId) => queue.run(pollId, () => bringNow(pollId)),
  };
}
