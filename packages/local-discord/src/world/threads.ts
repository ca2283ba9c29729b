import { ChannelType, MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { postMessage, tellEdited } from './messages.ts';
import type { Account, Channel, Message } from './model.ts';
import { rightsIn, type Store } from './store.ts';
import { tellThread, tellThreadMembers } from './thread-events.ts';

export interface ThreadDraft {
  readonly name: string;
  readonly type: ChannelType.AnnouncementThread | ChannelType.PublicThread | ChannelType.PrivateThread;
  readonly autoArchiveMinutes: number;
  readonly invitable?: boolean;
}

/** Active threads of a server. Discord gives the error code but no number; users report a thousand. */
const ACTIVE_LIMIT = 1000;

/** Opens a thread and sends the event; a thread of a message has the message's id. */
export function openThread(store: Store, owner: Account, parent: Channel, draft: ThreadDraft, from?: Message): Channel {
  const guild = parent.guildId === undefined ? undefined : store.guilds.get(parent.guildId);
  const active = [...(guild?.channelIds ?? [])].filter((id) => store.channels.get(id)?.thread?.archived === false);
  if (active.length >= ACTIVE_LIMIT)
    throw draft.type === ChannelType.AnnouncementThread
      ? refuse.tooManyAnnouncementThreads()
      : refuse.tooManyActiveThreads();
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
    slowmodeSeconds: 0,
    thread: {
      ownerId: owner.id,
      createdAtMs: nowMs,
      archived: false,
      locked: false,
      invitable: draft.invitable ?? true,
      archivedAtMs: nowMs,
      autoArchiveMinutes: draft.autoArchiveMinutes,
      members: new Map([[owner.id, nowMs]]),
      totalSent: 0,
      archiving: undefined,
    },
    recipients: [],
    messages: new Map(),
    lastMessageId: null,
  };
  store.channels.set(channel.id, channel);
  guild?.channelIds.add(channel.id);
  if (from) {
    from.threadId = channel.id;
    from.flags |= MessageFlags.HasThread;
  }
  tellThread(store, 'THREAD_CREATE', channel, { newly_created: true });
  if (from) tellEdited(store, from);
  // Discord posts a message about it in the parent channel, unless the thread belongs to a message.
  if (!from && parent.type !== ChannelType.GuildForum && draft.type === ChannelType.PublicThread) {
    postMessage(store, owner, parent, {
      body: { content: draft.name },
      type: 18,
      reference: { channel_id: channel.id, guild_id: channel.guildId },
    });
  }
  keepOpen(store, channel);
  return channel;
}

/**
 * Restarts the time after which a thread archives itself: on a message, when it is reopened, or with another duration.
 * https://docs.discord.com/developers/topics/threads#active-archived-threads
 */
export function keepOpen(store: Store, channel: Channel): void {
  const { thread } = channel;
  if (!thread) return;
  thread.archiving?.abort();
  const archiving = new AbortController();
  thread.archiving = archiving;
  const atMs = store.clock.now() + thread.autoArchiveMinutes * 60_000;
  void store.clock.waitUntil(atMs, archiving.signal).then(() => {
    if (archiving.signal.aborted || !store.channels.has(channel.id)) return;
    setArchived(store, channel, true);
    tellThread(store, 'THREAD_UPDATE', channel);
  });
}

/** Archives or reopens a thread; the caller sends the event. */
export function setArchived(store: Store, channel: Channel, archived: boolean): void {
  const { thread } = channel;
  if (!thread) return;
  thread.archived = archived;
  thread.archivedAtMs = store.clock.now();
  if (archived) thread.archiving?.abort();
  else keepOpen(store, channel);
}

/**
 * Before a message is posted in a thread: reopens an archived one; throws for a locked one unless the author has Manage
 * Threads. https://docs.discord.com/developers/topics/threads#locked-threads
 */
export function reopen(store: Store, author: Account, channel: Channel): void {
  const { thread } = channel;
  if (!thread) return;
  demandUnlocked(store, author, channel);
  if (!thread.archived) return;
  setArchived(store, channel, false);
  tellThread(store, 'THREAD_UPDATE', channel);
}

/** Throws 160005 in a locked thread, unless the account has Manage Threads. */
export function demandUnlocked(store: Store, account: Account, channel: Channel): void {
  if (channel.thread?.locked && !(rightsIn(store, account, channel) & P.ManageThreads)) throw refuse.threadLocked();
}

/** Writing in a thread makes the user a member of it. */
export function joinThread(store: Store, channel: Channel, userId: string): void {
  const { thread } = channel;
  if (!thread || thread.members.has(userId)) return;
  thread.members.set(userId, store.clock.now());
  tellThreadMembers(store, channel, userId, true);
}

export function leaveThread(store: Store, channel: Channel, userId: string): void {
  if (channel.thread?.members.delete(userId)) tellThreadMembers(store, channel, userId, false);
}
