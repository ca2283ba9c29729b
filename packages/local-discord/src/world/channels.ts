import type { ChannelType } from 'discord-api-types/v10';
import type { Channel, Guild } from './model.ts';
import { channelJson } from './place-json.ts';
import type { Store } from './store.ts';
import { tellThread } from './thread-events.ts';

/** Sends the event to the server's members. */
export function tellChannel(
  store: Store,
  name: 'CHANNEL_CREATE' | 'CHANNEL_UPDATE' | 'CHANNEL_DELETE',
  channel: Channel,
): void {
  if (channel.guildId === undefined) return;
  // Bots are told of every channel of their server, hidden ones too; so is everyone here.
  store.events.emit({ name, data: () => channelJson(channel), audience: { kind: 'guild', guildId: channel.guildId } });
}

/** Removes a channel with its messages and threads. */
export function deleteChannel(store: Store, channel: Channel): void {
  const guild = channel.guildId === undefined ? undefined : store.guilds.get(channel.guildId);
  for (const id of [...(guild?.channelIds ?? [])]) {
    const thread = store.channels.get(id);
    if (thread?.thread && thread.parentId === channel.id) forget(thread);
  }
  if (channel.thread) tellThread(store, 'THREAD_DELETE', channel);
  else tellChannel(store, 'CHANNEL_DELETE', channel);
  forget(channel);

  function forget(gone: Channel): void {
    guild?.channelIds.delete(gone.id);
    if (guild?.systemChannelId === gone.id) guild.systemChannelId = null;
    store.channels.delete(gone.id);
  }
}

/** Makes a channel of a server, not a thread; sends no event yet. */
export function newChannel(
  store: Store,
  guild: Guild,
  about: {
    readonly name: string;
    readonly type: ChannelType;
    readonly topic: string | null;
    readonly parentId: string | null;
  },
): Channel {
  const id = store.ids.next();
  const channel: Channel = {
    id,
    ...about,
    guildId: guild.id,
    position: guild.channelIds.size,
    slowmodeSeconds: 0,
    overwrites: new Map(),
    thread: undefined,
    recipients: [],
    messages: new Map(),
    lastMessageId: null,
  };
  store.channels.set(id, channel);
  guild.channelIds.add(id);
  return channel;
}
