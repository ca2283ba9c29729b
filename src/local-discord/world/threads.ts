import { ChannelType, MessageFlags } from 'discord-api-types/v10';
import { postMessage, tellEdited } from './messages.ts';
import type { Account, Channel, Message } from './model.ts';
import { channelJson } from './place-json.ts';
import type { Store } from './store.ts';

export interface ThreadDraft {
  readonly name: string;
  readonly type: ChannelType.AnnouncementThread | ChannelType.PublicThread | ChannelType.PrivateThread;
  readonly autoArchiveMinutes: number;
}

/** Opens a thread and tells the server; one of a message has the message's id. */
export function openThread(store: Store, owner: Account, parent: Channel, draft: ThreadDraft, from?: Message): Channel {
  const nowMs = store.clock.now();
  const channel: Channel = {
    id: from?.id ?? store.ids.next(),
    type: draft.type,
    guildId: parent.guildId,
    name: draft.name,
    topic: null,
    position: 0,
    parentId: parent.id,
    overwrites: new Map(),
    thread: {
      ownerId: owner.id,
      createdAtMs: nowMs,
      archived: false,
      locked: false,
      archivedAtMs: nowMs,
      autoArchiveMinutes: draft.autoArchiveMinutes,
      memberIds: new Set([owner.id]),
      totalSent: 0,
    },
    recipients: [],
    messages: new Map(),
    lastMessageId: null,
  };
  store.channels.set(channel.id, channel);
  if (channel.guildId !== undefined) store.guilds.get(channel.guildId)?.channelIds.add(channel.id);
  if (from) {
    from.threadId = channel.id;
    from.flags |= MessageFlags.HasThread;
  }
  tellThread(store, 'THREAD_CREATE', channel, { newly_created: true });
  if (from) tellEdited(store, from);
  // Discord says so in the parent channel, unless the message the thread hangs on already does.
  if (!from && parent.type !== ChannelType.GuildForum && draft.type === ChannelType.PublicThread) {
    postMessage(store, owner, parent, {
      body: { content: draft.name },
      type: 18,
      reference: { channel_id: channel.id, guild_id: channel.guildId },
    });
  }
  return channel;
}

export function tellThread(
  store: Store,
  name: 'THREAD_CREATE' | 'THREAD_UPDATE' | 'THREAD_DELETE',
  thread: Channel,
  more = {},
): void {
  if (thread.guildId === undefined) return;
  const data =
    name === 'THREAD_DELETE'
      ? { id: thread.id, guild_id: thread.guildId, parent_id: thread.parentId, type: thread.type }
      : { ...channelJson(thread), ...more };
  store.events.emit({
    name,
    data: () => data,
    audience: { kind: 'guild', guildId: thread.guildId, channelId: thread.parentId ?? thread.id },
  });
}
