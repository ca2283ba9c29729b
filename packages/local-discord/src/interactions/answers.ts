import { MessageFlags, PermissionFlagsBits as P, InteractionResponseType as Response } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { checkMessageRules, isEmptyMessage, type MessageBody } from '../validation/message-rules.ts';
import { applicationJson, userJson } from '../world/account-json.ts';
import { mayUseEmoji } from '../world/emoji.ts';
import { editMessage, postMessage } from '../world/messages.ts';
import type { Message } from '../world/model.ts';
import { demandAllowed } from '../world/moderation.ts';
import { checkEdit } from '../world/sending.ts';
import { rightsIn, type Store } from '../world/store.ts';
import type { Interaction } from './interaction.ts';

/** Flags that an answer may set in addition to those of every message. */
const ANSWER_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.IsComponentsV2 |
  MessageFlags.SuppressNotifications;

/** Posts an answer or a follow-up; a private one is sent only to the invoker. */
export function postAnswer(
  store: Store,
  interaction: Interaction,
  body: MessageBody,
  files: readonly UploadedFile[],
  isLoading = false,
): Message {
  const channel = store.channels.get(interaction.channelId);
  const application = store.applications.get(interaction.applicationId);
  if (!channel || !application) throw refuse.unknownChannel();
  const asked = (body.flags ?? 0) & ANSWER_FLAGS;
  const flags = mayBePublic(store, interaction) ? asked : asked | MessageFlags.Ephemeral;
  if (!isLoading) {
    const mayUse = (id: string) => mayUseEmoji(store, application.bot, channel, id);
    checkMessageRules(body, files, { flags, mayUseEmoji: mayUse });
    if (isEmptyMessage(body, files)) throw refuse.emptyMessage();
    demandAllowed(store, application.bot, channel, body);
  }
  const isPrivate = (flags & MessageFlags.Ephemeral) !== 0;
  const first = interaction.original === undefined;
  return postMessage(store, application.bot, channel, {
    body,
    files,
    type: first ? firstType(interaction) : 0,
    flags: (isPrivate ? MessageFlags.Ephemeral : 0) | (isLoading ? MessageFlags.Loading : 0),
    answer: { applicationId: application.id, interaction: metadataOf(interaction) },
    ...(isPrivate ? { privateTo: interaction.invoker } : {}),
    ...(interaction.source && first
      ? { reference: { type: 0, message_id: interaction.source.id, channel_id: channel.id, guild_id: channel.guildId } }
      : {}),
  });
}

/**
 * Where only the invoker has installed the application, others see its answers only if the invoker may use external
 * apps. https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags USE_EXTERNAL_APPS
 */
function mayBePublic(store: Store, { owners, invoker, channelId, guildId }: Interaction): boolean {
  const channel = store.channels.get(channelId);
  if (owners[0] !== undefined || guildId === undefined || !channel) return true;
  return (rightsIn(store, invoker, channel) & P.UseExternalApps) !== 0n;
}

/** Edits an answer; one that was "thinking" gets its text. */
export function editAnswer(store: Store, message: Message, body: MessageBody, files: readonly UploadedFile[]): Message {
  checkEdit(store, message, body, files);
  message.flags &= ~MessageFlags.Loading;
  return editMessage(store, message, body, files);
}

export function showModal(store: Store, interaction: Interaction, modal: Json): void {
  interaction.modal = modal;
  const application = store.applications.get(interaction.applicationId);
  store.events.emit({
    name: 'INTERACTION_MODAL_CREATE',
    data: () => ({
      id: interaction.id,
      application: application ? applicationJson(application) : { id: interaction.applicationId },
      channel_id: interaction.channelId,
      guild_id: interaction.guildId,
      nonce: interaction.nonce,
      ...modal,
    }),
    audience: { kind: 'accounts', accounts: [interaction.invoker] },
  });
}

export function showChoices(store: Store, interaction: Interaction, choices: unknown): void {
  store.events.emit({
    name: 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE',
    data: () => ({ choices, nonce: interaction.nonce }),
    audience: { kind: 'accounts', accounts: [interaction.invoker] },
  });
}

/** The message type: 20 for a slash command, 23 for a context menu, 19 (reply) for a component or modal. */
function firstType(interaction: Interaction): number {
  if (interaction.type === 2) return interaction.commandType === 1 ? 20 : 23;
  return interaction.source ? 19 : 0;
}

function metadataOf(interaction: Interaction): Json {
  return {
    id: interaction.id,
    type: interaction.type,
    user: userJson(interaction.invoker),
    authorizing_integration_owners: interaction.owners,
    ...(interaction.type === 2 ? { name: interaction.name, command_type: interaction.commandType } : {}),
    ...(interaction.type === 3 && interaction.source ? { interacted_message_id: interaction.source.id } : {}),
  };
}

/**
 * Whether a first answer of this type fits the interaction.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export function mayAnswerWith(interaction: Interaction, response: number): boolean {
  switch (response) {
    case Response.ChannelMessageWithSource:
    case Response.DeferredChannelMessageWithSource:
      return interaction.type !== 4;
    case Response.DeferredMessageUpdate:
    case Response.UpdateMessage:
      return (interaction.type === 3 || interaction.type === 5) && interaction.source !== undefined;
    case Response.ApplicationCommandAutocompleteResult:
      return interaction.type === 4;
    case Response.Modal:
      return interaction.type === 2 || interaction.type === 3;
    default:
      return false;
  }
}
