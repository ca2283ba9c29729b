import { ChannelType } from 'discord-api-types/v10';

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** The kinds of channels the bot can post in. */
export const POSTABLE: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...THREADS];

/** The kinds of channels in which people read the bot's answers. */
export const READABLE: readonly ChannelType[] = [
  ...POSTABLE,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
];

/** Whether the channel is a thread; false where Discord did not tell the kind. */
export function isThread(type: ChannelType | undefined): boolean {
  return type !== undefined && THREADS.includes(type);
}

/** The channel that a thread belongs to; undefined for other channels, whose “parent” is their category. */
export function channelOfThread(channel: {
  readonly type: ChannelType | undefined;
  readonly parentId: string | undefined;
}): string | undefined {
  return isThread(channel.type) ? channel.parentId : undefined;
}
