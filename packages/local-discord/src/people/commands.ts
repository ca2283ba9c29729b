import { type APIApplicationCommand, InteractionContextType as Context } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import type { Account, Application, Channel, Guild } from '../world/model.ts';
import { permissionsOf } from '../world/permissions.ts';
import { ruledBy, type Store } from '../world/store.ts';

const USE_COMMANDS = 1n << 31n;
const ADMINISTRATOR = 1n << 3n;

/** An application that is available to a person in a place. */
export interface Offer {
  readonly application: Application;
  readonly guildId: string | undefined;
  readonly context: Context;
  /**
   * 0: it is in the server, or it is the other side of the direct message. 1: the person installed it for themselves.
   */
  readonly by: readonly (0 | 1)[];
}

/** How an application is available to a person in a channel; undefined where it is not. */
export function offerIn(
  account: Account,
  application: Application,
  channel: Channel,
  guild: Guild | undefined,
): Offer | undefined {
  const withBot = channel.recipients.includes(application.bot);
  const isThere = guild ? guild.members.has(application.id) : withBot;
  const by = [...(isThere ? ([0] as const) : []), ...(account.installed.has(application.id) ? ([1] as const) : [])];
  const context = guild ? Context.Guild : withBot ? Context.BotDM : Context.PrivateChannel;
  return by.length === 0 ? undefined : { application, guildId: guild?.id, context, by };
}

/**
 * The commands of an application in a place: the server's own in addition to the global ones.
 * https://docs.discord.com/developers/interactions/application-commands#contexts
 */
export function commandsIn({ application, guildId, context, by }: Offer): APIApplicationCommand[] {
  const global = [...(application.commands.get('')?.values() ?? [])];
  const own = guildId === undefined || !by.includes(0) ? [] : [...(application.commands.get(guildId)?.values() ?? [])];
  const fits = (command: APIApplicationCommand) =>
    (command.contexts ?? everyContext(command)).includes(context) &&
    (command.integration_types ?? [0]).some((type) => by.includes(type));
  return [...global.filter(fits), ...own];
}

function everyContext(command: APIApplicationCommand): Context[] {
  return command.dm_permission === false ? [Context.Guild] : [Context.Guild, Context.BotDM, Context.PrivateChannel];
}

/**
 * Whether a person may use a command in a server: by the server's permissions for the command if there are some,
 * otherwise by the permissions that the command requires. Administrators always may.
 * https://docs.discord.com/developers/interactions/application-commands#permissions
 */
export function mayUse(
  store: Store,
  guild: Guild,
  account: Account,
  command: APIApplicationCommand,
  channel?: Channel,
): boolean {
  const member = guild.members.get(account.id);
  if (!member) return false;
  const ruling = channel && ruledBy(store, channel);
  const rights = permissionsOf(guild, member, ruling);
  if (rights & ADMINISTRATOR) return true;
  if (!(rights & USE_COMMANDS)) return false;

  const settings =
    guild.commandPermissions.get(command.id) ?? guild.commandPermissions.get(command.application_id) ?? [];
  const everyChannel = (BigInt(guild.id) - 1n).toString();
  const place =
    ruling &&
    (settings.find(({ type, id }) => type === 3 && id === ruling.id) ??
      settings.find(({ type, id }) => type === 3 && id === everyChannel));
  if (place && !place.permission) return false;
  const own = settings.find(({ type, id }) => type === 2 && id === account.id);
  if (own) return own.permission;
  const roles = settings.filter(
    ({ type, id }) =>
      type === 1 &&
      (member.roleIds.has(id) ||
        (id === guild.id && !settings.some((other) => other.type === 1 && member.roleIds.has(other.id)))),
  );
  if (roles.length > 0) return roles.some(({ permission }) => permission);

  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return true;
  const bits = BigInt(needed);
  const everywhere = permissionsOf(guild, member);
  return bits !== 0n && (everywhere & bits) === bits;
}

/** A command as a person's client gets it, with name and description in their language. */
export function indexJson(command: APIApplicationCommand, locale: string): Json {
  const { name_localizations: names, description_localizations: descriptions, ...rest } = command;
  const pick = (texts: unknown) => (texts as Record<string, string> | null | undefined)?.[locale];
  const name = pick(names);
  const description = pick(descriptions);
  return {
    ...rest,
    options: localised(rest.options ?? [], locale),
    ...(name === undefined ? {} : { name_localized: name }),
    ...(description === undefined ? {} : { description_localized: description }),
  };
}

function localised(options: readonly unknown[], locale: string): Json[] {
  return (options as Json[]).map((option) => {
    const { name_localizations: names, description_localizations: descriptions, ...rest } = option;
    const pick = (texts: unknown) => (texts as Record<string, string> | null | undefined)?.[locale];
    return {
      ...rest,
      ...(pick(names) === undefined ? {} : { name_localized: pick(names) }),
      ...(pick(descriptions) === undefined ? {} : { description_localized: pick(descriptions) }),
      ...(Array.isArray(rest.choices) ? { choices: localised(rest.choices, locale) } : {}),
      ...(Array.isArray(rest.options) ? { options: localised(rest.options, locale) } : {}),
    };
  });
}
