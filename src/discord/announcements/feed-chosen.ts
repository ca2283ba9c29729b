import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../contract/component.ts';
import { pickFeedId } from './ids.ts';
import { subscribedMessage } from './views/subscribed.ts';

/** A feed of the page that was given to `/announce here`, with all that was chosen there. */
export const pickFeed = defineComponent({
  id: pickFeedId,
  of: 'announce',
  async run(fields, press) {
    const { services, asker } = press;
    const offer = services.announcements.subscriptions.offered(asker.place.guildId ?? '', fields.offer);
    const chosen = offer?.feeds[Number(press.values[0])];
    if (offer === undefined || chosen === undefined) {
      throw new UserError((say) => say('announce.offerGone'));
    }
    const request = { ...offer.request, id: asker.interactionId, feedUrl: chosen.url, createdBy: asker.userId };
    const made = await services.announcements.subscriptions.subscribe(request);
    return { kind: 'update', body: { components: [], ...subscribedMessage(made, request, press) } };
  },
});
