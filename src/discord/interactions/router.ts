import type { REST } from '@discordjs/rest';
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Language, Say } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Services } from '../../services/index.ts';
import { type Log, withinLog } from '../../util/log.ts';
import { type InteractionOutcome, type Meter, noMeter } from '../../util/meter.ts';
import { type Asker, askerOf } from '../contract/asker.ts';
import { createCalls, readyToLookUp } from '../contract/call.ts';
import type { Command } from '../contract/command.ts';
import type { Component, ComponentAnswer, MessageAnswer } from '../contract/component.ts';
import { handlerNameOf } from '../contract/custom-id.ts';
import { drawPictures } from '../contract/draw-pictures.ts';
import { type CommandAnswer, type Form, isForm, readFilled } from '../contract/form.ts';
import type { FormHandler } from '../contract/form-handler.ts';
import { layoutTexts } from '../contract/layout.ts';
import type { MessageBody } from '../contract/message.ts';
import { replyTelling } from '../notices/notices-below.ts';
import { type Answering, createAnswering } from './answering.ts';
import { createCommandRights } from './command-rights.ts';
import { chosenChannel, readOptions } from './option-values.ts';
import { apologyFor, createProgress, type Progress, type Stage } from './progress.ts';
import { NO_SUGGESTION, suggestedOf } from './suggested.ts';

export interface Router {
  /** Answers an interaction exactly once. Never throws. */
  handle(interaction: APIInteraction): void;
  /** Resolves when every answer under way has been given. */
  idle(): Promise<void>;
}

export interface RouterParts {
  readonly rest: REST;
  readonly commands: readonly Command[];
  readonly components: readonly Component[];
  readonly forms: readonly FormHandler[];
  readonly services: Services;
  readonly sayIn: (language: Language) => Say;
  readonly log: Log;
  /** Default: nothing is counted. */
  readonly meter?: Pick<Meter, 'interaction'>;
  /**
   * Applied to every message before it is sent, such as making commands clickable. Default: messages are sent as they
   * are.
   */
  readonly finish?: (body: MessageBody) => MessageBody;
  /** When an interaction was made by Discord's time, converted to the bot's clock, in ms since 1970. */
  readonly askedAtMs: (interactionId: string) => number;
}

type MessageCommandData = APIMessageApplicationCommandInteractionData;

/** The one place that knows how interactions are answered: who sees the answer, “thinking…”, apologies. */
export function createRouter(parts: RouterParts): Router {
  const { rest, services, sayIn, log, meter = noMeter } = parts;
  const commands = new Map(parts.commands.map((command) => [command.name, command]));
  const components = new Map(parts.components.map((component) => [component.name, component]));
  const forms = new Map(parts.forms.map((form) => [form.name, form]));
  const underWay = new Set<Promise<void>>();
  const drawing = { pictures: services.pictures, log };

  const rights = createCommandRights({ rest, log });
  const callFor = createCalls({ services, commands: parts.commands, sayIn });

  return {
    handle(interaction) {
      const over = meter.interaction();
      const work: Promise<void> = withinLog({ interactionId: interaction.id }, () => answer(interaction))
        .then((outcome) => over(knownWhat(interaction), outcome))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };

  /** The steps for every interaction: who asks, what was asked, then the answer or an apology. */
  async function answer(interaction: APIInteraction): Promise<InteractionOutcome> {
    try {
      const asker = askerOf(interaction, parts.askedAtMs(interaction.id));
      const answering = createAnswering(rest, interaction, parts.finish);
      const progress = createProgress();
      try {
        await route(interaction, asker, answering, progress);
        return 'answered';
      } catch (error) {
        await apologise(interaction, asker, answering, { error, stage: progress.stage() });
        return error instanceof UserError ? 'told' : 'apology';
      }
    } catch (err) {
      log.error({ err, interactionId: interaction.id, what: whatOf(interaction) }, 'An interaction got no answer');
      return 'unanswered';
    }
  }

  /** What was asked, as one of a limited number of names for metrics; `other` for anything else, such as an old button. */
  function knownWhat(interaction: APIInteraction): string {
    const what = whatOf(interaction);
    return commands.has(what.slice(1)) || components.has(what) || forms.has(what) ? what : 'other';
  }

  function route(interaction: APIInteraction, asker: Asker, answering: Answering, progress: Progress): Promise<void> {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return command(interaction, asker, answering, progress);
      case InteractionType.MessageComponent:
        return component(interaction, asker, answering, progress);
      case InteractionType.ModalSubmit:
        return formSent(interaction, asker, answering, progress);
      case InteractionType.ApplicationCommandAutocomplete:
        return suggestions(interaction, asker, answering);
      default:
        throw new Error(`Nothing here answers an interaction of type ${interaction.type}`);
    }
  }

  async function command(
    interaction: APIApplicationCommandInteraction,
    asker: Asker,
    answering: Answering,
    progress: Progress,
  ) {
    const { data } = interaction;
    if (data.type === ApplicationCommandType.Message) return messageCommand(data, asker, answering, progress);
    const known = data.type === ApplicationCommandType.ChatInput ? commands.get(data.name) : undefined;
    const chosen = known && data.type === ApplicationCommandType.ChatInput ? readOptions(known, data) : undefined;
    if (known?.where === 'servers' && asker.place.guildId === undefined) {
      throw new UserError((say) => say('talk.serversOnly'));
    }
    if (chosen?.values === undefined) throw new UserError((say) => say('talk.changedCommand'));
    const { action, values } = chosen;
    const needed = action.right?.(values);
    if (needed !== undefined && !(await rights.mayUse(needed, asker))) {
      throw new UserError((say) => say('talk.moderatorsOnly', { command: needed }));
    }
    const isPrivate = action.audience === 'private' || values.private === true;

    // How far the readers have watched decides who may see the answer, so it is found out first; until then nothing
    // public is sent.
    const call = await answering.patiently(callFor(asker, { private: isPrivate }, isPrivate), { private: true });
    const audience = isPrivate ? 'private' : call.reading.audience;
    const isTyped = Object.keys(values).some((name) => action.options?.[name]?.type === 'text');
    const body = await answering.patiently(
      progress
        .during(async (): Promise<CommandAnswer> => {
          if (isTyped) await readyToLookUp(call);
          return action.run({ ...call, options: values });
        })
        .then(async (made): Promise<CommandAnswer> => (isForm(made) ? made : drawPictures(made, drawing))),
      { private: audience === 'private' },
    );
    if (isForm(body)) return openForm(body.form, answering);
    await replyTelling({ ...call, by: known?.by }, body, (told) =>
      answering.reply(told, body.onlyForAsker === true ? 'private' : audience),
    );
  }

  async function messageCommand(data: MessageCommandData, asker: Asker, answering: Answering, progress: Progress) {
    const known = commands.get(data.name)?.messageAction;
    const message = data.resolved.messages[data.target_id];
    if (known === undefined || message === undefined) throw new UserError((say) => say('talk.changedCommand'));
    const work = (async (): Promise<MessageBody> => {
      const call = await callFor(asker, { private: true }, true);
      await readyToLookUp(call);
      return drawPictures(await progress.during(async () => known.run({ ...call, text: textOf(message) })), drawing);
    })();
    await answering.reply(await answering.patiently(work, { private: true }), 'private');
  }

  async function component(
    interaction: APIMessageComponentInteraction,
    asker: Asker,
    answering: Answering,
    progress: Progress,
  ) {
    const { data } = interaction;
    const { custom_id: id } = data;
    const values = data.component_type === ComponentType.Button ? [] : data.values;
    const resolved = data.component_type === ComponentType.ChannelSelect ? data.resolved : undefined;
    const channels = values.flatMap((value) => chosenChannel(value, resolved) ?? []);
    const chosenRoles = data.component_type === ComponentType.RoleSelect ? data.resolved.roles : {};
    const roles = values.flatMap((id) => {
      const role = chosenRoles[id];
      return role === undefined ? [] : [{ id, mentionable: role.mentionable }];
    });
    const work = (async (): Promise<ComponentAnswer> => {
      const call = await callFor(asker, { private: true }, true);
      const onPrivate = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      const known = components.get(handlerNameOf(id));
      await checkRights(known, asker);
      const pressed = { ...call, values, channels, roles, onPrivate };
      const answer = await progress.during(async () => known?.run(id, pressed));
      if (answer === undefined) throw new UserError((say) => say('talk.oldButton'));
      return answer.kind === 'form' ? answer : { ...answer, body: await drawPictures(answer.body, drawing) };
    })();
    // Until it is known whether the message itself changes, no “thinking…” is shown below it.
    const answer = await answering.patiently(work, { private: true, updates: true });
    if (answer.kind === 'form') await openForm(answer.form, answering);
    else if (answer.kind === 'update') await answering.update(answer.body);
    else await answering.reply(answer.body, answer.kind);
  }

  async function formSent(
    interaction: APIModalSubmitInteraction,
    asker: Asker,
    answering: Answering,
    progress: Progress,
  ) {
    const { data, message } = interaction;
    const { custom_id: id } = data;
    // A form that a command opened has no message to redraw.
    const onPrivate = message !== undefined && ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const work = (async (): Promise<MessageAnswer> => {
      const call = await callFor(asker, { private: true }, true);
      const known = forms.get(handlerNameOf(id));
      await checkRights(known, asker);
      const filled = readFilled(data, onPrivate);
      const answer = await progress.during(async () => known?.run(id, { ...call, filled }));
      if (answer === undefined) throw new UserError((say) => say('talk.oldForm'));
      return { ...answer, body: await drawPictures(answer.body, drawing) };
    })();
    const answer = await answering.patiently(work, { private: true, updates: message !== undefined });
    if (answer.kind !== 'update') await answering.reply(answer.body, answer.kind);
    else if (message !== undefined) await answering.update(answer.body);
    else await answering.reply(answer.body, 'private');
  }

  async function checkRights(handler: Pick<Component, 'of'> | undefined, asker: Asker): Promise<void> {
    const command = handler?.of;
    if (command === undefined || (await rights.mayUse(command, asker))) return;
    throw new UserError((say) => say('talk.noLongerAllowed', { command }));
  }

  async function openForm(form: Form, answering: Answering): Promise<void> {
    if (!(await answering.open(form))) throw new UserError((say) => say('talk.formTooLate'));
  }

  async function suggestions(
    interaction: APIApplicationCommandAutocompleteInteraction,
    asker: Asker,
    answering: Answering,
  ) {
    const known = commands.get(interaction.data.name);
    const chosen = known && readOptions(known, interaction.data);
    const suggest = chosen?.focused?.option.suggest;
    if (chosen?.focused === undefined || suggest === undefined) return answering.suggest(NO_SUGGESTION);
    // Only the asker sees the suggestions, but the chosen one becomes part of a public answer: the lower horizon
    // counts.
    const call = await callFor(asker, { private: chosen.filled.private === true }, true);
    await readyToLookUp(call);
    const found = await suggest(chosen.focused.typed, { ...call, filled: chosen.filled });
    return answering.suggest(suggestedOf(found));
  }

  /**
   * One private sentence: that of the UserError, or an apology that says what is true, with an id that is also in the
   * log.
   */
  async function apologise(
    interaction: APIInteraction,
    asker: Asker,
    answering: Answering,
    { error, stage }: { error: unknown; stage: Stage },
  ) {
    const say = sayIn(asker.language);
    const isPersons = error instanceof UserError;
    if (!isPersons) {
      log.error(
        { err: error, interactionId: interaction.id, what: whatOf(interaction), stage },
        'An interaction failed',
      );
    }
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return answering.suggest(NO_SUGGESTION);
    const content = isPersons ? error.sentence(say) : say(apologyFor(error, stage), { id: interaction.id });
    return answering.reply({ content }, 'private');
  }
}

/** What people read in a message: its text, and that of its embeds and layout. */
function textOf({ content, embeds, components = [] }: Pick<APIMessage, 'content' | 'embeds' | 'components'>): string {
  const inEmbeds = embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...inEmbeds, ...layoutTexts(components)]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

/** What was asked, for the log: the name of a command or handler, never what a person typed. */
function whatOf(interaction: APIInteraction): string {
  if (interaction.data === undefined) return `type ${interaction.type}`;
  if ('name' in interaction.data) return `/${interaction.data.name}`;
  return 'custom_id' in interaction.data ? handlerNameOf(interaction.data.custom_id) : `type ${interaction.type}`;
}
