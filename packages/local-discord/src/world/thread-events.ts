import { ChannelType } from 'discord-api-types/v10';
import { memberWithUserJson } from './account-json.ts';
import type { Account, Channel, Guild } from './model.ts';
import { channelJson, threadMemberJson } from './place-json.ts';
import { rightsIn, type Store } from './store.ts';

/** https://docs.discord.com/developers/events/gateway-events#threads */
export function tellThread(
  store: Store,
  name: 'THREAD_CREATE' | 'THREAD_UPDATE' | 'THREAD_DELETE',
  thread: Channel,
  more = {},
): void {
  if (thread.guildId === undefined) return;
  const gone = { id: thread.id, guild_id: thread.guildId, parent_id: thread.parentId, type: thread.type };
  store.events.emit({
    name,
    data: (viewer) => (name === 'THREAD_DELETE' ? gone : { ...channelJson(thread, viewer), ...more }),
    audience: { kind: 'guild', guildId: thread.guildId, channelId: thread.id },
  });
}

/**
 * Sends the events when a user joined or left a thread; the user gets them whatever their intents. A user who joins a
 * private thread gets the thread first. https://docs.discord.com/developers/events/gateway-events#thread-members-update
 */
export function tellThreadMembers(store: Store, channel: Channel, userId: string, came: boolean): void {
  const { thread, guildId } = channel;
  const guild = guildId === undefined ? undefined : store.guilds.get(guildId);
  const member = guild?.members.get(userId);
  if (!thread || !guild) return;
  if (came && member && channel.type === ChannelType.PrivateThread) {
    store.events.emit({
      name: 'THREAD_CREATE',
      data: (viewer) => channelJson(channel, viewer),
      audience: { kind: 'accounts', accounts: [member.account], guildId: guild.id },
    });
  }
  const added = threadMemberJson(channel, userId);
  store.events.emit({
    name: 'THREAD_MEMBERS_UPDATE',
    data: () => ({
      id: channel.id,
      guild_id: guild.id,
      member_count: Math.min(50, thread.members.size),
      ...(came
        ? { added_members: [{ ...added, member: member && memberWithUserJson(member), presence: null }] }
        : { removed_member_ids: [userId] }),
    }),
    audience: { kind: 'guild', guildId: guild.id, channelId: channel.parentId ?? channel.id },
    about: userId,
  });
}

/**
 * Makes a change of permissions, and sends the active threads of a channel to everyone who can see it now and could not
 * before. https://docs.discord.com/developers/events/gateway-events#thread-list-sync
 */
export function syncingThreads(store: Store, guild: Guild, change: () => void): void {
  const active = [...guild.channelIds]
    .flatMap((id) => store.channels.get(id) ?? [])
    .filter((channel) => channel.thread?.archived === false);
  const parents = [...new Set(active.flatMap((thread) => thread.parentId ?? []))].flatMap(
    (id) => store.channels.get(id) ?? [],
  );
  const accounts = parents.length === 0 ? [] : [...guild.members.values()].map(({ account }) => account);
  const sees = (account: Account, channel: Channel) => (rightsIn(store, account, channel) & (1n << 10n)) !== 0n;
  const hidden = accounts.map((account) => parents.filter((parent) => !sees(account, parent)));
  change();
  for (const [index, account] of accounts.entries()) {
    const gained = (hidden[index] ?? []).filter((parent) => sees(account, parent));
    if (gained.length === 0) continue;
    const channelIds = gained.map(({ id }) => id);
    const threads = active.filter((thread) => channelIds.includes(thread.parentId ?? '') && sees(account, thread));
    store.events.emit({
      name: 'THREAD_LIST_SYNC',
      data: (viewer) => ({
        guild_id: guild.id,
        channel_ids: channelIds,
        threads: threads.map((thread) => channelJson(thread, viewer)),
        members: threads.flatMap((thread) => threadMemberJson(thread, account.id) ?? []),
      }),
      audience: { kind: 'accounts', accounts: [account], guildId: guild.id },
    });
  }
}
