import { redrawn } from '../../../domain/poll/change-poll.ts';
import type { OwedMessage, Poll } from '../../../domain/poll/poll.ts';
import { reminderStep } from '../../../domain/poll/poll-state.ts';
import { postOnce } from '../../post-once.ts';
import type { Refused } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';
import type { PollFacts, Which } from './poll-facts.ts';

export interface OwedPosts {
  /** Posts the poll's own message if it is not there yet. Undefined when nothing is owed any more. */
  poll(poll: Poll): Promise<Refused | undefined>;
  /** Posts the first result whose message is missing. */
  results(poll: Poll): Promise<Refused | undefined>;
  /** Redraws the results whose channel may now see something else. */
  outdatedResults(poll: Poll): Promise<Refused | undefined>;
  /** Posts the reminder when it is due, or gives it up when it is stale. */
  reminder(poll: Poll): Promise<Refused | undefined>;
}

/**
 * Each message is marked as tried before the first attempt, then posted, then its id saved. After a crash, each step
 * finds what the one before left.
 */
export function createOwedPosts(parts: PollParts & { facts: PollFacts }): OwedPosts {
  const { book, clock, publisher, facts } = parts;

  async function post(poll: Poll, which: Which): Promise<Refused | undefined> {
    const owed = owedOf(poll, which);
    if (owed === undefined || owed.id !== undefined || owed.skipped === true) return undefined;
    const { triedAtMs } = owed;
    if (triedAtMs === undefined) {
      const tried = await set(poll.id, which, { triedAtMs: clock.now() });
      // It was skipped or corrected in the meantime.
      if (tried === undefined || owedOf(tried, which)?.skipped === true) return undefined;
    }
    const message = await facts(poll, which);
    const posted = await postOnce(parts, {
      channelId: poll.channelId,
      message,
      nonce: nonceOf(poll, which),
      triedAtMs,
    });
    if (posted.kind === 'cannot-look') {
      return { kind: 'refused', reason: 'forbidden', detail: { kind: 'no-history' } };
    }
    if (posted.kind === 'refused') return posted;
    await set(poll.id, which, { id: posted.messageId }, which === 'poll' ? poll.revision : undefined);
    return undefined;
  }

  function set(pollId: string, which: Which, to: OwedMessage, shownRevision?: number): Promise<Poll | undefined> {
    return book.update(pollId, (poll) => {
      const shown = shownRevision === undefined ? {} : { shownRevision };
      const changed = (owed: OwedMessage | undefined): OwedMessage =>
        owed?.skipped === true && to.id === undefined ? owed : { ...owed, ...to };
      if (which === 'poll') return { ...poll, ...shown, message: changed(poll.message) };
      if (which === 'reminder') return { ...poll, reminder: changed(poll.reminder) };
      return {
        ...poll,
        resultMessages: poll.resultMessages.map((owed, index) => (index === which ? changed(owed) : owed)),
      };
    });
  }

  return {
    poll: (poll) => (poll.state === 'void' ? Promise.resolve(undefined) : post(poll, 'poll')),
    async results(poll) {
      for (const index of poll.state === 'settled' ? poll.results.keys() : []) {
        const refused = await post(poll, index);
        if (refused) return refused;
      }
      return undefined;
    },
    async outdatedResults(poll) {
      for (const [index, drawn] of poll.resultMessages.entries()) {
        if (drawn.id === undefined || drawn.outdated === undefined) continue;
        const done = await publisher.edit(poll.channelId, drawn.id, await facts(poll, index));
        // A result that somebody deleted shows nothing any more, so it needs no redraw.
        if (done.kind === 'refused' && done.reason !== 'message-gone') return done;
        await book.update(poll.id, (current) => ({
          ...current,
          resultMessages: current.resultMessages.map((owed, at) => (at === index ? redrawn(owed, drawn) : owed)),
        }));
      }
      return undefined;
    },
    async reminder(poll) {
      const step = poll.message.id === undefined ? 'nothing' : reminderStep(poll, clock.now());
      if (step === 'post') return post({ ...poll, reminder: poll.reminder ?? {} }, 'reminder');
      if (step === 'skip') await set(poll.id, 'reminder', { skipped: true });
      return undefined;
    },
  };
}

function owedOf(poll: Poll, which: Which): OwedMessage | undefined {
  if (which === 'poll') return poll.message;
  return which === 'reminder' ? poll.reminder : poll.resultMessages[which];
}

/** At most 25 characters, and never the same for two messages: https://discord.com/developers/docs/resources/message */
function nonceOf(poll: Poll, which: Which): string {
  if (which === 'poll') return poll.reposts === 0 ? poll.id : `${poll.reposts}n${poll.id}`;
  return which === 'reminder' ? `m${poll.id}` : `${which}r${poll.id}`;
}
