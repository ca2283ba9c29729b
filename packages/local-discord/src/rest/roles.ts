import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { roleJson } from '../world/account-json.ts';
import { newChannel, tellChannel } from '../world/channels.ts';
import type { Guild, Role } from '../world/model.ts';
import { permissionsOf } from '../world/permissions.ts';
import { channelJson } from '../world/place-json.ts';
import { guildOf, memberOf, type Store } from '../world/store.ts';
import { syncingThreads } from '../world/thread-events.ts';
import { type Call, created, nothing, ok, param, type Route } from './route.ts';

const ROLES_LIMIT = 250;
const NAME_LIMIT = 100;

/** Routes for making roles and channels. https://docs.discord.com/developers/resources/guild#create-guild-role */
export function roleRoutes(store: Store): Route[] {
  const withRight = (call: Call, right: bigint): Guild => {
    const guild = guildOf(store, param(call, 'guild'));
    if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
    if (!(permissionsOf(guild, memberOf(guild, call.caller.id)) & right)) throw refuse.missingPermissions();
    return guild;
  };
  const roleOf = (guild: Guild, call: Call): Role => {
    const role = guild.roles.get(param(call, 'role'));
    if (!role) throw refuse.unknownRole();
    return role;
  };
  const tell = (guild: Guild, name: string, data: Json) =>
    store.events.emit({ name, data: () => data, audience: { kind: 'guild', guildId: guild.id } });
  /** Members can only grant permissions that they have. */
  const rightsOf = (call: Call, guild: Guild, sent: unknown, before: bigint): bigint => {
    if (sent === undefined || sent === null) return before;
    const rights = BigInt(String(sent));
    if (rights & ~before & ~permissionsOf(guild, memberOf(guild, call.caller.id))) throw refuse.missingPermissions();
    return rights;
  };

  return [
    {
      method: 'POST',
      path: '/guilds/:guild/roles',
      who: 'anyone',
      handle(call) {
        const guild = withRight(call, P.ManageRoles);
        if (guild.roles.size >= ROLES_LIMIT) throw refuse.tooManyRoles();
        const { name, permissions, mentionable } = (call.body ?? {}) as Json;
        const role: Role = {
          id: store.ids.next(),
          name: nameFrom(name ?? 'new role'),
          permissions: rightsOf(call, guild, permissions, 0n),
          position: guild.roles.size,
          mentionable: mentionable === true,
          managedBy: undefined,
        };
        guild.roles.set(role.id, role);
        tell(guild, 'GUILD_ROLE_CREATE', { guild_id: guild.id, role: roleJson(role) });
        return ok(roleJson(role));
      },
    },
    {
      method: 'PATCH',
      path: '/guilds/:guild/roles/:role',
      who: 'anyone',
      handle(call) {
        const guild = withRight(call, P.ManageRoles);
        const role = roleOf(guild, call);
        const { name, permissions, mentionable } = (call.body ?? {}) as Json;
        const rights = rightsOf(call, guild, permissions, role.permissions);
        syncingThreads(store, guild, () => {
          role.permissions = rights;
        });
        if (name !== undefined) role.name = nameFrom(name);
        if (typeof mentionable === 'boolean') role.mentionable = mentionable;
        tell(guild, 'GUILD_ROLE_UPDATE', { guild_id: guild.id, role: roleJson(role) });
        return ok(roleJson(role));
      },
    },
    {
      method: 'DELETE',
      path: '/guilds/:guild/roles/:role',
      who: 'anyone',
      handle(call) {
        const guild = withRight(call, P.ManageRoles);
        const role = roleOf(guild, call);
        if (role.id === guild.id || role.managedBy !== undefined) throw refuse.invalidRole();
        guild.roles.delete(role.id);
        for (const member of guild.members.values()) member.roleIds.delete(role.id);
        tell(guild, 'GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: role.id });
        return nothing;
      },
    },
    {
      method: 'POST',
      path: '/guilds/:guild/channels',
      who: 'anyone',
      handle(call) {
        const guild = withRight(call, P.ManageChannels);
        const { name, type, topic, parent_id: parentId } = (call.body ?? {}) as Json;
        if (name === undefined || name === null)
          throw invalidForm([{ path: ['name'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]);
        const channel = newChannel(store, guild, {
          name: nameFrom(name),
          type: Number(type ?? ChannelType.GuildText) as ChannelType,
          topic: typeof topic === 'string' ? topic : null,
          parentId: typeof parentId === 'string' ? parentId : null,
        });
        tellChannel(store, 'CHANNEL_CREATE', channel);
        return created(channelJson(channel, call.caller));
      },
    },
  ];
}

function nameFrom(name: unknown): string {
  const text = String(name);
  if (text.length >= 1 && text.length <= NAME_LIMIT) return text;
  throw invalidForm([
    { path: ['name'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
  ]);
}
