import { ChannelType, MessageFlags } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { MessageBody } from '../validation/message-rules.ts';
import type { DiscordEvent } from './events.ts';
import { mentionsOf } from './mentions.ts';
import { keepContent } from './message-content.ts';
import { messageEventJson } from './message-json.ts';
import type { Account, Channel, Mentions, Message } from './model.ts';
import { channelJson } from './place-json.ts';
import { openPoll } from './polls.ts';
import type { Store } from './store.ts';

export interface Draft {
  readonly body: MessageBody;
  readonly files?: readonly UploadedFile[];
  /** Discord's message type; 0 for a plain one. */
  readonly type?: number;
  /** Flags besides those the author may set. */
  readonly flags?: number;
  readonly nonce?: string | number | undefined;
  readonly reference?: Json | undefined;
  /** The author of the message replied to: pinged too, unless `allowed_mentions` excludes them. */
  readonly repliedTo?: Account | undefined;
  /** The webhook that writes it. */
  readonly webhookId?: string;
  /** For answers to interactions. */
  readonly answer?: { readonly applicationId: string; readonly interaction: Json } | undefined;
  /** The only account that may see it. */
  readonly privateTo?: Account | undefined;
}

const AUTHOR_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Posts a message that has been checked, and sends it to everybody who may read it. */
export function postMessage(store: Store, author: Account, channel: Channel, draft: Draft): Message {
  const { body, files = [] } = draft;
  const content = body.content?.trim() ?? '';
  const message: Message = {
    id: store.ids.next(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    webhookId: draft.answer?.applicationId ?? draft.webhookId,
    applicationId: draft.answer?.applicationId,
    type: draft.type ?? 0,
    content,
    ...keepContent(store, channel.id, body, files),
    flags: ((body.flags ?? 0) & AUTHOR_FLAGS) | (draft.flags ?? 0),
    sentAtMs: store.clock.now(),
    editedAtMs: undefined,
    nonce: draft.nonce,
    mentions: withReplied(
      mentionsOf(store, author, channel, { content, components: body.components }, body.allowed_mentions),
      draft,
    ),
    reactions: new Map(),
    interaction: draft.answer?.interaction,
    reference: draft.reference,
    privateTo: draft.privateTo?.id,
    threadId: undefined,
    pinnedAtMs: undefined,
    poll: openPoll(store, body.poll),
  };
  if (draft.privateTo) {
    store.privateMessages.set(message.id, message);
  } else {
    channel.messages.set(message.id, message);
    channel.lastMessageId = message.id;
    if (channel.thread) channel.thread.totalSent += 1;
  }
  store.events.emit(
    messageEvent(store, 'MESSAGE_CREATE', message, (viewer) => messageEventJson(store, message, viewer)),
  );
  return message;
}

function withReplied(mentions: Mentions, { body, repliedTo }: Draft): Mentions {
  const wanted = body.allowed_mentions ? body.allowed_mentions.replied_user === true : true;
  if (!repliedTo || !wanted || mentions.userIds.includes(repliedTo.id)) return mentions;
  return { ...mentions, userIds: [...mentions.userIds, repliedTo.id] };
}

/** Changes the fields in the body and leaves the others; mentions are computed anew, as Discord does. */
export function editMessage(
  store: Store,
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[] = [],
): Message {
  const channel = store.channels.get(message.channelId);
  const read = keepContent(store, message.channelId, body, files, [...message.attachments, ...message.embedded]);
  if (body.content !== undefined) message.content = body.content?.trim() ?? '';
  if (body.embeds !== undefined) message.embeds = read.embeds;
  if (body.components !== undefined) message.components = read.components;
  if (body.attachments !== undefined) {
    const wanted = new Set((body.attachments ?? []).map((attachment) => String(attachment.id)));
    message.attachments = message.attachments.filter((attachment) => wanted.has(attachment.id));
    message.embedded = message.embedded.filter((attachment) => wanted.has(attachment.id));
  }
  message.attachments = [...message.attachments, ...read.attachments];
  message.embedded = [...message.embedded, ...read.embedded];
  if (body.flags !== undefined && body.flags !== null) {
    const kept = message.flags & ~MessageFlags.SuppressEmbeds;
    message.flags = kept | (body.flags & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2));
  }
  if (channel) message.mentions = mentionsOf(store, message.author, channel, message, body.allowed_mentions);
  message.editedAtMs = store.clock.now();
  tellEdited(store, message);
  return message;
}

export function tellEdited(store: Store, message: Message): void {
  store.events.emit(
    messageEvent(store, 'MESSAGE_UPDATE', message, (viewer) => messageEventJson(store, message, viewer)),
  );
}

export function removeMessage(store: Store, message: Message): void {
  const channel = store.channels.get(message.channelId);
  channel?.messages.delete(message.id);
  store.privateMessages.delete(message.id);
  store.events.emit(
    messageEvent(store, 'MESSAGE_DELETE', message, () => ({
      id: message.id,
      channel_id: message.channelId,
      ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
    })),
  );
}

/** Removes those of the messages that exist, with one event for all. */
export function removeMessages(store: Store, channel: Channel, ids: readonly string[]): void {
  const gone = ids.filter((id) => channel.messages.delete(id));
  if (gone.length === 0) return;
  store.events.emit({
    name: 'MESSAGE_DELETE_BULK',
    data: () => ({
      ids: gone,
      channel_id: channel.id,
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    }),
    ...heardIn(channel),
  });
}

/**
 * An event about a message goes to those who may read it: the channel, both sides of a direct message, or one person.
 */
export function messageEvent(store: Store, name: string, message: Message, data: DiscordEvent['data']): DiscordEvent {
  if (message.privateTo !== undefined) {
    const reader = store.accounts.get(message.privateTo);
    return {
      name,
      data,
      audience: { kind: 'accounts', accounts: reader ? [reader] : [] },
      direct: message.guildId === undefined,
    };
  }
  const channel = store.channels.get(message.channelId);
  return channel ? { name, data, ...heardIn(channel) } : { name, data, audience: { kind: 'accounts', accounts: [] } };
}

export function heardIn(channel: Channel): Pick<DiscordEvent, 'audience' | 'direct'> {
  return channel.guildId === undefined
    ? { audience: { kind: 'accounts', accounts: channel.recipients }, direct: true }
    : { audience: { kind: 'guild', guildId: channel.guildId, channelId: channel.id }, direct: false };
}

/** The channel of two accounts' direct messages; made and announced if it does not exist. */
export function directChannel(store: Store, one: Account, other: Account): Channel {
  const known = store.channels.get(one.directChannels.get(other.id) ?? '');
  if (known) return known;
  const channel: Channel = {
    id: store.ids.next(),
    type: ChannelType.DM,
    guildId: undefined,
    name: '',
    topic: null,
    position: 0,
    parentId: null,
    slowmodeSeconds: 0,
    overwrites: new Map(),
    thread: undefined,
    recipients: [one, other],
    messages: new Map(),
    lastMessageId: null,
  };
  store.channels.set(channel.id, channel);
  one.directChannels.set(other.id, channel.id);
  other.directChannels.set(one.id, channel.id);
  store.events.emit({
    name: 'CHANNEL_CREATE',
    data: (viewer) => channelJson(channel, viewer),
    audience: { kind: 'accounts', accounts: channel.recipients.filter((account) => !account.bot) },
    direct: true,
  });
  return channel;
}
