import { PermissionFlagsBits } from 'discord-api-types/v10';
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
};

/** Those of the wanted permissions that `granted` does not hold; an administrator has them all. */
export function missingIn(granted: bigint, wanted: readonly PermissionName[]): readonly PermissionName[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return wanted.filter((name) => (granted & permissionBits[name]) === 0n);
}
