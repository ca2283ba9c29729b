import { type Poll, winnerOf } from '../../domain/poll/poll.ts';
import { nextRedrawAtMs } from '../../domain/poll/redraw.ts';
import { tallyOf } from '../../domain/poll/tally.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import { postOnce } from '../post-once.ts';
import type { PublicMessage, Refused } from '../publisher.ts';
import { atRest } from './poll-book.ts';
import type { PollParts } from './poll-parts.ts';

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
  /** Brings to the channel what a poll owes it and what is due. Returns when to come again, in ms since 1970. */
  bring(pollId: string): Promise<number>;
  /** What last kept a poll's messages from its channel; undefined when all went well. */
  trouble(pollId: string): Refused | undefined;
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 600_000;

export function createPollShow(parts: PollParts): PollShow {
  const { book, box, publisher, clock, log } = parts;
  // A command and the tick may both come at once: one after the other, each finds what the other did.
  const queue = createKeyedQueue();
  const drawings = new Map<string, Drawing>();
  const troubles = new Map<string, Refused>();

  function drawingOf(poll: Poll): Drawing {
    let drawing = drawings.get(poll.id);
    if (drawing === undefined) {
      drawing = { dirty: true, lastDrawnAtMs: 0, refusals: 0, failures: 0, retryAtMs: 0 };
      drawings.set(poll.id, drawing);
    }
    return drawing;
  }

  /** Whether everybody in the poll's channel has watched what the result tells. */
  async function mayShowWinner(poll: Poll): Promise<boolean> {
    const place = { guildId: poll.guildId, channelId: poll.channelId, parentChannelId: undefined };
    const horizon = await parts.reading.ofChannel(place);
    return horizon !== undefined && hasWatched(parts.knowledge, horizon, poll);
  }

  async function message(poll: Poll, index?: number): Promise<PublicMessage> {
    const [ballots, showWinner, server] = await Promise.all([
      box.all(poll.id),
      winnerOf(poll) === undefined ? false : mayShowWinner(poll),
      parts.servers.get(poll.guildId),
    ]);
    const facts = { poll, tally: tallyOf(poll, ballots.values()), showWinner, language: server.language };
    return index === undefined ? { kind: 'poll', ...facts } : { kind: 'result', index, ...facts };
  }

  /** Saved before the first attempt; then posted; then the message's id saved. Each step finds what the last one left. */
  async function post(poll: Poll, index?: number): Promise<Refused | undefined> {
    const owed = index === undefined ? poll.message : poll.resultMessages[index];
    if (owed === undefined || owed.id !== undefined) return undefined;
    const triedAtMs = owed.triedAtMs;
    if (triedAtMs === undefined) await setMessage(poll.id, index, { triedAtMs: clock.now() });
    const posted = await postOnce(parts, {
      channelId: poll.channelId,
      message: await message(poll, index),
      nonce: index === undefined ? poll.id : `${index}r${poll.id}`,
      triedAtMs,
    });
    if (posted.kind === 'cannot-look') {
      return { kind: 'refused', reason: 'forbidden', detail: 'Read Message History is missing' };
    }
    if (posted.kind === 'refused') return posted;
    await setMessage(poll.id, index, { id: posted.messageId });
    return undefined;
  }

  function setMessage(pollId: string, index: number | undefined, set: { id?: string; triedAtMs?: number }) {
    return book.update(pollId, (poll) =>
      index === undefined
        ? { ...poll, message: { ...poll.message, ...set } }
        : {
            ...poll,
            resultMessages: poll.resultMessages.map((owed, at) => (at === index ? { ...owed, ...set } : owed)),
          },
    );
  }

  async function placeReactions(poll: Poll): Promise<Refused | undefined> {
    if (poll.secret || poll.reactionsPlaced || poll.state !== 'open' || poll.message.id === undefined) return undefined;
    for (const { emoji } of poll.contestants) {
      const done = await publisher.react(poll.channelId, poll.message.id, emoji);
      if (done.kind === 'refused') return done;
    }
    await book.update(poll.id, (current) => ({ ...current, reactionsPlaced: true }));
    return undefined;
  }

  async function redraw(poll: Poll, drawing: Drawing): Promise<Refused | undefined> {
    if (poll.message.id === undefined) return undefined;
    const shown = { lock: poll.state !== 'open', results: poll.results.length };
    const owed = shown.lock !== poll.shown.lock || shown.results !== poll.shown.results;
    if (!owed && !(drawing.dirty && clock.now() >= dueAtMs(poll, drawing))) return undefined;

    drawing.dirty = false;
    const done = await publisher.edit(poll.channelId, poll.message.id, await message(poll));
    drawing.lastDrawnAtMs = clock.now();
    if (done.kind === 'refused' && done.reason !== 'message-gone') {
      drawing.dirty = true;
      if (done.reason === 'slow-down') drawing.refusals += 1;
      return done;
    }
    drawing.refusals = 0;
    if (done.kind === 'refused') log.warn({ pollId: poll.id }, 'The message of a poll was deleted; the poll goes on');
    if (owed) await book.update(poll.id, (current) => ({ ...current, shown }));
    return undefined;
  }

  function dueAtMs(poll: Poll, drawing: Drawing): number {
    return nextRedrawAtMs({ ...drawing, openedAtMs: poll.openedAtMs });
  }

  async function steps(pollId: string, drawing: Drawing): Promise<Refused | undefined> {
    const current = async () => {
      const poll = await book.get(pollId);
      if (poll === undefined) throw new Error(`The poll ${pollId} is not kept`);
      return poll;
    };
    let refused = (await post(await current())) ?? (await placeReactions(await current()));
    for (const index of (await current()).results.keys()) refused ??= await post(await current(), index);
    return refused ?? (await redraw(await current(), drawing));
  }

  async function bringNow(pollId: string): Promise<number> {
    const poll = await book.get(pollId);
    if (poll === undefined) return Number.POSITIVE_INFINITY;
    const drawing = drawingOf(poll);
    if (clock.now() < drawing.retryAtMs) return drawing.retryAtMs;

    const refused = await steps(pollId, drawing);
    if (refused !== undefined) {
      if (troubles.get(pollId)?.detail !== refused.detail) {
        log.warn(
          { pollId, reason: refused.reason, detail: refused.detail },
          'A poll cannot reach its channel; it is kept and tried again',
        );
      }
      troubles.set(pollId, refused);
      drawing.retryAtMs = clock.now() + Math.min(FIRST_RETRY_MS * 2 ** drawing.failures, LONGEST_RETRY_MS);
      drawing.failures += 1;
      return drawing.retryAtMs;
    }
    troubles.delete(pollId);
    drawing.failures = 0;
    const after = await book.get(pollId);
    if (after === undefined || atRest(after)) {
      drawings.delete(pollId);
      return Number.POSITIVE_INFINITY;
    }
    return drawing.dirty ? dueAtMs(after, drawing) : Number.POSITIVE_INFINITY;
  }

  return {
    changed(pollId) {
      const drawing = drawings.get(pollId);
      if (drawing) drawing.dirty = true;
    },
    trouble: (pollId) => troubles.get(pollId),
    bring: (pollId) => queue.run(pollId, () => bringNow(pollId)),
  };
}

/** Whether someone at `horizon` has watched what the poll is about; a match tied to no episode, only at `all`. */
export function hasWatched(
  knowledge: PollParts['knowledge'],
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'episodeId'>,
): boolean {
  if (horizon === 'all') return true;
  const match = poll.matchId === undefined ? undefined : knowledge.seenFrom(horizon).match(poll.matchId);
  if (match !== undefined) return match.result !== undefined;
  return poll.episodeId !== undefined && knowledge.compareHorizons(horizon, poll.episodeId) >= 0;
}
