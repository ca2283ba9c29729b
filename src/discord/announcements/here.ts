import { ChannelType } from 'discord-api-types/v10';
import { amounts, defaultChoices, premieres, reaches, readWords } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import { channel, choice, defineAction, flag, optional, role, text } from '../contract/command.ts';
import { targetChannel } from '../contract/target-channel.ts';
import { feedNamed } from './feed-named.ts';
import { quietRoleText } from './views/quiet-role.ts';
import { subscribedMessage } from './views/subscribed.ts';
import { amountSentences, premiereSentences, reachSentences } from './views/subscription-list.ts';

/** `/announce here`: a feed in a channel. The same feed there once more changes what was chosen. */
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
    if (thread && target.type !== undefined && isThread(target.type)) {
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
    const body = subscribedMessage(made, { channelId: target.id, feedUrl }, call);
    return quiet === undefined ? body : { ...body, content: [body.content, quiet].join('\n') };
  },
});

function isThread(type: ChannelType): boolean {
  return [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread].includes(type);
}
