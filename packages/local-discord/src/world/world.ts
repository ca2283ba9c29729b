import type { ChannelType } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import type { PersonActs } from './acts.ts';
import type { BlockedText, CommandPermission } from './model.ts';

/**
 * How whoever started the local Discord furnishes it, and acts where no client is needed. Whatever changes is told to
 * the connected clients as Discord tells it. Ids and permission bits are Discord's; an unknown id throws its refusal.
 */
export interface World extends PersonActs {
  /** @param guild.locale Default: `en-US` */
  createGuild(guild: { name: string; locale?: string }): { id: string };
  deleteGuild(guildId: string): void;
  createChannel(
    guildId: string,
    channel: { name: string; type?: ChannelType; parentId?: string; topic?: string },
  ): { id: string };
  deleteChannel(channelId: string): void;
  /** Archives, locks or reopens a thread. */
  setThread(threadId: string, change: { archived?: boolean; locked?: boolean }): void;
  /** Where Discord itself says who joined; null: nowhere. Default: nowhere. */
  setSystemChannel(guildId: string, channelId: string | null): void;
  createRole(guildId: string, role: { name: string; permissions?: bigint; mentionable?: boolean }): { id: string };
  deleteRole(guildId: string, roleId: string): void;
  /** Makes a server unreachable, as in an outage of Discord's, or reachable again. */
  setOutage(guildId: string, outage: boolean): void;
  renameRole(guildId: string, roleId: string, name: string): void;
  setRoleMentionable(guildId: string, roleId: string, mentionable: boolean): void;
  renameMember(guildId: string, userId: string, nickname: string | null): void;
  /** A timed-out member can only read. Undefined ends it. */
  timeOut(guildId: string, userId: string, untilMs: number | undefined): void;
  /** What the server's AutoMod (200000) or Discord's link filter (240000) refuses from now on. */
  blockTexts(guildId: string, texts: readonly BlockedText[]): void;
  setSlowmode(channelId: string, seconds: number): void;
  /** An emoji of the server's own: for everybody in it, or for those with one of the roles. */
  createEmoji(
    guildId: string,
    emoji: { name: string; animated?: boolean; roleIds?: readonly string[] },
  ): { id: string };
  renameEmoji(emojiId: string, name: string): void;
  deleteEmoji(emojiId: string): void;
  /** Cheap enough for tens of thousands. In the server at once when `guildId` is given; a moderator manages it. */
  createPerson(person: { name: string; locale?: string; guildId?: string; moderator?: boolean }): {
    id: string;
    token: string;
  };
  addMember(guildId: string, userId: string): void;
  removeMember(guildId: string, userId: string): void;
  giveRole(guildId: string, userId: string, roleId: string): void;
  takeRole(guildId: string, userId: string, roleId: string): void;
  /** @param application.privilegedIntents bits switched on for it; none when absent */
  createApplication(application: { name: string; privilegedIntents?: number }): { id: string; botToken: string };
  /** Adds the bot to a server, with a role of its own that has these permissions. */
  installApplication(applicationId: string, guildId: string, permissions?: bigint): { roleId: string };
  /** Lets a person bring the application along, into every server and direct message. */
  installForPerson(applicationId: string, userId: string): void;
  /** What a role (the server's id for everyone) or member may and may not do in a channel. */
  setOverwrite(channelId: string, overwrite: { roleId?: string; userId?: string; allow?: bigint; deny?: bigint }): void;
  setRolePermissions(guildId: string, roleId: string, permissions: bigint): void;
  /** The server's own settings of a command. */
  setCommandPermissions(guildId: string, commandId: string, permissions: readonly CommandPermission[]): void;
  deleteMessage(channelId: string, messageId: string): void;
  /** The channel of their direct messages. */
  directChannel(userId: string, otherId: string): { id: string };
  /** All messages of a channel, oldest first, as their authors see them: whatever anybody may read there. */
  messages(channelId: string): Json[];
  channels(guildId: string): { id: string; name: string; type: ChannelType }[];
  people(guildId?: string): { id: string; name: string; token: string; moderator: boolean }[];
  commandsOf(applicationId: string): Json[];
}
