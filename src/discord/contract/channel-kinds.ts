import { ChannelType } from 'discord-api-types/v10';

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** Where the bot can post. */
export const POSTABLE: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...THREADS];

/** Where people read what the bot answers. */
export const READABLE: readonly ChannelType[] = [
  ...POSTABLE,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
];

/** False where Discord did not tell the kind. */
export function isThread(type: ChannelType | undefined): boolean {
  return type !== undefined && THREADS.includes(type);
}

/**
 * The channel that a thread belongs to; undefined for what is no thread. Discord calls the category of any other channel
 * its parent too, and that is none of our business.
 */
export function channelOfThread(channel: {
  readonly type: ChannelType | undefined;
  readonly parentId: string | undefined;
}): string | undefined {
  return isThread(channel.type) ? channel.parentId : undefined;
}
