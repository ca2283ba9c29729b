import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from 'discord-api-spec/zod';
import { ChannelType, MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { beside, checkMessageRules, isEmptyMessage, type MessageBody } from '../validation/message-rules.ts';
import { mayUseEmoji } from './emoji.ts';
import { editMessage, postMessage } from './messages.ts';
import type { Account, Channel, Message } from './model.ts';
import { demandAllowed, demandPatience } from './moderation.ts';
import type { Nonces } from './nonces.ts';
import { demand, rightsIn, type Store } from './store.ts';
import { demandUnlocked, joinThread, keepOpen, reopen } from './threads.ts';

interface CreateBody extends MessageBody {
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: {
    readonly message_id: string;
    readonly channel_id?: string;
    readonly fail_if_not_exists?: boolean;
  } | null;
}

const CREATE_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage;
const TEXT_LIKE = new Set<ChannelType>([
  ChannelType.GuildText,
  ChannelType.DM,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Handles a request to send a message, whoever makes it and by whatever route. */
export function sendMessage(
  store: Store,
  nonces: Nonces,
  author: Account,
  channel: Channel,
  sent: unknown,
  files: readonly UploadedFile[],
): Message {
  const body = store.check<CreateBody>(MessageCreateRequestSchema, sent);
  demandSendable(store, author, channel, body, files);

  // If the author has posted with the same nonce in the past few minutes, that message is returned.
  // https://docs.discord.com/developers/resources/message#create-message
  const nonce = body.nonce ?? undefined;
  const earlier = nonce !== undefined && body.enforce_nonce ? nonces.find(author.id, nonce) : undefined;
  if (earlier) {
    const message = store.channels.get(earlier.channelId)?.messages.get(earlier.messageId);
    if (!message) throw refuse.unknownMessage();
    return message;
  }
  const reference = body.message_reference ? referenceTo(store, author, channel, body.message_reference) : undefined;
  reopen(store, author, channel);
  const message = postMessage(store, author, channel, {
    body,
    files,
    ...(nonce === undefined ? {} : { nonce }),
    ...(reference
      ? { type: 19, reference, repliedTo: channel.messages.get(String(reference.message_id))?.author }
      : {}),
  });
  joinThread(store, channel, author.id);
  keepOpen(store, channel);
  if (nonce !== undefined) nonces.remember(author.id, nonce, message);
  return message;
}

/** Throws the reason why this author may not post this here, checked in Discord's order. */
function demandSendable(
  store: Store,
  author: Account,
  channel: Channel,
  body: CreateBody,
  files: readonly UploadedFile[],
): void {
  if (!TEXT_LIKE.has(channel.type)) throw refuse.cannotSendInChannel();
  if (author.bot && channel.guildId === undefined && !sharesServer(store, channel.recipients))
    throw refuse.cannotSendToUser();
  demand(store, author, channel, channel.thread ? P.SendMessagesInThreads : P.SendMessages);
  if (files.length > 0) demand(store, author, channel, P.AttachFiles);
  if ((body.embeds?.length ?? 0) > 0) demand(store, author, channel, P.EmbedLinks);
  if (body.poll) demand(store, author, channel, P.SendPolls);
  // No server here has stickers.
  if ((body.sticker_ids?.length ?? 0) > 0) throw refuse.invalidSticker();
  checkMessageRules(body, files, {
    flags: body.flags ?? 0,
    mayUseEmoji: (id) => mayUseEmoji(store, author, channel, id),
  });
  if ((body.flags ?? 0) & ~CREATE_FLAGS) {
    throw invalidForm([{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message: 'These flags cannot be set' }]);
  }
  if (isEmptyMessage(body, files)) throw refuse.emptyMessage();
  demandAllowed(store, author, channel, body);
  demandPatience(store, author, channel);
}

/** A bot can write only to people with whom it shares a server. */
function sharesServer(store: Store, recipients: readonly Account[]): boolean {
  return [...store.guilds.values()].some((guild) => recipients.every(({ id }) => guild.members.has(id)));
}

/** Handles a request to edit a message: only its author may. */
export function changeMessage(
  store: Store,
  caller: Account,
  channel: Channel,
  message: Message,
  sent: unknown,
  files: readonly UploadedFile[],
): Message {
  const body = store.check<MessageBody>(MessageEditRequestPartialSchema, sent);
  if (channel.thread?.archived) throw refuse.threadArchived();
  demandUnlocked(store, caller, channel);
  if (message.author !== caller) throw refuse.cannotEditOthers();
  if (message.poll) throw refuse.pollEdit();
  if (files.length > 0) demand(store, caller, channel, P.AttachFiles);
  if ((body.embeds?.length ?? 0) > 0) demand(store, caller, channel, P.EmbedLinks);
  // Components do not find a file that is sent with an edit (reported by users); an interaction's answer does.
  checkEdit(store, message, body, files, false);
  demandAllowed(store, caller, channel, body);
  return editMessage(store, message, body, files);
}

/** The rules of an edit are those of a new message, applied to the message as it would then be. */
export function checkEdit(
  store: Store,
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[],
  filesShown = true,
): void {
  const flags = message.flags | (body.flags ?? 0);
  const known = [...message.attachments, ...message.embedded];
  const channel = store.channels.get(message.channelId);
  checkMessageRules(body, files, {
    flags,
    known,
    filesShown,
    mayUseEmoji: (id) => mayUseEmoji(store, message.author, channel, id),
  });
  const after: MessageBody = {
    content: body.content === undefined ? message.content : body.content,
    embeds: body.embeds === undefined ? (message.embeds as unknown as readonly Json[]) : body.embeds,
    components: body.components === undefined ? (message.components as unknown as readonly Json[]) : body.components,
  };
  if (flags & MessageFlags.IsComponentsV2) {
    // What the message had before it got the flag must be removed by the same edit.
    // https://docs.discord.com/developers/resources/message#edit-message
    const left = (['content', 'embeds'] as const).filter((key) => (after[key]?.length ?? 0) > 0);
    if (left.length > 0) throw invalidForm(left.map(beside));
  }
  const keepsFiles =
    body.attachments === undefined ? message.attachments.length > 0 : (body.attachments?.length ?? 0) > 0;
  if (isEmptyMessage(after, files) && !keepsFiles) throw refuse.emptyMessage();
}

function referenceTo(
  store: Store,
  author: Account,
  channel: Channel,
  reference: NonNullable<CreateBody['message_reference']>,
): Json | undefined {
  if (!(rightsIn(store, author, channel) & P.ReadMessageHistory)) throw refuse.noHistory();
  if (channel.messages.has(reference.message_id)) {
    return { type: 0, message_id: reference.message_id, channel_id: channel.id, guild_id: channel.guildId };
  }
  if (reference.fail_if_not_exists === false) return undefined;
  throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
}
