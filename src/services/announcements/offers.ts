import type { Subscription, SubscriptionChoices } from '../../domain/announcement/subscription.ts';
import type { PageFeed } from '../../sources/documents/find-in-page.ts';
import type { Clock } from '../../util/clock.ts';

/** What a moderator asks a new subscription to be. Its place in the feed's history is found when it is made. */
export type SubscribeRequest = SubscriptionChoices &
  Pick<Subscription, 'id' | 'guildId' | 'channelId' | 'feedUrl' | 'createdBy'>;

/** A request to subscribe to an address that was not a feed, and the feeds that were found on that page. */
export interface Offer {
  readonly request: SubscribeRequest;
  readonly feeds: readonly PageFeed[];
}

/** A moderator chooses at once or asks again, so offers are kept in memory only. */
const LASTS_MS = 15 * 60_000;
const MOST_OFFERS = 200;

export function createOffers(clock: Clock): { keep(offer: Offer): string; find(id: string): Offer | undefined } {
  const kept = new Map<string, { readonly offer: Offer; readonly untilMs: number }>();
  return {
    keep(offer) {
      const { id } = offer.request;
      kept.set(id, { offer, untilMs: clock.now() + LASTS_MS });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_OFFERS) break;
        kept.delete(oldest);
      }
      return id;
    },
    find(id) {
      const found = kept.get(id);
      return found !== undefined && clock.now() <= found.untilMs ? found.offer : undefined;
    },
  };
}
