import { ChannelType } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import { roleJson, userJson } from './account-json.ts';
import { createActs } from './acts.ts';
import { deleteChannel, newChannel, tellChannel } from './channels.ts';
import { emojisOf, tellEmojis } from './emoji.ts';
import { messageJson } from './message-json.ts';
import { directChannel, removeMessage } from './messages.ts';
import type { Account, Application, Guild } from './model.ts';
import { timeOut } from './moderation.ts';
import type { Nonces } from './nonces.ts';
import { EVERYONE_PERMISSIONS } from './permissions.ts';
import { guildJson } from './place-json.ts';
import { type Connections, createRoster } from './roster.ts';
import { guildOf, memberOf, messageOf, type Store } from './store.ts';
import { syncingThreads, tellThread } from './thread-events.ts';
import { setArchived } from './threads.ts';
import type { World } from './world.ts';

export function createWorld(store: Store, connections: Connections, nonces: Nonces): World {
  const { newAccount, join, newRole, tellMember, moderatorRole, isModerator, tellGuild } = createRoster(
    store,
    connections,
  );

  function accountOf(id: string): Account {
    const account = store.accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}`);
    return account;
  }

  function changeRole(guildId: string, roleId: string, change: { name?: string; mentionable?: boolean }): void {
    const guild = guildOf(store, guildId);
    const role = guild.roles.get(roleId);
    if (!role) throw new Error(`There is no role ${roleId}`);
    Object.assign(role, change);
    tellGuild(guild, 'GUILD_ROLE_UPDATE', { guild_id: guildId, role: roleJson(role) });
  }

  function emojiOf(id: string) {
    const emoji = store.emojis.get(id);
    if (!emoji) throw new Error(`There is no emoji ${id}`);
    return emoji;
  }

  function channelOf(id: string) {
    const channel = store.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    return channel;
  }

  return {
    ...createActs(store, nonces),
    createGuild({ name, locale = 'en-US' }) {
      const id = store.ids.nextApart();
      // The server is owned by an account made for it and not by one of the test's people: an owner may do everything,
      // so that a missing permission of a moderator would go unnoticed.
      const owner = newAccount(store.ids.next(), 'Owner', false, locale);
      const guild: Guild = {
        id,
        name,
        ownerId: owner.id,
        locale,
        roles: new Map(),
        channelIds: new Set(),
        systemChannelId: null,
        members: new Map(),
        commandPermissions: new Map(),
        outage: false,
        blockedTexts: [],
      };
      guild.roles.set(id, {
        id,
        name: '@everyone',
        permissions: EVERYONE_PERMISSIONS,
        position: 0,
        mentionable: false,
        managedBy: undefined,
      });
      store.guilds.set(id, guild);
      join(guild, owner);
      return { id };
    },
    deleteGuild(guildId) {
      const guild = guildOf(store, guildId);
      tellGuild(guild, 'GUILD_DELETE', { id: guild.id });
      for (const id of guild.channelIds) store.channels.delete(id);
      store.guilds.delete(guildId);
    },
    createChannel(guildId, { name, type = ChannelType.GuildText, parentId, topic }) {
      const about = { name, type, topic: topic ?? null, parentId: parentId ?? null };
      const channel = newChannel(store, guildOf(store, guildId), about);
      tellChannel(store, 'CHANNEL_CREATE', channel);
      return { id: channel.id };
    },
    deleteChannel: (channelId) => deleteChannel(store, channelOf(channelId)),
    setThread(threadId, change) {
      const channel = channelOf(threadId);
      if (!channel.thread) throw new Error(`Channel ${threadId} is no thread`);
      if (change.locked !== undefined) channel.thread.locked = change.locked;
      if (change.archived !== undefined) setArchived(store, channel, change.archived);
      tellThread(store, 'THREAD_UPDATE', channel);
    },
    setSystemChannel(guildId, channelId) {
      const guild = guildOf(store, guildId);
      guild.systemChannelId = channelId;
      tellGuild(guild, 'GUILD_UPDATE', guildJson(guild, emojisOf(store, { guildId })));
    },
    createRole: (guildId, role) => ({ id: newRole(guildOf(store, guildId), role).id }),
    deleteRole(guildId, roleId) {
      const guild = guildOf(store, guildId);
      guild.roles.delete(roleId);
      for (const member of guild.members.values()) member.roleIds.delete(roleId);
      tellGuild(guild, 'GUILD_ROLE_DELETE', { guild_id: guildId, role_id: roleId });
    },
    setOutage(guildId, outage) {
      const guild = store.guilds.get(guildId);
      if (!guild) throw new Error(`There is no server ${guildId}`);
      if (outage) tellGuild(guild, 'GUILD_DELETE', { id: guild.id, unavailable: true });
      guild.outage = outage;
      if (!outage) for (const { account } of guild.members.values()) connections.welcome(guild, account);
    },
    renameRole: (guildId, roleId, name) => changeRole(guildId, roleId, { name }),
    setRoleMentionable: (guildId, roleId, mentionable) => changeRole(guildId, roleId, { mentionable }),
    renameMember(guildId, userId, nickname) {
      const guild = guildOf(store, guildId);
      memberOf(guild, userId).nickname = nickname;
      tellMember(guild, userId);
    },
    timeOut(guildId, userId, untilMs) {
      const guild = guildOf(store, guildId);
      timeOut(store, guild, memberOf(guild, userId), untilMs);
    },
    blockTexts(guildId, texts) {
      guildOf(store, guildId).blockedTexts = texts;
    },
    setSlowmode(channelId, seconds) {
      const channel = channelOf(channelId);
      channel.slowmodeSeconds = seconds;
      tellChannel(store, 'CHANNEL_UPDATE', channel);
    },
    createEmoji(guildId, { name, animated = false, roleIds = [] }) {
      const id = store.ids.next();
      const creator = accountOf(guildOf(store, guildId).ownerId);
      const image = { contentType: animated ? 'image/gif' : 'image/png', bytes: new Uint8Array() };
      const owner = { guildId, applicationId: undefined };
      store.emojis.set(id, { id, name, animated, ...owner, roleIds: new Set(roleIds), creator, image });
      tellEmojis(store, guildId);
      return { id };
    },
    renameEmoji(emojiId, name) {
      const emoji = emojiOf(emojiId);
      emoji.name = name;
      if (emoji.guildId !== undefined) tellEmojis(store, emoji.guildId);
    },
    deleteEmoji(emojiId) {
      const { guildId } = emojiOf(emojiId);
      store.emojis.delete(emojiId);
      if (guildId !== undefined) tellEmojis(store, guildId);
    },
    createPerson({ name, locale = 'en-US', guildId, moderator = false }) {
      const account = newAccount(store.ids.next(), name, false, locale);
      if (guildId !== undefined) {
        const guild = guildOf(store, guildId);
        join(guild, account, moderator ? [moderatorRole(guild).id] : []);
      }
      return { id: account.id, token: account.token };
    },
    addMember: (guildId, userId) => join(guildOf(store, guildId), accountOf(userId)),
    removeMember(guildId, userId) {
      const guild = guildOf(store, guildId);
      const { account } = memberOf(guild, userId);
      store.events.emit({
        name: 'GUILD_DELETE',
        data: () => ({ id: guildId }),
        audience: { kind: 'accounts', accounts: [account], guildId },
      });
      guild.members.delete(userId);
      tellGuild(guild, 'GUILD_MEMBER_REMOVE', { guild_id: guildId, user: userJson(account) });
    },
    giveRole(guildId, userId, roleId) {
      const guild = guildOf(store, guildId);
      const { roleIds } = memberOf(guild, userId);
      syncingThreads(store, guild, () => roleIds.add(roleId));
      tellMember(guild, userId);
    },
    takeRole(guildId, userId, roleId) {
      const guild = guildOf(store, guildId);
      const { roleIds } = memberOf(guild, userId);
      syncingThreads(store, guild, () => roleIds.delete(roleId));
      tellMember(guild, userId);
    },
    createApplication({ name, privilegedIntents = 0 }) {
      const id = store.ids.next();
      const bot = newAccount(id, name, true, 'en-US');
      const application: Application = {
        id,
        name,
        bot,
        privilegedIntents,
        commands: new Map(),
        commandsWritten: false,
      };
      store.applications.set(id, application);
      return { id, botToken: bot.token };
    },
    installApplication(applicationId, guildId, permissions = EVERYONE_PERMISSIONS) {
      const guild = guildOf(store, guildId);
      const bot = accountOf(applicationId);
      const role = newRole(guild, { name: bot.name, permissions }, applicationId);
      join(guild, bot, [role.id]);
      return { roleId: role.id };
    },
    installForPerson: (applicationId, userId) => void accountOf(userId).installed.add(applicationId),
    setOverwrite(channelId, { roleId, userId, allow = 0n, deny = 0n }) {
      const channel = channelOf(channelId);
      const id = roleId ?? userId;
      if (id === undefined) throw new Error('An overwrite is for a role or a member');
      syncingThreads(store, guildOf(store, channel.guildId), () =>
        channel.overwrites.set(id, { id, type: roleId === undefined ? 1 : 0, allow, deny }),
      );
      tellChannel(store, 'CHANNEL_UPDATE', channel);
    },
    setRolePermissions(guildId, roleId, permissions) {
      const guild = guildOf(store, guildId);
      const role = guild.roles.get(roleId);
      if (!role) throw new Error(`There is no role ${roleId}`);
      syncingThreads(store, guild, () => {
        role.permissions = permissions;
      });
      tellGuild(guild, 'GUILD_ROLE_UPDATE', { guild_id: guildId, role: roleJson(role) });
    },
    setCommandPermissions(guildId, commandId, permissions) {
      guildOf(store, guildId).commandPermissions.set(commandId, permissions);
    },
    deleteMessage: (channelId, messageId) => removeMessage(store, messageOf(channelOf(channelId), messageId)),
    directChannel: (userId, otherId) => ({ id: directChannel(store, accountOf(userId), accountOf(otherId)).id }),
    messages: (channelId) =>
      [...channelOf(channelId).messages.values()].map((message) => messageJson(store, message, message.author)),
    channels: (guildId) =>
      [...guildOf(store, guildId).channelIds].map(channelOf).map(({ id, name, type }) => ({ id, name, type })),
    people(guildId) {
      const guilds = guildId === undefined ? [...store.guilds.values()] : [guildOf(store, guildId)];
      const accounts = [...store.accounts.values()].filter(
        ({ id, bot }) => !bot && guilds.some((guild) => guild.members.has(id) && guild.ownerId !== id),
      );
      return accounts.map(({ id, name, token }) => ({
        id,
        name,
        token,
        moderator: guilds.some((guild) => isModerator(guild, id)),
      }));
    },
    commandsOf: (applicationId) =>
      [...(store.applications.get(applicationId)?.commands.values() ?? [])].flatMap(
        (scope) => [...scope.values()] as unknown as Json[],
      ),
  };
}
