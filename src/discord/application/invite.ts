import { PermissionFlagsBits } from 'discord-api-types/v10';
import { neededPermissions } from '../../domain/permissions.ts';
import { permissionBits } from '../contract/permission-bits.ts';

/**
 * The link with which somebody who may manage a server adds the bot, with exactly the permissions it uses:
 * https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow. Manage Messages is needed to take off the
 * reactions of a vote that has moved. A server may deny any of them.
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
