import type { REST } from 'discord.js';
import {
  type APIApplicationCommandPermission,
  ApplicationCommandPermissionType,
  PermissionFlagsBits,
  type RESTGetAPIApplicationCommandsResult,
  type RESTGetAPIGuildApplicationCommandsPermissionsResult,
  Routes,
} from 'discord-api-types/v10';
import type { Log } from '../../util/log.ts';
import { type Asker, managesServer } from '../contract/asker.ts';

/**
 * Who may use a moderators' command now. Discord checks when the command is typed; for buttons that it opened, this is
 * asked when they are pressed.
 */
export interface CommandRights {
  mayUse(command: string, asker: Asker): Promise<boolean>;
}

export function createCommandRights(parts: { rest: REST; log: Log }): CommandRights {
  const { rest, log } = parts;
  let ids: ReadonlyMap<string, string> = new Map();

  async function idOf(command: string, applicationId: string): Promise<string | undefined> {
    if (!ids.has(command)) {
      const all = (await rest.get(Routes.applicationCommands(applicationId))) as RESTGetAPIApplicationCommandsResult;
      ids = new Map(all.map(({ id, name }) => [name, id]));
    }
    return ids.get(command);
  }

  /** A server's permissions for one command, or else for the whole bot. */
  async function settingsOf(command: string, guildId: string, applicationId: string) {
    const route = Routes.guildApplicationCommandsPermissions(applicationId, guildId);
    const all = (await rest.get(route)) as RESTGetAPIGuildApplicationCommandsPermissionsResult;
    const id = all.length === 0 ? undefined : await idOf(command, applicationId);
    const found = all.find((one) => one.id === id) ?? all.find((one) => one.id === applicationId);
    return found?.permissions ?? [];
  }

  return {
    async mayUse(command, asker) {
      const { guildId } = asker.place;
      if ((asker.permissions & PermissionFlagsBits.Administrator) !== 0n) return true;
      if (guildId === undefined) return false;
      try {
        return allows(await settingsOf(command, guildId, asker.applicationId), asker, guildId);
      } catch (err) {
        log.warn({ err, guildId, command }, 'The settings of a command could not be read; Manage Server decides');
        return managesServer(asker);
      }
    },
  };
}

/** https://discord.com/developers/docs/interactions/application-commands#permissions */
function allows(settings: readonly APIApplicationCommandPermission[], asker: Asker, guildId: string): boolean {
  const { userId, roleIds, place } = asker;
  const find = (type: ApplicationCommandPermissionType, id: string) =>
    settings.find((setting) => setting.type === type && setting.id === id)?.permission;
  const everyChannel = (BigInt(guildId) - 1n).toString();
  const here =
    find(ApplicationCommandPermissionType.Channel, place.parentChannelId ?? place.channelId) ??
    find(ApplicationCommandPermissionType.Channel, everyChannel);
  if (here === false) return false;
  const own = find(ApplicationCommandPermissionType.User, userId);
  if (own !== undefined) return own;
  const byRole = roleIds.flatMap((roleId) => find(ApplicationCommandPermissionType.Role, roleId) ?? []);
  if (byRole.length > 0) return byRole.includes(true);
  return find(ApplicationCommandPermissionType.Role, guildId) ?? managesServer(asker);
}
