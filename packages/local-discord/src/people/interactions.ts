import { type APIApplicationCommand, InteractionType } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { Json } from '../json.ts';
import { type Call, nothing, ok, param, type Route } from '../rest/route.ts';
import { applicationJson } from '../world/account-json.ts';
import type { Application, Channel, Guild, Message } from '../world/model.ts';
import { channelFor, guildOf, rightsIn, type Store } from '../world/store.ts';
import { commandsIn, indexJson, mayUse, type Offer, offerIn } from './commands.ts';
import { componentData, modalData } from './components.ts';
import { readOptions } from './options.ts';
import { interactionJson } from './payload.ts';
import { createResolved } from './resolved.ts';
import { readSent, type Sent } from './sent.ts';

interface Place {
  readonly application: Application;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  readonly offer: Offer;
}

/** The routes of people's clients: listing commands, running one, pressing something, submitting a modal. */
export function peopleRoutes(store: Store, interactions: Interactions): Route[] {
  const indexFor = (call: Call, guild: Guild | undefined, channel: Channel) => {
    const offers = [...store.applications.values()].flatMap(
      (application) => offerIn(call.caller, application, channel, guild) ?? [],
    );
    const applications = offers.map(({ application }) => application);
    const commands = offers.flatMap((offer) =>
      commandsIn(offer).filter((command) => !guild || mayUse(store, guild, call.caller, command)),
    );
    return ok({
      applications: applications.map((application) => ({ ...applicationJson(application), bot_id: application.id })),
      application_commands: commands.map((command) => indexJson(command, call.caller.locale)),
      version: commands.reduce((newest, { version }) => (BigInt(version) > BigInt(newest) ? version : newest), '0'),
    });
  };

  return [
    {
      method: 'GET',
      path: '/guilds/:guild/application-command-index',
      who: 'person',
      handle(call) {
        const guild = guildOf(store, param(call, 'guild'));
        if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
        const [anywhere] = [...guild.channelIds].flatMap((id) => store.channels.get(id) ?? []);
        if (!anywhere) throw refuse.unknownChannel();
        return indexFor(call, guild, anywhere);
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/application-command-index',
      who: 'person',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        return indexFor(call, undefined, channel);
      },
    },
    {
      method: 'POST',
      path: '/interactions',
      who: 'person',
      handle(call) {
        const sent = readSent(call.body);
        const place = placeOf(call, sent);
        // https://docs.discord.com/developers/topics/threads#active-archived-threads
        if (place.channel.thread?.archived && sent.type === InteractionType.ApplicationCommand)
          throw refuse.threadArchived();
        if (
          sent.type === InteractionType.ApplicationCommand ||
          sent.type === InteractionType.ApplicationCommandAutocomplete
        ) {
          useCommand(call, sent, place);
        } else if (sent.type === InteractionType.MessageComponent) useComponent(call, sent, place);
        else if (sent.type === InteractionType.ModalSubmit) sendModal(call, sent, place);
        else
          throw invalidForm([
            { path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'Value must be one of 2, 3, 4, 5' },
          ]);
        return nothing;
      },
    },
  ];

  function placeOf(call: Call, sent: Sent): Place {
    const application = store.applications.get(sent.application_id);
    if (!application) throw refuse.unknownApplication();
    const channel = channelFor(store, call.caller, sent.channel_id);
    if ((sent.guild_id ?? undefined) !== channel.guildId) throw refuse.unknownChannel();
    const guild = channel.guildId === undefined ? undefined : guildOf(store, channel.guildId);
    const offer = offerIn(call.caller, application, channel, guild);
    if (!offer) throw refuse.unknownApplication();
    return { application, channel, guild, offer };
  }

  function begin(
    call: Call,
    sent: Sent,
    place: Place,
    about: {
      name: string;
      commandType?: number;
      focusedType?: number | undefined;
      source?: Message | undefined;
      integrationTypes?: readonly number[];
    },
    data: Json,
  ): void {
    interactions.begin(
      {
        applicationId: place.application.id,
        type: sent.type,
        invoker: call.caller,
        channelId: place.channel.id,
        guildId: place.guild?.id,
        nonce: sent.nonce,
        owners: ownersOf(call, place, about.integrationTypes ?? place.offer.by),
        ...about,
      },
      (interaction) => interactionJson(store, interaction, place, data),
    );
  }

  /** Who authorized the application here, the server (0) or the person (1), as far as the command allows these. */
  function ownersOf(call: Call, { guild, offer }: Place, types: readonly number[]): Record<string, string> {
    const by = offer.by.filter((type) => types.includes(type));
    return {
      ...(by.includes(0) ? { 0: guild?.id ?? '0' } : {}),
      ...(by.includes(1) ? { 1: call.caller.id } : {}),
    };
  }

  function useCommand(call: Call, sent: Sent, place: Place): void {
    const command = commandsIn(place.offer).find(({ id }) => id === sent.data.id);
    if (!command) throw refuse.unknownCommand();
    if (sent.data.version !== undefined && sent.data.version !== command.version) {
      throw invalidForm([
        {
          path: ['data', 'version'],
          code: 'INTERACTION_APPLICATION_COMMAND_INVALID_VERSION',
          message: 'This command is outdated, please try again in a few minutes',
        },
      ]);
    }
    if (place.guild && !mayUse(store, place.guild, call.caller, command, place.channel))
      throw refuse.missingPermissions();
    const isTyping = sent.type === InteractionType.ApplicationCommandAutocomplete;
    const { data, name } = commandData(call, sent, place, command, isTyping);
    const focusedType = isTyping ? focusedIn(data.options) : undefined;
    begin(
      call,
      sent,
      place,
      {
        name,
        commandType: command.type,
        focusedType,
        integrationTypes: command.integration_types ?? [0],
      },
      data,
    );
  }

  function commandData(
    call: Call,
    sent: Sent,
    place: Place,
    command: APIApplicationCommand,
    isTyping: boolean,
  ): { data: Json; name: string } {
    const resolved = createResolved(store, place.guild, call.caller, place.application.bot);
    const common = {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id ? { guild_id: command.guild_id } : {}),
    };
    if (command.type === 1) {
      const { options, subcommands } = readOptions(
        resolved,
        (command.options ?? []) as unknown as Json[],
        sent.data.options,
        isTyping,
      );
      const named = resolved.json();
      return {
        name: [command.name, ...subcommands].join(' '),
        data: { ...common, options, ...(named ? { resolved: named } : {}) },
      };
    }
    const target = String(sent.data.target_id);
    if (command.type === 2) {
      if (!resolved.user(target)) throw refuse.unknownUser();
    } else {
      resolved.message(visible(call, place.channel, target));
    }
    return { name: command.name, data: { ...common, target_id: target, resolved: resolved.json() } };
  }

  function useComponent(call: Call, sent: Sent, place: Place): void {
    const source = visible(call, place.channel, sent.message_id);
    if (
      source.applicationId !== undefined
        ? source.applicationId !== place.application.id
        : source.author !== place.application.bot
    ) {
      throw refuse.unknownApplication();
    }
    const resolved = createResolved(store, place.guild, call.caller, place.application.bot);
    const data = componentData(source, sent.data, resolved);
    begin(call, sent, place, { name: String(data.custom_id), source }, data);
  }

  function sendModal(call: Call, sent: Sent, place: Place): void {
    const opened = interactions.byId(String(sent.data.id));
    if (!opened?.modal || opened.invoker !== call.caller) throw refuse.unknownInteraction();
    const resolved = createResolved(store, place.guild, call.caller, place.application.bot);
    const data = modalData(opened.modal, sent.data, resolved);
    begin(call, sent, place, { name: String(data.custom_id), source: opened.source }, data);
  }

  function visible(call: Call, channel: Channel, id: string | undefined): Message {
    const hidden = store.privateMessages.get(id ?? '');
    if (hidden?.privateTo === call.caller.id && hidden.channelId === channel.id) return hidden;
    const message = channel.messages.get(id ?? '');
    if (!message || !(rightsIn(store, call.caller, channel) & (1n << 16n))) throw refuse.unknownMessage();
    return message;
  }
}

function focusedIn(options: unknown): number | undefined {
  for (const option of (Array.isArray(options) ? options : []) as Json[]) {
    const type = option.focused === true ? Number(option.type) : focusedIn(option.options);
    if (type !== undefined) return type;
  }
  return undefined;
}
