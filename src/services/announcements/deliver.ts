import { hold, markTried, nonceOf, type Owed, record } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import { postOnce } from '../post-once.ts';
import type { Publisher } from '../publisher.ts';
import type { SubscriptionBook } from './subscription-book.ts';

export interface Delivery {
  /** Posts what a subscription owes, oldest first, until something stops it. Returns when to come again, in ms. */
  bring(subscriptionId: string): Promise<number>;
}

const FIRST_RETRY_MS = 5_000;
/** A permission that comes back is found out within this time at the latest. */
const LONGEST_RETRY_MS = 600_000;

export function createDelivery(parts: {
  book: SubscriptionBook;
  publisher: Publisher;
  knowledge: Knowledge;
  clock: Clock;
  log: Log;
}): Delivery {
  const { book, publisher, knowledge, clock, log } = parts;
  const queue = createKeyedQueue();
  const waits = new Map<string, { failures: number; untilMs: number }>();

  /** Undefined when it was posted and recorded; else why it waits. */
  async function deliver(subscription: Subscription, owed: Owed): Promise<string | undefined> {
    const { key, episodeId } = owed.entry;
    const label = knowledge.episodeLabels().find((episode) => episode.id === episodeId)?.label;
    if (owed.triedAtMs === undefined) {
      await change(subscription.id, (outbox) => markTried(outbox, key, clock.now()));
    }
    const nonce = nonceOf(subscription.id, key);
    const posted = await postOnce(
      { publisher, clock },
      {
        channelId: subscription.channelId,
        message: {
          kind: 'announcement',
          subscription,
          entry: owed.entry,
          episodeLabel: label && knowledge.textIn(label, subscription.language),
          language: subscription.language,
        },
        nonce,
        triedAtMs: owed.triedAtMs,
      },
    );
    if (posted.kind === 'posted') {
      await change(subscription.id, (outbox) => record(outbox, key, posted.messageId, clock.now()));
      log.info({ subscriptionId: subscription.id, key, messageId: posted.messageId }, 'An entry was announced');
      return undefined;
    }
    // Discord knew the nonce, but the post has been deleted since: it was made, and that is what was owed.
    if (posted.kind === 'refused' && posted.reason === 'message-gone') {
      await change(subscription.id, (outbox) => record(outbox, key, '0', clock.now()));
      return undefined;
    }
    const reason = posted.kind === 'cannot-look' ? 'Read Message History is missing' : posted.detail;
    if (owed.held !== reason) {
      await change(subscription.id, (outbox) => hold(outbox, key, reason));
      log.warn({ subscriptionId: subscription.id, key, reason }, 'An announcement cannot be made now; it is kept');
    }
    return reason;
  }

  function change(
    id: string,
    by: Parameters<SubscriptionBook['updateOutboxes']>[0] extends ReadonlyMap<string, infer F> ? F : never,
  ) {
    return book.updateOutboxes(new Map([[id, by]]));
  }

  async function bringNow(subscriptionId: string): Promise<number> {
    const wait = waits.get(subscriptionId);
    if (wait !== undefined && clock.now() < wait.untilMs) return wait.untilMs;
    const subscription = book.get(subscriptionId);
    if (subscription === undefined) return Number.POSITIVE_INFINITY;

    for (const owed of book.outbox(subscriptionId).owed) {
      const trouble = await deliver(subscription, owed);
      if (trouble === undefined) continue;
      const failures = wait?.failures ?? 0;
      const untilMs = clock.now() + Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
      waits.set(subscriptionId, { failures: failures + 1, untilMs });
      return untilMs;
    }
    waits.delete(subscriptionId);
    return Number.POSITIVE_INFINITY;
  }

  return { bring: (subscriptionId) => queue.run(subscriptionId, () => bringNow(subscriptionId)) };
}
