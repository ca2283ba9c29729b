import { ChannelType } from 'discord-api-types/v10';
import { amounts, premieres, reaches, readWords } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import { type Call, channel, choice, defineAction, flag, optional, role, text } from '../command.ts';
import { plain } from '../markdown.ts';
import { targetChannel } from '../target-channel.ts';
import { subscribedText } from '../views/announcement-made.ts';
import { amountSentences, premiereSentences, reachSentences } from '../views/subscription-list.ts';

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
    const { asker, options, say, services } = call;
    const publish = options.publish ?? false;
    const thread = options.thread ?? false;
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
    const made = await services.announcements.subscribe({
      id: asker.interactionId,
      guildId: asker.place.guildId ?? '',
      channelId: target.id,
      feedUrl: await feedOf(call, options.feed),
      ...(options.role === undefined ? {} : { roleId: options.role }),
      amount: options.show ?? 'title',
      reach: options.kinds ?? 'news',
      ...words,
      thread,
      publish,
      upcoming: options.premieres ?? 'post',
      shorts: options.shorts ?? false,
      language: asker.placeLanguage,
      createdBy: asker.userId,
    });
    return { content: subscribedText(made, say), withoutPreviews: true };
  },
});

/** The address of the feed that a moderator gave, or of the series' own. @throws UserError */
async function feedOf({ services }: Call, typed: string | undefined): Promise<string> {
  const { channelId, handle } = services.episodes.seriesFeed();
  const wanted = typed ?? channelId ?? handle;
  const found = await services.resolveFeed(wanted);
  if ('url' in found) return found.url;
  const facts = { typed: plain(wanted) };
  throw new UserError((say) => {
    if (found.failure === 'not-an-address') return say('announce.notAnAddress', facts);
    return found.failure === 'unreachable' ? say('announce.unreachable', facts) : say('announce.notFound', facts);
  });
}

function isThread(type: ChannelType): boolean {
  return [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread].includes(type);
}
