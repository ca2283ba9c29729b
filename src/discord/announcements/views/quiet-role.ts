import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { ChosenRole } from '../../contract/command.ts';
import type { Asking } from '../../contract/reader.ts';

/**
 * A warning about a role that an announcement would not notify: a role that not everybody may mention, where the bot
 * lacks the permission to mention all roles, or @everyone, which cannot be mentioned as a role. Undefined for other
 * roles. https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags MENTION_EVERYONE
 */
export function quietRoleText(
  { asker, say }: Pick<Asking, 'asker' | 'say'>,
  role: ChosenRole,
  target: { readonly mention: string; readonly appPermissions: bigint | undefined },
): string | undefined {
  if (role.id === asker.place.guildId) return say('announce.everyoneIsQuiet');
  if (role.mentionable !== false || target.appPermissions === undefined) return undefined;
  if ((target.appPermissions & (P.MentionEveryone | P.Administrator)) !== 0n) return undefined;
  return say('announce.roleIsQuiet', { role: `<@&${role.id}>`, channel: target.mention });
}
