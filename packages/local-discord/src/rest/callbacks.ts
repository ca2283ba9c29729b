import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import { ApplicationCommandOptionType as Option, InteractionResponseType as Response } from 'discord-api-types/v10';
import type { ZodMiniType } from 'zod/mini';
import { type Fault, invalidForm } from '../errors.ts';
import { editAnswer, mayAnswerWith, postAnswer, showChoices, showModal } from '../interactions/answers.ts';
import { type Interaction, noteOf } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { Json } from '../json.ts';
import type { MessageBody } from '../validation/message-rules.ts';
import { modalFaults } from '../validation/modal-rules.ts';
import { isPrivate, messageJson } from '../world/message-json.ts';
import type { Message } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import { type Call, nothing, ok, param, type Route } from './route.ts';

interface Callback {
  readonly type: number;
  readonly data?: Json | null;
}

const SCHEMAS: Readonly<Record<number, ZodMiniType>> = {
  [Response.ChannelMessageWithSource]: CreateMessageInteractionCallbackRequestSchema,
  [Response.DeferredChannelMessageWithSource]: CreateMessageInteractionCallbackRequestSchema,
  [Response.DeferredMessageUpdate]: UpdateMessageInteractionCallbackRequestSchema,
  [Response.UpdateMessage]: UpdateMessageInteractionCallbackRequestSchema,
  [Response.ApplicationCommandAutocompleteResult]: ApplicationCommandAutocompleteCallbackRequestSchema,
  [Response.Modal]: ModalInteractionCallbackRequestSchema,
};

/** https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response */
export function callbackRoutes(store: Store, interactions: Interactions): Route[] {
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      who: 'token',
      handle(call) {
        const interaction = interactions.awaiting(param(call, 'interaction'), param(call, 'token'));
        call.note(noteOf(interaction, true));
        const callback = readCallback(store, interaction, call.body);
        const message = act(interaction, callback, call);
        if (call.query.get('with_response') !== 'true') return nothing;
        return ok(resource(interaction, callback, message));
      },
    },
  ];

  function act(interaction: Interaction, { type, data }: Callback, call: Call): Message | undefined {
    const body = (data ?? {}) as MessageBody;
    let message: Message | undefined;
    if (type === Response.ChannelMessageWithSource) message = postAnswer(store, interaction, body, call.files);
    else if (type === Response.DeferredChannelMessageWithSource)
      message = postAnswer(store, interaction, { flags: body.flags ?? 0 }, [], true);
    else if (type === Response.UpdateMessage && interaction.source)
      message = editAnswer(store, interaction.source, body, call.files);
    else if (type === Response.DeferredMessageUpdate) message = interaction.source;
    else if (type === Response.Modal) showModal(store, interaction, data ?? {});
    else showChoices(store, interaction, data?.choices ?? []);

    interaction.original = message;
    call.note(noteOf(interaction, message === undefined || isPrivate(message)));
    interactions.settle(interaction);
    return message;
  }

  function resource(interaction: Interaction, { type, data }: Callback, message: Message | undefined): Json {
    const bot = store.applications.get(interaction.applicationId)?.bot;
    return {
      interaction: {
        id: interaction.id,
        type: interaction.type,
        channel_id: interaction.channelId,
        ...(interaction.guildId === undefined ? {} : { guild_id: interaction.guildId }),
        ...(message
          ? {
              response_message_id: message.id,
              response_message_loading: type === Response.DeferredChannelMessageWithSource,
              response_message_ephemeral: isPrivate(message),
            }
          : {}),
      },
      resource: {
        type,
        ...(message && bot ? { message: messageJson(store, message, bot) } : {}),
        ...(type === Response.ApplicationCommandAutocompleteResult ? { choices: data?.choices } : {}),
      },
    };
  }
}

function readCallback(store: Store, interaction: Interaction, body: unknown): Callback {
  const type = typeof body === 'object' && body !== null ? Number((body as Json).type) : Number.NaN;
  const schema = SCHEMAS[type];
  if (!schema || !mayAnswerWith(interaction, type)) {
    throw invalidForm([
      {
        path: ['type'],
        code: 'INTERACTION_APPLICATION_COMMAND_CALLBACK_TYPE',
        message: 'Response type is not valid for this interaction',
      },
    ]);
  }
  const callback = store.check<Callback>(schema, body);
  const modal = type === Response.Modal ? modalFaults(callback.data ?? {}) : [];
  const choices = type === Response.ApplicationCommandAutocompleteResult ? choiceFaults(interaction, callback) : [];
  if (modal.length + choices.length > 0) throw invalidForm([...modal, ...choices]);
  if (type === Response.ChannelMessageWithSource && !callback.data) {
    throw invalidForm([{ path: ['data'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]);
  }
  return callback;
}

/**
 * Faults of suggestions whose values do not fit the option being typed.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
 */
function choiceFaults({ focusedType }: Interaction, { data }: Callback): Fault[] {
  const choices = Array.isArray(data?.choices) ? (data.choices as Json[]) : [];
  return choices.flatMap(({ value }, index): Fault[] => {
    const fits =
      focusedType === Option.String
        ? typeof value === 'string' && value.length >= 1 && value.length <= 100
        : typeof value === 'number' && (focusedType === Option.Number || Number.isSafeInteger(value));
    return fits
      ? []
      : [
          {
            path: ['data', 'choices', index, 'value'],
            code: 'APPLICATION_COMMAND_OPTION_CHOICE_VALUE',
            message: 'Not a value of this option',
          },
        ];
  });
}
