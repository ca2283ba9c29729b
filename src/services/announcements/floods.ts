import { answerFlood, type FloodAnswer } from '../../domain/announcement/flood.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Clock } from '../../util/clock.ts';
import type { SubscriptionBook } from './subscription-book.ts';

/** What moderators decide about a feed that lists far more at once than there can be news. */
export interface Floods {
  /**
   * Posts everything that was held, only the newest of it, or nothing. Resolves with the subscription; undefined when
   * nothing is held (any more), because somebody else has decided.
   */
  answer(guildId: string, subscriptionId: string, answer: FloodAnswer): Promise<Subscription | undefined>;
}

export function createFloods(parts: {
  book: SubscriptionBook;
  clock: Clock;
  /** Something is owed for this subscription. */
  owed: (subscription: Subscription) => void;
}): Floods {
  const { book, clock, owed } = parts;
  return {
    async answer(guildId, subscriptionId, answer) {
      const subscription = book.get(subscriptionId);
      if (subscription?.guildId !== guildId || book.outbox(subscriptionId).flood === undefined) return undefined;
      await book.updateOutboxes(new Map([[subscriptionId, (outbox) => answerFlood(outbox, answer, clock.now())]]));
      owed(subscription);
      return subscription;
    },
  };
}
