import { GatewayIntentBits, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { compareIds } from '../snowflakes.ts';
import { memberWithUserJson } from '../world/account-json.ts';
import { membersNamed } from '../world/members.ts';
import type { Guild, Member } from '../world/model.ts';
import { tellMember, timeOut } from '../world/moderation.ts';
import { permissionsOf } from '../world/permissions.ts';
import { guildOf, memberOf, type Store } from '../world/store.ts';
import { syncingThreads } from '../world/thread-events.ts';
import { type Call, nothing, numberIn, ok, param, type Route } from './route.ts';

const NICKNAME_LIMIT = 32;
const LONGEST_TIMEOUT_MS = 28 * 86_400_000;

/** https://docs.discord.com/developers/resources/guild#get-guild-member and below */
export function memberRoutes(store: Store): Route[] {
  const inside = (call: Call): Guild => {
    const guild = guildOf(store, param(call, 'guild'));
    if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
    return guild;
  };
  const demandIn = (call: Call, guild: Guild, right: bigint) => {
    if (!(permissionsOf(guild, memberOf(guild, call.caller.id)) & right)) throw refuse.missingPermissions();
  };
  const subject = (call: Call) => (param(call, 'user') === '@me' ? call.caller.id : param(call, 'user'));
  const role = (call: Call, has: boolean) => {
    const guild = inside(call);
    demandIn(call, guild, P.ManageRoles);
    const member = memberOf(guild, param(call, 'user'));
    if (!guild.roles.has(param(call, 'role'))) throw refuse.unknownRole();
    syncingThreads(store, guild, () =>
      has ? member.roleIds.add(param(call, 'role')) : member.roleIds.delete(param(call, 'role')),
    );
    tellMember(store, guild, member);
    return nothing;
  };
  const rename = (call: Call, guild: Guild, member: Member, nick: unknown) => {
    const isOwn = member.account === call.caller;
    demandIn(call, guild, isOwn ? P.ChangeNickname | P.ManageNicknames : P.ManageNicknames);
    if (String(nick ?? '').length > NICKNAME_LIMIT)
      throw invalidForm([{ path: ['nick'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 32 or fewer in length.' }]);
    member.nickname = typeof nick === 'string' && nick !== '' ? nick : null;
  };
  const changeRoles = (call: Call, guild: Guild, member: Member, roleIds: readonly unknown[]) => {
    demandIn(call, guild, P.ManageRoles);
    syncingThreads(store, guild, () => {
      member.roleIds.clear();
      for (const id of roleIds) if (guild.roles.has(String(id))) member.roleIds.add(String(id));
    });
  };
  const changeTimeout = (call: Call, guild: Guild, member: Member, until: unknown) => {
    demandIn(call, guild, P.ModerateMembers);
    const untilMs = until === null ? undefined : Date.parse(String(until));
    if (untilMs !== undefined && !(untilMs <= store.clock.now() + LONGEST_TIMEOUT_MS))
      throw invalidForm([
        {
          path: ['communication_disabled_until'],
          code: 'DATE_TIME_TYPE_PARSE',
          message: 'A time within the next 28 days',
        },
      ]);
    timeOut(store, guild, member, untilMs);
  };

  return [
    {
      method: 'GET',
      path: '/guilds/:guild/members/search',
      who: 'anyone',
      handle(call) {
        const query = (call.query.get('query') ?? '').toLowerCase();
        const limit = numberIn(call.query, 'limit', 1, 1, 1000);
        return ok(membersNamed(inside(call), query).slice(0, limit).map(memberWithUserJson));
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      who: 'anyone',
      handle: (call) => ok(memberWithUserJson(memberOf(inside(call), subject(call)))),
    },
    {
      // "This endpoint is restricted according to whether the GUILD_MEMBERS Privileged Intent is enabled."
      method: 'GET',
      path: '/guilds/:guild/members',
      who: 'anyone',
      handle(call) {
        const guild = inside(call);
        const intents = store.applications.get(call.caller.id)?.privilegedIntents ?? 0;
        if (call.caller.bot && !(intents & GatewayIntentBits.GuildMembers)) throw refuse.missingAccess();
        const after = call.query.get('after') ?? '0';
        const limit = numberIn(call.query, 'limit', 1, 1, 1000);
        const ids = [...guild.members.keys()].filter((id) => compareIds(id, after) > 0).sort(compareIds);
        return ok(ids.slice(0, limit).map((id) => memberWithUserJson(memberOf(guild, id))));
      },
    },
    {
      method: 'PATCH',
      path: '/guilds/:guild/members/:user',
      who: 'anyone',
      handle(call) {
        const guild = inside(call);
        const member = memberOf(guild, subject(call));
        const { nick, roles, communication_disabled_until: until } = (call.body ?? {}) as Json;
        if (nick !== undefined) rename(call, guild, member, nick);
        if (Array.isArray(roles)) changeRoles(call, guild, member, roles);
        if (until === undefined) tellMember(store, guild, member);
        else changeTimeout(call, guild, member, until);
        return ok(memberWithUserJson(member));
      },
    },
    { method: 'PUT', path: '/guilds/:guild/members/:user/roles/:role', who: 'anyone', handle: (c) => role(c, true) },
    {
      method: 'DELETE',
      path: '/guilds/:guild/members/:user/roles/:role',
      who: 'anyone',
      handle: (c) => role(c, false),
    },
    {
      method: 'GET',
      path: '/users/@me/guilds/:guild/member',
      who: 'anyone',
      handle: (call) => ok(memberWithUserJson(memberOf(inside(call), call.caller.id))),
    },
  ];
}
