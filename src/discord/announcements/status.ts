import { floodAnswers } from '../../domain/announcement/flood.ts';
import { UserError } from '../../i18n/user-error.ts';
import { defineAction, optional, text, type Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { refusalText } from '../elements/trouble.ts';
import { entryReader } from './entry-rules.ts';
import { floodId } from './ids.ts';
import { subscriptionNamed, suggestSubscriptions } from './subscription-option.ts';
import { subscriptionList } from './views/subscription-list.ts';
import { whyList } from './views/why-list.ts';

const subscription = text({ suggest: suggestSubscriptions });

/** `/announce test`: posts in the channel, marked as a test and notifying nobody. */
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

/**
 * `/announce status`: how every subscription is doing. A moderator who asks may just have mended something, so
 * everything that waits is tried at once.
 */
export const status = defineAction({
  audience: 'private',
  async run(call) {
    const body = await drawStatus(call);
    call.services.announcements.upkeep.tryAgain(call.asker.place.guildId ?? '');
    return body;
  },
});

/** A moderator decided about a flood of entries: the list is redrawn with the next flood to decide about. */
export const flood = defineComponent({
  id: floodId,
  of: 'announce',
  async run(fields, press: Pressed<Status & Using<'announcements.floods'>>) {
    const { services, asker, say } = press;
    const answer = floodAnswers.find((known) => known === fields.answer);
    if (answer === undefined) throw new UserError((inTheirs) => inTheirs('talk.oldButton'));
    const guildId = asker.place.guildId ?? '';
    const decided = await services.announcements.floods.answer(guildId, fields.subscription, answer);
    const body = await drawStatus(press);
    const said =
      decided === undefined
        ? say('announce.floodOver')
        : say(`announce.floodDone.${answer}`, { channel: `<#${decided.channelId}>` });
    const content = [said, body.content].filter((part) => part !== undefined).join('\n');
    return { kind: 'update', body: { components: [], ...body, content } };
  },
});

type Status = Using<'announcements.status' | 'damageIn' | 'clock'>;

async function drawStatus({ services, asker, say }: Status): Promise<MessageBody> {
  const guildId = asker.place.guildId ?? '';
  const all = await services.announcements.status.ofServer(guildId);
  return subscriptionList(all, await services.damageIn(guildId), services.clock.now(), say);
}

export const why = defineAction({
  audience: 'private',
  options: { subscription: optional(subscription) },
  async run(call) {
    const chosen = await subscriptionNamed(call, call.options.subscription);
    const stories = await call.services.announcements.status.why(chosen);
    return whyList(chosen.feedUrl, chosen.channelId, stories, entryReader(call));
  },
});
