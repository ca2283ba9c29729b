import type { REST } from 'discord.js';
import {
  type APIOverwrite,
  type APIRole,
  PermissionFlagsBits as P,
  type RESTGetAPIChannelResult,
  type RESTGetAPIGuildMemberResult,
  Routes,
} from 'discord-api-types/v10';
import type { PermissionName } from '../../domain/permissions.ts';
import { missingIn, permissionBits } from '../permission-bits.ts';
import { refusalOf } from '../refusals.ts';

/**
 * Which of the wanted permissions the bot lacks in a channel, worked out from the server's roles and the channel's own
 * settings, as Discord's own client shows them; undefined when Discord does not tell.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export async function lackingIn(
  rest: REST,
  ownId: string,
  place: { guildId: string; channelId: string },
  wanted: readonly PermissionName[],
): Promise<readonly PermissionName[] | undefined> {
  try {
    const [overwrites, roles, member] = await Promise.all([
      overwritesOf(rest, place.channelId),
      rest.get(Routes.guildRoles(place.guildId)) as Promise<APIRole[]>,
      rest.get(Routes.guildMember(place.guildId, ownId)) as Promise<RESTGetAPIGuildMemberResult>,
    ]);
    const roleIds = [place.guildId, ...member.roles];
    let granted = 0n;
    for (const role of roles) if (roleIds.includes(role.id)) granted |= BigInt(role.permissions);
    if ((granted & P.Administrator) !== 0n) return [];
    for (const ids of [[place.guildId], member.roles, [ownId]]) granted = overwritten(granted, overwrites, ids);
    // Who cannot see a channel has no right in it: that is then what to grant first.
    const view = permissionBits.viewChannel;
    return missingIn((granted & view) === 0n ? granted & ~view : granted, wanted);
  } catch (error) {
    // A channel that cannot even be asked about cannot be seen.
    return refusalOf(error).reason === 'forbidden' ? wanted.filter((name) => name === 'viewChannel') : undefined;
  }
}

/** A thread has its channel's settings. */
async function overwritesOf(rest: REST, channelId: string): Promise<readonly APIOverwrite[]> {
  const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult;
  if ('permission_overwrites' in channel) return channel.permission_overwrites ?? [];
  const parentId = 'parent_id' in channel ? channel.parent_id : undefined;
  if (parentId === undefined || parentId === null) return [];
  const parent = (await rest.get(Routes.channel(parentId))) as RESTGetAPIChannelResult;
  return 'permission_overwrites' in parent ? (parent.permission_overwrites ?? []) : [];
}

function overwritten(granted: bigint, overwrites: readonly APIOverwrite[], ids: readonly string[]): bigint {
  const fitting = overwrites.filter(({ id }) => ids.includes(id));
  const denied = fitting.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
  const allowed = fitting.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
  return (granted & ~denied) | allowed;
}
