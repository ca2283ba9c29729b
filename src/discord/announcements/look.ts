import { UserError } from '../../i18n/user-error.ts';
import { defineAction, optional, text } from '../contract/command.ts';
import { feedName } from '../elements/feed-words.ts';
import { refusalText } from '../elements/trouble.ts';
import { subscriptionNamed, suggestSubscriptions } from './subscription-option.ts';
import { subscriptionList } from './views/subscription-list.ts';
import { whyList } from './views/why-list.ts';

const subscription = text({ suggest: suggestSubscriptions });

export const stop = defineAction({
  audience: 'private',
  options: { subscription },
  async run(call) {
    const { services, asker, say, options } = call;
    const chosen = await subscriptionNamed(call, options.subscription);
    const all = await services.announcements.status.ofServer(asker.place.guildId ?? '');
    const title = all.find(({ subscription: { id } }) => id === chosen.id)?.feedTitle;
    if (!(await services.announcements.subscriptions.stop(asker.place.guildId ?? '', chosen.id))) {
      throw new UserError((inTheirs) => inTheirs('announce.noSuch'));
    }
    const feed = feedName(chosen.feedUrl, title);
    return { content: say('announce.stopped', { channel: `<#${chosen.channelId}>`, feed }), withoutPreviews: true };
  },
});

/** A real post in the channel, marked as a test, that notifies nobody. */
export const test = defineAction({
  audience: 'private',
  options: { subscription: optional(subscription) },
  async run(call) {
    const chosen = await subscriptionNamed(call, call.options.subscription);
    const sent = await call.services.announcements.status.test(chosen, call.asker.interactionId);
    const channel = `<#${chosen.channelId}>`;
    if (sent.kind === 'sent') return { content: call.say('announce.tested', { channel }) };
    return { content: call.say('announce.testFailed', { channel, detail: refusalText(sent.detail, call.say) }) };
  },
});

/** How everything is doing. Who asks may just have mended something, so what waits is tried at once. */
export const status = defineAction({
  audience: 'private',
  async run({ services, asker, say }) {
    const guildId = asker.place.guildId ?? '';
    const body = subscriptionList(
      await services.announcements.status.ofServer(guildId),
      await services.damageIn(guildId),
      services.clock.now(),
      say,
    );
    services.announcements.upkeep.tryAgain(guildId);
    return body;
  },
});

export const why = defineAction({
  audience: 'private',
  options: { subscription: optional(subscription) },
  async run(call) {
    const chosen = await subscriptionNamed(call, call.options.subscription);
    return whyList(chosen.feedUrl, chosen.channelId, await call.services.announcements.status.why(chosen), call);
  },
});
