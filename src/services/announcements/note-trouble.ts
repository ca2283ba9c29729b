import { isDeepStrictEqual } from 'node:util';
import { hold, type Outbox, type Owed, stop } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Notice } from '../../domain/notices.ts';
import type { PermissionName } from '../../domain/permissions.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import type { PostedOnce } from '../post-once.ts';
import type { Publisher } from '../publisher.ts';
import type { OutboxChange, SubscriptionBook } from './subscription-book.ts';

/** Why a post did not reach its channel. */
export type Trouble = Exclude<PostedOnce, { kind: 'posted' }>;

type StopReason = Extract<Notice, { kind: 'channel-stopped' }>['reason'];

/**
 * Keeps why an announcement waits, for the status command. Trouble that only a moderator can mend stops the whole
 * channel, and the moderators are told once, in the same write.
 */
export function createTroubleNotes(parts: {
  book: SubscriptionBook;
  publisher: Pick<Publisher, 'lacking'>;
  notices: Pick<Notices, 'telling'>;
  clock: Clock;
  log: Log;
}): (subscription: Subscription, owed: Owed, trouble: Trouble) => Promise<void> {
  const { book, publisher, notices, clock, log } = parts;

  async function stoppedNotice(subscription: Subscription, reason: StopReason): Promise<Notice> {
    const { guildId, channelId } = subscription;
    const wanted: PermissionName[] = ['viewChannel', 'sendMessages', 'readHistory'];
    const missing = reason === 'channel-gone' ? [] : await publisher.lacking(guildId, channelId, wanted);
    return { kind: 'channel-stopped', channelId, reason, missing: missing ?? [] };
  }

  return async (subscription, owed, trouble) => {
    const { key } = owed.entry;
    const detail: Refusal = trouble.kind === 'cannot-look' ? { kind: 'no-history' } : trouble.detail;
    const isKnownIn = (id: string) => isDeepStrictEqual(book.outbox(id).stopped?.reason, detail);
    const reason = stopReason(trouble);
    const changes = new Map<string, OutboxChange>();
    const telling = [];
    if (!isDeepStrictEqual(owed.held, detail)) changes.set(subscription.id, (outbox) => hold(outbox, key, detail));
    if (reason !== undefined) {
      const all = book.ofChannel(subscription.channelId);
      const isKnown = all.some(({ id }) => isKnownIn(id));
      if (!isKnown) telling.push(await stoppedNotice(subscription, reason));
      for (const { id } of all) {
        if (isKnownIn(id)) continue;
        const held = changes.get(id) ?? ((outbox: Outbox) => outbox);
        changes.set(id, (outbox) => stop(held(outbox), detail, clock.now()));
      }
    }
    if (changes.size === 0) return;
    await book.updateOutboxes(
      changes,
      telling.map((notice) => notices.telling(subscription.guildId, notice)),
    );
    log.warn({ subscriptionId: subscription.id, detail }, 'An announcement cannot be made now; it is kept');
  };
}

function stopReason(trouble: Trouble): StopReason | undefined {
  if (trouble.kind === 'cannot-look') return 'cannot-look';
  return trouble.reason === 'channel-gone' || trouble.reason === 'forbidden' ? trouble.reason : undefined;
}
