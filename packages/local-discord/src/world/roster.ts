import { randomBytes } from 'node:crypto';
import type { Json } from '../json.ts';
import { memberWithUserJson, roleJson } from './account-json.ts';
import type { Account, Guild, Role } from './model.ts';
import { MODERATOR_PERMISSIONS } from './permissions.ts';
import { memberOf, type Store } from './store.ts';

/** What the roster needs of the gateway. */
export interface Connections {
  /** Sends a connected account the server it has just joined, or that is reachable again. */
  welcome(guild: Guild, account: Account): void;
}

/** Accounts, and their membership and roles in servers. Every change is sent to the server. */
export interface Roster {
  newAccount(id: string, name: string, bot: boolean, locale: string): Account;
  join(guild: Guild, account: Account, roleIds?: readonly string[]): void;
  newRole(guild: Guild, role: { name: string; permissions?: bigint; mentionable?: boolean }, managedBy?: string): Role;
  /** Sends the event about a member's changed roles. */
  tellMember(guild: Guild, userId: string): void;
  /** The moderators' role, made if it does not exist. */
  moderatorRole(guild: Guild): Role;
  isModerator(guild: Guild, userId: string): boolean;
  tellGuild(guild: Guild, name: string, data: Json): void;
}

export function createRoster(store: Store, connections: Connections): Roster {
  const tellGuild = (guild: Guild, name: string, data: Json) =>
    store.events.emit({ name, data: () => data, audience: { kind: 'guild', guildId: guild.id } });

  function newAccount(id: string, name: string, bot: boolean, locale: string): Account {
    // A bot's token begins with its id, as Discord's do; do not rely on it.
    const secret = randomBytes(24).toString('base64url');
    const token = `${Buffer.from(id).toString('base64url')}.${secret.slice(0, 6)}.${secret.slice(6)}`;
    const account: Account = { id, name, bot, locale, token, installed: new Set(), directChannels: new Map() };
    store.accounts.set(id, account);
    store.byToken.set(token, account);
    return account;
  }

  function join(guild: Guild, account: Account, roleIds: readonly string[] = []): void {
    const member = {
      account,
      nickname: null,
      timedOutUntilMs: undefined,
      roleIds: new Set(roleIds),
      joinedAtMs: store.clock.now(),
    };
    guild.members.set(account.id, member);
    connections.welcome(guild, account);
    tellGuild(guild, 'GUILD_MEMBER_ADD', { ...memberWithUserJson(member), guild_id: guild.id });
  }

  function newRole(
    guild: Guild,
    role: { name: string; permissions?: bigint; mentionable?: boolean },
    managedBy?: string,
  ): Role {
    const made: Role = {
      id: store.ids.next(),
      name: role.name,
      permissions: role.permissions ?? 0n,
      position: guild.roles.size,
      mentionable: role.mentionable ?? false,
      managedBy,
    };
    guild.roles.set(made.id, made);
    tellGuild(guild, 'GUILD_ROLE_CREATE', { guild_id: guild.id, role: roleJson(made) });
    return made;
  }

  function tellMember(guild: Guild, userId: string): void {
    const data = { ...memberWithUserJson(memberOf(guild, userId)), guild_id: guild.id };
    store.events.emit({
      name: 'GUILD_MEMBER_UPDATE',
      data: () => data,
      audience: { kind: 'guild', guildId: guild.id },
      about: userId,
    });
  }

  function moderatorRole(guild: Guild): Role {
    const known = [...guild.roles.values()].find((role) => role.name === 'Moderator');
    return known ?? newRole(guild, { name: 'Moderator', permissions: MODERATOR_PERMISSIONS });
  }

  const isModerator = (guild: Guild, userId: string) =>
    [...(guild.members.get(userId)?.roleIds ?? [])].some(
      (id) => ((guild.roles.get(id)?.permissions ?? 0n) & (1n << 5n)) !== 0n,
    );

  return { newAccount, join, newRole, tellMember, moderatorRole, isModerator, tellGuild };
}
