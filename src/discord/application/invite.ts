import { PermissionFlagsBits } from 'discord-api-types/v10';
import { neededPermissions } from '../../domain/permissions.ts';
import { permissionBits } from '../contract/permission-bits.ts';

/**
 * Where somebody who may manage a server adds the bot to it, with exactly the rights it uses:
 * https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow. Manage Messages is for taking off the reactions
 * of a vote that has moved; every server may leave any of them out.
 */
export function inviteLink(applicationId: string): string {
  const needed = neededPermissions.reduce(
    (bits, name) => bits | permissionBits[name],
    PermissionFlagsBits.ManageMessages,
  );
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(needed),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
