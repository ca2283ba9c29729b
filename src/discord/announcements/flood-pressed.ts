import { floodAnswers } from '../../domain/announcement/flood.ts';
import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../contract/component.ts';
import { floodId } from './ids.ts';
import { subscriptionList } from './views/subscription-list.ts';

/** A moderator has decided about a feed's many new entries at once; the list is drawn again with the next to decide. */
export const flood = defineComponent({
  id: floodId,
  of: 'announce',
  async run(fields, press) {
    const { services, asker, say } = press;
    const guildId = asker.place.guildId ?? '';
    const answer = floodAnswers.find((known) => known === fields.answer);
    if (answer === undefined) throw new UserError((inTheirs) => inTheirs('talk.oldButton'));
    const decided = await services.announcements.floods.answer(guildId, fields.subscription, answer);
    const body = subscriptionList(
      await services.announcements.status.ofServer(guildId),
      await services.damageIn(guildId),
      services.clock.now(),
      say,
    );
    const said =
      decided === undefined
        ? say('announce.floodOver')
        : say(`announce.floodDone.${answer}`, { channel: `<#${decided.channelId}>` });
    const content = [said, body.content].filter((part) => part !== undefined).join('\n');
    return { kind: 'update', body: { components: [], ...body, content } };
  },
});
