import { createHash } from 'node:crypto';
import type { Poll } from '../../domain/poll/poll.ts';
import {
  canBeReminded,
  firstPrivateReminderAtMs,
  isRemindable,
  type PrivateReminder,
  privateReminderAtMs,
} from '../../domain/poll/private-reminder.ts';
import { countedChoice } from '../../domain/poll/tally.ts';
import type { Store } from '../../storage/index.ts';
import { privateReminderRecord } from '../../storage/kinds.ts';
import { createDueQueue, type DueQueue } from '../../util/due-queue.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Publisher } from '../publisher.ts';
import type { Scheduler } from '../scheduler.ts';
import type { PollParts } from './poll-parts.ts';

/** What a press on “Remind me” did. */
export type ReminderAsked =
  | { readonly kind: 'asked'; readonly atMs: number }
  | { readonly kind: 'taken-back' }
  /** The reminder was sent already. */
  | { readonly kind: 'sent' }
  /** The member has voted, so there is nothing to remind them of. */
  | { readonly kind: 'voted' }
  /** The poll locks too soon, with its episode, or has locked. */
  | { readonly kind: 'too-late' };

/** Private messages before a poll's lock to members who asked for a reminder and have not voted. */
export interface PrivateReminders {
  /**
   * Asks for a reminder, or takes the wish back. Resolves when that is on disk; costs the same however many members
   * have asked.
   */
  toggle(poll: Poll, userId: string, language: string): Promise<ReminderAsked>;
  /** Plans the poll's reminders by its present deadline, or none where it takes no votes. */
  see(poll: Poll): void;
  /** Removes all reminders of a poll. */
  removeAll(pollId: string): Promise<void>;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

/** At most this many in a second, of all polls together, so that answers to votes and redraws go on meanwhile. */
const AT_ONCE = 5;
const EVERY_MS = 1_000;
/** After an outage, tries are made only while Discord surely remembers the message's nonce. */
const TRY_AGAIN_MS = 30_000;
const MOST_TRIES = 3;

export function createPrivateReminders(
  parts: Pick<PollParts, 'book' | 'box' | 'clock' | 'log'> & {
    readonly store: Store;
    readonly publisher: Pick<Publisher, 'tell'>;
    readonly scheduler: Pick<Scheduler, 'work'>;
  },
): PrivateReminders {
  const { book, box, publisher, clock, log } = parts;
  const records = parts.store.records(privateReminderRecord);
  const queue = createKeyedQueue();
  const work = parts.scheduler.work('private-reminder', step);
  /** The deadline for which each open poll's reminders are planned. */
  const planned = new Map<string, number>();
  /** Polls whose reminders have been removed. */
  const cleared = new Set<string>();
  /** The members still to be reminded, of polls whose time for reminders has come. */
  const waiting = new Map<string, { readonly closesAtMs: number; readonly due: DueQueue<string> }>();
  const tries = new Map<string, number>();
  let nextBatchAtMs = 0;

  const keyOf = (pollId: string, userId: string) => `${pollId}/${userId}`;

  async function read(key: string): Promise<PrivateReminder | undefined> {
    // A record that cannot be read reminds nobody.
    return (await records.getMany([key], () => {})).get(key);
  }

  async function hasVoted(poll: Poll, userId: string): Promise<boolean> {
    const ballot = await box.settled(poll.id, userId);
    return ballot !== undefined && countedChoice(poll, ballot) !== undefined;
  }

  async function toggleNow(poll: Poll, userId: string, language: string): Promise<ReminderAsked> {
    const key = keyOf(poll.id, userId);
    const known = await read(key);
    if (known?.sentAtMs !== undefined) return { kind: 'sent' };
    if (known !== undefined) {
      await records.remove(key);
      waiting.get(poll.id)?.due.cancel(userId);
      return { kind: 'taken-back' };
    }
    const askedAtMs = clock.now();
    if (!canBeReminded(poll, askedAtMs)) return { kind: 'too-late' };
    if (await hasVoted(poll, userId)) return { kind: 'voted' };
    await records.put(key, { askedAtMs, language });
    const atMs = privateReminderAtMs(poll, askedAtMs);
    const held = waiting.get(poll.id);
    held?.due.plan(userId, atMs);
    if (held !== undefined) work.plan(poll.id, held.due.nextAtMs());
    return { kind: 'asked', atMs };
  }

  /** The queue of a poll's members to remind: read when the time comes, and held until the poll locks. */
  async function waitingFor({ id, closesAtMs }: Poll): Promise<DueQueue<string>> {
    const known = waiting.get(id);
    if (known?.closesAtMs === closesAtMs) return known.due;
    const due = createDueQueue<string>();
    // In place before reading, so that a member who asks meanwhile is planned as well.
    waiting.set(id, { closesAtMs, due });
    for await (const page of records.pages({ prefix: `${id}/` })) {
      for (const [key, { askedAtMs, sentAtMs }] of page) {
        const userId = key.slice(id.length + 1);
        if (sentAtMs === undefined) due.plan(userId, privateReminderAtMs({ closesAtMs }, askedAtMs));
      }
    }
    return due;
  }

  async function step(pollId: string): Promise<number> {
    const poll = await book.get(pollId);
    const nowMs = clock.now();
    if (poll === undefined || !isRemindable(poll) || nowMs >= poll.closesAtMs) {
      // A poll that is past its deadline will be locked by its own work in a moment.
      if (poll?.state !== 'open') await removeAll(pollId);
      return Number.POSITIVE_INFINITY;
    }
    if (nowMs < firstPrivateReminderAtMs(poll)) return firstPrivateReminderAtMs(poll);
    const due = await waitingFor(poll);
    if (due.nextAtMs() > nowMs) return due.nextAtMs();
    if (nowMs < nextBatchAtMs) return nextBatchAtMs;
    nextBatchAtMs = nowMs + EVERY_MS;
    const batch: string[] = [];
    for (let userId = due.take(nowMs); userId !== undefined; userId = due.take(nowMs)) {
      batch.push(userId);
      if (batch.length === AT_ONCE) break;
    }
    await Promise.all(
      batch.map(async (userId) => {
        const againAtMs = await queue.run(keyOf(pollId, userId), () => remind(poll, userId));
        if (againAtMs !== undefined) due.plan(userId, againAtMs);
      }),
    );
    return Math.max(due.nextAtMs(), nextBatchAtMs);
  }

  /** Resolves with when to try again, in ms since 1970, where something passing prevented it; undefined when done. */
  async function remind(poll: Poll, userId: string): Promise<number | undefined> {
    const key = keyOf(poll.id, userId);
    const reminder = await read(key);
    const tried = tries.get(key) ?? 0;
    tries.delete(key);
    if (reminder === undefined || (reminder.sentAtMs !== undefined && tried === 0)) return undefined;
    if (await hasVoted(poll, userId)) return undefined;
    if (tried === 0) await records.put(key, { ...reminder, sentAtMs: clock.now() });
    const message = { kind: 'private-reminder', poll, language: reminder.language } as const;
    const sent = await publisher.tell(userId, message, nonceOf(key));
    if (sent.kind === 'sent') return undefined;
    if (sent.reason !== 'passing' || tried + 1 >= MOST_TRIES) {
      // A member who takes no private messages is not reminded; that is nobody's fault.
      log.info({ pollId: poll.id, detail: sent.detail }, 'A member could not be reminded of a poll');
      return undefined;
    }
    tries.set(key, tried + 1);
    return clock.now() + TRY_AGAIN_MS;
  }

  async function removeAll(pollId: string): Promise<void> {
    planned.delete(pollId);
    waiting.delete(pollId);
    for (const key of tries.keys()) if (key.startsWith(`${pollId}/`)) tries.delete(key);
    for await (const keys of records.keys(`${pollId}/`)) {
      await parts.store.write(keys.map((key) => records.removing(key)));
    }
  }

  return {
    toggle: (poll, userId, language) => queue.run(keyOf(poll.id, userId), () => toggleNow(poll, userId, language)),
    see(poll) {
      const { id, closesAtMs } = poll;
      if (poll.state !== 'open') {
        // Removes once in this process: reminders of a poll are kept only until it locks.
        if (!cleared.has(id)) work.poke(id);
        cleared.add(id);
        return;
      }
      cleared.delete(id);
      if (planned.get(id) === closesAtMs) return;
      planned.set(id, closesAtMs);
      if (isRemindable(poll)) work.plan(id, firstPrivateReminderAtMs(poll));
    },
    async removeAll(pollId) {
      await removeAll(pollId);
      cleared.delete(pollId);
    },
    idle: work.idle,
  };
}

/** At most 25 characters, as Discord wants, and different for every member and poll. */
function nonceOf(key: string): string {
  return createHash('sha256').update(`remind\n${key}`).digest('base64url').slice(0, 22);
}
