import type { Json } from '../json.ts';
import type { Account, Application, Member, Role } from './model.ts';
import { iso } from './timestamp.ts';

export function userJson(account: Account): Json {
  return {
    id: account.id,
    // Bots keep their names as they are written; people's are lower-case since 2023.
    username: account.bot ? account.name : account.name.toLowerCase().replace(/[^a-z0-9_.]/g, '_'),
    discriminator: account.bot ? '0000' : '0',
    global_name: account.bot ? null : account.name,
    avatar: null,
    bot: account.bot,
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

/** An account as it sees itself. */
export function selfJson(account: Account): Json {
  return {
    ...userJson(account),
    locale: account.locale,
    mfa_enabled: false,
    verified: true,
    email: null,
    premium_type: 0,
  };
}

export function memberJson(member: Member): Json {
  return {
    avatar: null,
    banner: null,
    nick: member.nickname,
    roles: [...member.roleIds],
    joined_at: iso(member.joinedAtMs),
    premium_since: null,
    pending: false,
    communication_disabled_until: member.timedOutUntilMs === undefined ? null : iso(member.timedOutUntilMs),
    flags: 0,
    deaf: false,
    mute: false,
  };
}

export function memberWithUserJson(member: Member): Json {
  return { ...memberJson(member), user: userJson(member.account) };
}

export function roleJson(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managedBy !== undefined,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.managedBy === undefined ? {} : { tags: { bot_id: role.managedBy } }),
  };
}

export function applicationJson(application: Application): Json {
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    summary: '',
    type: null,
    flags: application.privilegedIntents === 0 ? 0 : 1 << 19,
    hook: true,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: application.id.padStart(64, '0'),
    bot: userJson(application.bot),
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: 0,
    redirect_uris: [],
    interactions_endpoint_url: null,
  };
}
