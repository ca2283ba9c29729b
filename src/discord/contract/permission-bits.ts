import { type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord-api-types/v10';
import type { PermissionName } from '../../domain/permissions.ts';

/** https://discord.com/developers/docs/topics/permissions */
export const permissionBits: Readonly<Record<PermissionName, bigint>> = {
  viewChannel: PermissionFlagsBits.ViewChannel,
  sendMessages: PermissionFlagsBits.SendMessages,
  sendInThreads: PermissionFlagsBits.SendMessagesInThreads,
  embedLinks: PermissionFlagsBits.EmbedLinks,
  readHistory: PermissionFlagsBits.ReadMessageHistory,
  addReactions: PermissionFlagsBits.AddReactions,
  attachFiles: PermissionFlagsBits.AttachFiles,
  createThreads: PermissionFlagsBits.CreatePublicThreads,
  mentionEveryone: PermissionFlagsBits.MentionEveryone,
};

/** The wanted permissions that `granted` does not contain; an administrator has all. */
export function missingIn(granted: bigint, wanted: readonly PermissionName[]): readonly PermissionName[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return wanted.filter((name) => (granted & permissionBits[name]) === 0n);
}

/**
 * A member's permissions in a channel, computed from the server's roles and the channel's overwrites as Discord does. A
 * member who cannot see the channel only lacks that permission here; the others stay as granted.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function grantedIn(
  member: { readonly userId: string; readonly roleIds: readonly string[]; readonly guildId: string },
  roles: readonly Pick<APIRole, 'id' | 'permissions'>[],
  overwrites: readonly APIOverwrite[],
): bigint {
  const { userId, roleIds, guildId } = member;
  let granted = 0n;
  for (const role of roles) if (role.id === guildId || roleIds.includes(role.id)) granted |= BigInt(role.permissions);
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return granted;
  for (const ids of [[guildId], roleIds, [userId]]) granted = overwritten(granted, overwrites, ids);
  return granted;
}

function overwritten(granted: bigint, overwrites: readonly APIOverwrite[], ids: readonly string[]): bigint {
  const fitting = overwrites.filter(({ id }) => ids.includes(id));
  const denied = fitting.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
  const allowed = fitting.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
  return (granted & ~denied) | allowed;
}
