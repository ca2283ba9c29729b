import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
} from 'discord-api-spec/zod';
import { MessageFlags } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { editAnswer, postAnswer } from '../interactions/answers.ts';
import { type Interaction, noteOf } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { MessageBody } from '../validation/message-rules.ts';
import { isPrivate, messageJson } from '../world/message-json.ts';
import { removeMessage } from '../world/messages.ts';
import type { Message } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import { executeWebhook, isWebhook, webhookMessage } from './channel-webhooks.ts';
import { type Call, nothing, ok, param, type Route } from './route.ts';

const BASE = '/webhooks/:application/:token';

/**
 * Routes for an application's answers.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints
 */
export function webhookRoutes(store: Store, interactions: Interactions): Route[] {
  const interactionOf = (call: Call) => {
    const interaction = interactions.byToken(param(call, 'application'), param(call, 'token'));
    call.note(noteOf(interaction, true));
    return interaction;
  };
  const answerOf = (call: Call): { interaction: Interaction; message: Message } => {
    const interaction = interactionOf(call);
    const id = param(call, 'message');
    const message = id === '@original' ? stillThere(interaction.original) : known(interaction, id);
    if (!message) throw refuse.unknownMessage();
    call.note(noteOf(interaction, isPrivate(message)));
    return { interaction, message };
  };
  const stillThere = (message: Message | undefined) => {
    if (!message) return undefined;
    return store.privateMessages.get(message.id) ?? store.channels.get(message.channelId)?.messages.get(message.id);
  };
  const known = (interaction: Interaction, id: string) => {
    const message = store.privateMessages.get(id) ?? store.channels.get(interaction.channelId)?.messages.get(id);
    return message?.webhookId === interaction.applicationId ? message : undefined;
  };
  const read = (message: Message) => messageJson(store, message, message.author);

  return [
    {
      method: 'POST',
      path: BASE,
      who: 'token',
      handle(call) {
        if (isWebhook(store, call)) return executeWebhook(store, call);
        const interaction = interactionOf(call);
        const body = store.check<MessageBody>(IncomingWebhookInteractionRequestSchema, call.body);
        const thinking = stillThere(interaction.original);
        // The first follow-up to a "thinking" answer becomes that answer, with the same visibility.
        const becomes = thinking && (thinking.flags & MessageFlags.Loading) !== 0;
        const message = becomes
          ? editAnswer(store, thinking, { ...body, flags: (body.flags ?? 0) & ~MessageFlags.Ephemeral }, call.files)
          : postAnswer(store, interaction, body, call.files);
        call.note(noteOf(interaction, isPrivate(message)));
        return ok(read(message));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/messages/:message`,
      who: 'token',
      handle: (call) =>
        isWebhook(store, call) ? webhookMessage(store, call, 'read') : ok(read(answerOf(call).message)),
    },
    {
      method: 'PATCH',
      path: `${BASE}/messages/:message`,
      who: 'token',
      handle(call) {
        if (isWebhook(store, call)) return webhookMessage(store, call, 'edit');
        const { message } = answerOf(call);
        const body = store.check<MessageBody>(IncomingWebhookUpdateRequestPartialSchema, call.body);
        return ok(read(editAnswer(store, message, body, call.files)));
      },
    },
    {
      method: 'DELETE',
      path: `${BASE}/messages/:message`,
      who: 'token',
      handle(call) {
        if (isWebhook(store, call)) return webhookMessage(store, call, 'remove');
        removeMessage(store, answerOf(call).message);
        return nothing;
      },
    },
  ];
}
