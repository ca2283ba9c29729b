import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Channel, Guild, Member } from './model.ts';

const EVERY_PERMISSION = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** The permissions of everyone in a new server. */
export const EVERYONE_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory |
  P.UseExternalEmojis |
  P.UseApplicationCommands |
  P.CreatePublicThreads |
  P.SendMessagesInThreads |
  P.ChangeNickname |
  P.CreateInstantInvite |
  P.UseExternalApps |
  P.SendPolls;

/** The permissions of a server's moderators. */
export const MODERATOR_PERMISSIONS =
  P.ManageGuild | P.ManageMessages | P.ManageChannels | P.ManageRoles | P.ManageThreads;

/**
 * The permissions of a member in a channel, or without one in the server. A thread has its parent's overwrites, but
 * writing in it (`inThread`) needs a permission of its own:
 * https://docs.discord.com/developers/topics/threads#permissions. The order of the overwrites is Discord's:
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsOf(guild: Guild, member: Member, channel?: Channel, inThread = false): bigint {
  if (guild.ownerId === member.account.id) return EVERY_PERMISSION;
  let allowed = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roleIds) allowed |= guild.roles.get(id)?.permissions ?? 0n;
  if (allowed & P.Administrator) return EVERY_PERMISSION;
  // "Timed out members will temporarily lose all permissions except VIEW_CHANNEL and READ_MESSAGE_HISTORY."
  // https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members
  const kept = member.timedOutUntilMs === undefined ? EVERY_PERMISSION : P.ViewChannel | P.ReadMessageHistory;
  if (!channel) return allowed & kept;

  const everyone = channel.overwrites.get(guild.id);
  if (everyone) allowed = (allowed & ~everyone.deny) | everyone.allow;
  let denied = 0n;
  let granted = 0n;
  for (const id of member.roleIds) {
    const overwrite = channel.overwrites.get(id);
    if (!overwrite) continue;
    denied |= overwrite.deny;
    granted |= overwrite.allow;
  }
  allowed = (allowed & ~denied) | granted;
  const own = channel.overwrites.get(member.account.id);
  if (own) allowed = (allowed & ~own.deny) | own.allow;
  // A member who cannot see a channel, or write in it, lacks the permissions that presuppose it ("implicit
  // permissions").
  if (!(allowed & P.ViewChannel)) return 0n;
  const writes = inThread ? P.SendMessagesInThreads : P.SendMessages;
  if (!(allowed & writes)) allowed &= ~(P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks);
  return allowed & kept;
}
