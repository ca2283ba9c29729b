import type { REST } from '@discordjs/rest';
import {
  type APIOverwrite,
  type APIRole,
  type RESTGetAPIChannelResult,
  type RESTGetAPIGuildMemberResult,
  Routes,
} from 'discord-api-types/v10';
import type { PermissionName } from '../../domain/permissions.ts';
import { isThread } from '../contract/channel-kinds.ts';
import { grantedIn, missingIn } from '../contract/permission-bits.ts';
import { refusalOf } from '../contract/refusals.ts';

/**
 * Which of the wanted permissions the bot lacks in a channel, computed from the server's roles and the channel's
 * overwrites; undefined when Discord does not tell. In a thread, `sendMessages` means the permission for threads.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export async function lackingIn(
  rest: REST,
  ownId: string,
  place: { guildId: string; channelId: string },
  wanted: readonly PermissionName[],
): Promise<readonly PermissionName[] | undefined> {
  try {
    const [{ overwrites, inThread }, roles, member] = await Promise.all([
      rulesOf(rest, place.channelId),
      rest.get(Routes.guildRoles(place.guildId)) as Promise<APIRole[]>,
      rest.get(Routes.guildMember(place.guildId, ownId)) as Promise<RESTGetAPIGuildMemberResult>,
    ]);
    const own = { userId: ownId, roleIds: member.roles, guildId: place.guildId };
    const granted = grantedIn(own, roles, overwrites);
    // In a channel that it cannot see, Discord denies the bot everything; what is told is what lacks by itself.
    const here = inThread ? wanted.map((name) => (name === 'sendMessages' ? 'sendInThreads' : name)) : wanted;
    return missingIn(granted, here);
  } catch (error) {
    // A channel that may not even be fetched cannot be seen.
    return refusalOf(error).reason === 'forbidden' ? wanted.filter((name) => name === 'viewChannel') : undefined;
  }
}

/**
 * Which of the wanted permissions the bot's roles do not grant in a server, not counting overwrites of channels.
 *
 * @throws Discord's answer where the bot is not in the server
 */
export async function lackingInServer(
  rest: REST,
  ownId: string,
  guildId: string,
  wanted: readonly PermissionName[],
): Promise<readonly PermissionName[]> {
  const roles = (await rest.get(Routes.guildRoles(guildId))) as APIRole[];
  const member = (await rest.get(Routes.guildMember(guildId, ownId))) as RESTGetAPIGuildMemberResult;
  const own = roles.filter(({ id }) => id === guildId || member.roles.includes(id));
  return missingIn(
    own.reduce((bits, { permissions }) => bits | BigInt(permissions), 0n),
    wanted,
  );
}

interface Rules {
  readonly overwrites: readonly APIOverwrite[];
  readonly inThread: boolean;
}

/** A thread has its channel's overwrites. */
async function rulesOf(rest: REST, channelId: string): Promise<Rules> {
  const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult;
  if (!isThread(channel.type)) return { overwrites: overwritesIn(channel), inThread: false };
  const parentId = 'parent_id' in channel ? channel.parent_id : undefined;
  if (parentId === undefined || parentId === null) return { overwrites: [], inThread: true };
  const parent = (await rest.get(Routes.channel(parentId))) as RESTGetAPIChannelResult;
  return { overwrites: overwritesIn(parent), inThread: true };
}

function overwritesIn(channel: RESTGetAPIChannelResult): readonly APIOverwrite[] {
  return 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
}
