import { GatewayIntentBits, MessageFlags } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import { memberJson, userJson } from './account-json.ts';
import { emojiToday } from './emoji.ts';
import type { Account, Message, Reaction } from './model.ts';
import { channelJson } from './place-json.ts';
import { pollJson } from './polls.ts';
import type { Store } from './store.ts';
import { iso } from './timestamp.ts';

function reactionJson(store: Store, reaction: Reaction, viewer: Account): Json {
  return {
    emoji: emojiToday(store, reaction.emoji),
    count: reaction.normal.size + reaction.burst.size,
    count_details: { normal: reaction.normal.size, burst: reaction.burst.size },
    burst_colors: [],
    me: reaction.normal.has(viewer.id),
    me_burst: reaction.burst.has(viewer.id),
    burst_me: reaction.burst.has(viewer.id),
    burst_count: reaction.burst.size,
  };
}

/**
 * A message as `viewer` may read it. A bot without the Message Content intent gets the text only of its own messages,
 * of direct messages and of those that mention it.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function messageJson(store: Store, message: Message, viewer: Account): Json {
  const readable = mayReadContent(store, message, viewer);
  const reactions = [...message.reactions.values()].map((reaction) => reactionJson(store, reaction, viewer));
  const thread = message.threadId === undefined ? undefined : store.channels.get(message.threadId);
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userJson(message.author),
    content: readable ? message.content : '',
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    attachments: readable ? message.attachments : [],
    mentions: message.mentions.userIds.flatMap((id) => {
      const account = store.accounts.get(id);
      return account ? [userJson(account)] : [];
    }),
    mention_roles: message.mentions.roleIds,
    mention_everyone: message.mentions.everyone,
    timestamp: iso(message.sentAtMs),
    edited_timestamp: message.editedAtMs === undefined ? null : iso(message.editedAtMs),
    flags: message.flags,
    tts: false,
    pinned: message.pinnedAtMs !== undefined,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(message.webhookId === undefined ? {} : { webhook_id: message.webhookId }),
    ...(message.applicationId === undefined ? {} : { application_id: message.applicationId }),
    ...(message.interaction === undefined ? {} : { interaction_metadata: message.interaction }),
    ...(message.reference === undefined ? {} : { message_reference: message.reference }),
    ...(thread === undefined ? {} : { thread: channelJson(thread) }),
    ...(message.poll && readable ? { poll: pollJson(store, message.poll, viewer) } : {}),
  };
}

/** What the gateway adds to a message of a server. */
export function messageEventJson(store: Store, message: Message, viewer: Account): Json {
  const guild = message.guildId === undefined ? undefined : store.guilds.get(message.guildId);
  const member = guild?.members.get(message.author.id);
  return {
    ...messageJson(store, message, viewer),
    channel_type: store.channels.get(message.channelId)?.type,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: memberJson(member) } : {}),
  };
}

function mayReadContent(store: Store, message: Message, viewer: Account): boolean {
  if (!viewer.bot || message.author.id === viewer.id || message.guildId === undefined) return true;
  if (message.mentions.userIds.includes(viewer.id)) return true;
  return ((store.applications.get(viewer.id)?.privilegedIntents ?? 0) & GatewayIntentBits.MessageContent) !== 0;
}

export function isPrivate(message: Message): boolean {
  return (message.flags & MessageFlags.Ephemeral) !== 0;
}

/** Whether the message was published to the servers that follow its channel. */
export function isCrossposted(message: Message): boolean {
  return (message.flags & MessageFlags.Crossposted) !== 0;
}
