import { ChannelType } from 'discord-api-types/v10';
import { amounts, defaultChoices, premieres, reaches, readWords } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Subscribed } from '../../services/announcements/subscribing.ts';
import { isThread } from '../contract/channel-kinds.ts';
import { channel, choice, defineAction, flag, optional, role, text, type Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import type { Speaker } from '../contract/reader.ts';
import { targetChannel } from '../contract/target-channel.ts';
import { feedName } from '../elements/names.ts';
import { feedNamed } from './feed-option.ts';
import { pickFeedId } from './ids.ts';
import { subscriptionNamed, suggestSubscriptions } from './subscription-option.ts';
import { quietRoleText } from './views/quiet-role.ts';
import { feedsOfPage, pageFacts, subscribedMessage } from './views/subscribed.ts';
import { amountSentences, premiereSentences, reachSentences } from './views/subscription-list.ts';

/** `/announce here`: announces a feed in a channel. Repeated for the same feed, it changes the choices. */
export const here = defineAction({
  audience: 'private',
  options: {
    channel: optional(channel()),
    feed: optional(text({ maxLength: 500 })),
    role: optional(role()),
    show: optional(choice(amounts.map((value) => ({ value, name: (say) => say(amountSentences[value]) })))),
    kinds: optional(choice(reaches.map((value) => ({ value, name: (say) => say(reachSentences[value]) })))),
    words: optional(text({ maxLength: 400 })),
    thread: flag(),
    publish: flag(),
    premieres: optional(choice(premieres.map((value) => ({ value, name: (say) => say(premiereSentences[value]) })))),
    shorts: flag(),
  },
  async run(call) {
    const { asker, options, services } = call;
    const publish = options.publish ?? defaultChoices.publish;
    const thread = options.thread ?? defaultChoices.thread;
    const target = targetChannel(
      asker,
      options.channel,
      { embeds: options.show === 'everything', reactions: false, threads: thread },
      { permissions: (inTheirs, facts) => inTheirs('announce.cannotPost', facts) },
    );
    if (publish && target.type !== undefined && target.type !== ChannelType.GuildAnnouncement) {
      throw new UserError((inTheirs) => inTheirs('announce.cannotPublish', { channel: target.mention }));
    }
    if (thread && isThread(target.type)) {
      throw new UserError((inTheirs) => inTheirs('announce.noThreadInThread'));
    }
    const words = readWords(options.words ?? '');
    if (words === undefined) throw new UserError((inTheirs) => inTheirs('announce.tooManyWords'));
    const feedUrl = await feedNamed(call, options.feed);
    const made = await services.announcements.subscriptions.subscribe({
      id: asker.interactionId,
      guildId: asker.place.guildId ?? '',
      channelId: target.id,
      feedUrl,
      ...(options.role === undefined ? {} : { roleId: options.role.id }),
      amount: options.show ?? defaultChoices.amount,
      reach: options.kinds ?? defaultChoices.reach,
      ...words,
      thread,
      publish,
      upcoming: options.premieres ?? defaultChoices.upcoming,
      shorts: options.shorts ?? defaultChoices.shorts,
      language: asker.placeLanguage,
      createdBy: asker.userId,
    });
    const quiet = options.role && quietRoleText(call, options.role, target);
    const body = madeMessage(made, { channelId: target.id, feedUrl }, call);
    return quiet === undefined ? body : { ...body, content: [body.content, quiet].join('\n') };
  },
});

/** One of the feeds on the page given to `/announce here` was chosen; the other choices made there apply. */
export const pickFeed = defineComponent({
  id: pickFeedId,
  of: 'announce',
  async run(fields, press: Pressed<Using<'announcements.subscriptions'>>) {
    const { services, asker } = press;
    const { subscriptions } = services.announcements;
    const offer = subscriptions.offered(asker.place.guildId ?? '', fields.offer);
    const chosen = offer?.feeds[Number(press.values[0])];
    if (offer === undefined || chosen === undefined) throw new UserError((say) => say('announce.offerGone'));
    const request = { ...offer.request, id: asker.interactionId, feedUrl: chosen.url, createdBy: asker.userId };
    const made = await subscriptions.subscribe(request);
    return { kind: 'update', body: { components: [], ...madeMessage(made, request, press) } };
  },
});

export const stop = defineAction({
  audience: 'private',
  options: { subscription: text({ suggest: suggestSubscriptions }) },
  async run(call) {
    const { asker, say, options } = call;
    const { status, subscriptions } = call.services.announcements;
    const guildId = asker.place.guildId ?? '';
    const chosen = await subscriptionNamed(call, options.subscription);
    const all = await status.ofServer(guildId);
    const title = all.find(({ subscription: { id } }) => id === chosen.id)?.feedTitle;
    if (!(await subscriptions.stop(guildId, chosen.id))) {
      throw new UserError((inTheirs) => inTheirs('announce.noSuch'));
    }
    const feed = feedName(chosen.feedUrl, title);
    return { content: say('announce.stopped', { channel: `<#${chosen.channelId}>`, feed }), withoutPreviews: true };
  },
});

/**
 * The answer after subscribing.
 *
 * @throws UserError for a page that is no feed and names none
 */
export function madeMessage(
  made: Subscribed,
  asked: { readonly channelId: string; readonly feedUrl: string },
  by: Speaker,
): MessageBody {
  if (made.kind === 'subscribed') return subscribedMessage(made, by);
  if (made.page.feeds.length > 0) return feedsOfPage(made, asked, by);
  throw new UserError((say) => say('announce.noFeed', pageFacts(made.page, asked.feedUrl, by.say)));
}
