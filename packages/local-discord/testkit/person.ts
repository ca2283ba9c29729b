import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIEmoji,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { openConnection } from './person-connection.ts';
import { commandCall, everyComponent, type OptionValue, submission } from './person-forms.ts';
import { createPersonView, type InteractionView, type PersonEvent } from './person-view.ts';

export { PersonRefused } from './person-connection.ts';
export type { OptionValue } from './person-forms.ts';
export type { PersonEvent } from './person-view.ts';

/** A message as this person can read it. */
export type SeenMessage = APIMessage;

/** A reaction's name in the API: a Unicode emoji by itself, a custom one as `name:id`. */
export function reactionName(emoji: Partial<Pick<APIEmoji, 'id' | 'name'>> | undefined): string {
  return emoji?.id == null ? (emoji?.name ?? '') : `${emoji.name}:${emoji.id}`;
}

/** A modal that was shown to this person. */
export type SeenModal = APIModalInteractionResponseCallbackData & { readonly id: string; readonly channel_id: string };

/** The answer to a command, press, choice or modal. */
export interface Answer {
  /**
   * `message`: a new message. `update`: the message with the component changed. `acknowledged`: accepted, with nothing
   * to see yet. `modal`: a form to fill in.
   */
  readonly kind: 'message' | 'update' | 'acknowledged' | 'modal';
  readonly interactionId: string;
  /** The answer itself, after “thinking”; for `update` and `acknowledged` the message with the component. */
  readonly message: SeenMessage;
  /** True if only this person sees it. */
  readonly private: boolean;
  readonly modal: SeenModal | undefined;
}

/** The application did not answer in time. */
export class InteractionFailed extends Error {
  override readonly name = 'InteractionFailed';
}

/**
 * A person with a client of their own, which acts as Discord's clients do. Waits end by events of the gateway; they
 * reject, naming what they waited for, when it does not come in time.
 */
export interface Person {
  readonly id: string;
  /** Every event of the gateway so far, in order. */
  readonly events: readonly PersonEvent[];
  /** Every message seen so far and not deleted, private ones included, oldest first. */
  readonly seen: readonly SeenMessage[];
  /** The commands offered to this person in the channel. */
  commands(channelId: string): Promise<APIApplicationCommand[]>;
  /** Runs a slash command, such as `poll result`; values are converted to the types of its options. */
  command(channelId: string, name: string, options?: Readonly<Record<string, OptionValue>>): Promise<Answer>;
  /** Runs a command of the context menu on a message. */
  commandOn(message: Pick<SeenMessage, 'id' | 'channel_id'>, name: string): Promise<Answer>;
  /** The choices offered while the option named last is being typed. */
  suggest(
    channelId: string,
    name: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
  ): Promise<APIApplicationCommandOptionChoice[]>;
  /** Presses a button by its custom id or its label. */
  press(message: SeenMessage, customIdOrLabel: string): Promise<Answer>;
  /** Chooses in a select by its custom id. */
  choose(message: SeenMessage, customId: string, values: readonly string[]): Promise<Answer>;
  /** Submits a modal, with values by custom id. */
  submit(modal: SeenModal, values: Readonly<Record<string, OptionValue | readonly string[]>>): Promise<Answer>;
  react(channelId: string, messageId: string, emoji: string): Promise<void>;
  unreact(channelId: string, messageId: string, emoji: string): Promise<void>;
  send(channelId: string, content: string): Promise<SeenMessage>;
  /** The messages of the channel, oldest first, at most a hundred. */
  messages(channelId: string): Promise<SeenMessage[]>;
  message(channelId: string, messageId: string): Promise<SeenMessage>;
  /** The channel of the direct messages with a user. */
  directChannel(userId: string): Promise<string>;
  waitForMessage(channelId: string, fits: (message: SeenMessage) => boolean): Promise<SeenMessage>;
  /** Resolves with the message as soon as it fits; without `fits`, as soon as it looks different from the given one. */
  waitForChange(message: SeenMessage, fits?: (message: SeenMessage) => boolean): Promise<SeenMessage>;
  waitForDeletion(message: Pick<SeenMessage, 'id'>): Promise<void>;
  waitForEvent(name: string, fits?: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Any request of this person, for routes without a method here. */
  request(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** @param options.url the local Discord's `url`, or its `api` */
export async function connectPerson(options: {
  readonly url: string;
  readonly token: string;
  readonly deadlineMs?: number;
}): Promise<Person> {
  const { token, deadlineMs = 10_000 } = options;
  const view = createPersonView(deadlineMs);
  const { request, close } = await openConnection(`${options.url.replace(/\/api\/?$/, '')}/api/v9`, token, view);
  let nonces = 0;

  const ready = await view.until('READY', () => view.ready);

  const placeOf = (channelId: string) => ({
    channel_id: channelId,
    guild_id: view.guildOf(channelId),
    session_id: ready.sessionId,
  });
  const indexOf = async (channelId: string) => {
    const guildId = view.guildOf(channelId);
    const scope = guildId === undefined ? `/channels/${channelId}` : `/guilds/${guildId}`;
    return (
      (await request('GET', `${scope}/application-command-index`)) as { application_commands: APIApplicationCommand[] }
    ).application_commands;
  };

  async function interact(what: string, body: Record<string, unknown>, source?: SeenMessage): Promise<Answer> {
    nonces += 1;
    const nonce = `${ready.userId}${nonces}`;
    const interaction = view.expect(nonce, source?.id);
    await request('POST', '/interactions', { ...body, nonce });
    await view.until(`an answer to ${what}`, () => {
      if (interaction.failed) throw new InteractionFailed(`${what}: the application did not answer in time`);
      return interaction.succeeded ? true : undefined;
    });
    return answerTo(what, interaction, source);
  }

  async function answerTo(
    what: string,
    interaction: InteractionView,
    source: SeenMessage | undefined,
  ): Promise<Answer> {
    const about = { interactionId: interaction.id ?? '', modal: interaction.modal as SeenModal | undefined };
    const here = source ?? ({} as SeenMessage);
    if (interaction.modal) return { ...about, kind: 'modal', message: here, private: true };
    if (interaction.messageIds.length === 0) {
      const now = (source && view.messages.get(source.id)) ?? here;
      return { ...about, kind: interaction.updated ? 'update' : 'acknowledged', message: now, private: isPrivate(now) };
    }
    const message = await view.until(`the end of the thinking about ${what}`, () => {
      const there = interaction.messageIds.flatMap((id) => view.messages.get(id) ?? []);
      return there.find((candidate) => ((candidate.flags ?? 0) & MessageFlags.Loading) === 0);
    });
    return { ...about, kind: 'message', message, private: isPrivate(message) };
  }

  async function runCommand(
    channelId: string,
    name: string,
    options: Readonly<Record<string, OptionValue>>,
    focused?: string,
  ) {
    const call = commandCall(await indexOf(channelId), name, options, focused);
    return { type: focused === undefined ? 2 : 4, ...placeOf(channelId), ...call };
  }

  const component = (message: SeenMessage, data: Record<string, unknown>) => ({
    type: 3,
    ...placeOf(message.channel_id),
    application_id: message.application_id ?? message.author.id,
    message_id: message.id,
    message_flags: message.flags ?? 0,
    data,
  });

  return {
    id: ready.userId,
    events: view.events,
    get seen() {
      return [...view.messages.values()];
    },
    commands: indexOf,
    async command(channelId, name, values = {}) {
      return interact(`/${name}`, await runCommand(channelId, name, values));
    },
    async commandOn(message, name) {
      const call = commandCall(await indexOf(message.channel_id), name, {}, undefined, message.id);
      return interact(name, { type: 2, ...placeOf(message.channel_id), ...call });
    },
    async suggest(channelId, name, values, focused) {
      nonces += 1;
      const nonce = `${ready.userId}${nonces}`;
      const interaction = view.expect(nonce);
      await request('POST', '/interactions', { ...(await runCommand(channelId, name, values, focused)), nonce });
      return view.until(`choices for /${name} ${focused}`, () => {
        if (interaction.failed) throw new InteractionFailed(`/${name} ${focused}: no choices came in time`);
        return interaction.choices as APIApplicationCommandOptionChoice[] | undefined;
      });
    },
    async press(message, customIdOrLabel) {
      const buttons = everyComponent(message.components).filter(({ type }) => type === ComponentType.Button);
      const button =
        buttons.find(({ custom_id: id }) => id === customIdOrLabel) ??
        buttons.find(({ label }) => label === customIdOrLabel);
      if (!button)
        throw new Error(
          `The message has no button ${customIdOrLabel}, only ${buttons.map(({ label, custom_id: id }) => `${label} (${id})`).join(', ')}`,
        );
      return interact(
        `a press of ${customIdOrLabel}`,
        component(message, { component_type: 2, custom_id: button.custom_id }),
        message,
      );
    },
    async choose(message, customId, values) {
      const select = everyComponent(message.components).find(({ custom_id: id }) => id === customId);
      if (!select) throw new Error(`The message has no select ${customId}`);
      return interact(
        `a choice in ${customId}`,
        component(message, { component_type: select.type, custom_id: customId, values }),
        message,
      );
    },
    async submit(modal, values) {
      const application = (modal as { application?: { id?: string } }).application?.id ?? '';
      const data = { id: modal.id, ...submission(modal, values) };
      const source = view.sourceOfModal(modal.id);
      return interact(
        `the modal ${modal.custom_id}`,
        { type: 5, ...placeOf(modal.channel_id), application_id: application, data },
        source,
      );
    },
    async react(channelId, messageId, emoji) {
      await request('PUT', `/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}/@me`);
    },
    async unreact(channelId, messageId, emoji) {
      await request(
        'DELETE',
        `/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}/@me`,
      );
    },
    async send(channelId, content) {
      return (await request('POST', `/channels/${channelId}/messages`, { content })) as SeenMessage;
    },
    async messages(channelId) {
      return ((await request('GET', `/channels/${channelId}/messages?limit=100`)) as SeenMessage[]).reverse();
    },
    async message(channelId, messageId) {
      return (await request('GET', `/channels/${channelId}/messages/${messageId}`)) as SeenMessage;
    },
    async directChannel(userId) {
      return ((await request('POST', '/users/@me/channels', { recipient_id: userId })) as { id: string }).id;
    },
    waitForMessage: (channelId, fits) =>
      view.until(`a message in ${channelId}`, () =>
        [...view.messages.values()].find((message) => message.channel_id === channelId && fits(message)),
      ),
    waitForChange(message, fits) {
      const before = faceOf(message);
      return view.until(`a change of message ${message.id}`, () => {
        const now = view.messages.get(message.id);
        return now && (fits ? fits(now) : faceOf(now) !== before) ? now : undefined;
      });
    },
    async waitForDeletion(message) {
      await view.until(`the end of message ${message.id}`, () =>
        view.events.find(({ name, data }) => name === 'MESSAGE_DELETE' && data.id === message.id),
      );
    },
    async waitForEvent(name, fits = () => true) {
      return (await view.until(name, () => view.events.find((event) => event.name === name && fits(event.data)))).data;
    },
    request,
    close,
  };
}

function isPrivate(message: SeenMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** Everything visible of a message, the same whether it came by request or by the gateway. */
function faceOf({ content, embeds, components, attachments, flags, edited_timestamp: edited }: SeenMessage): string {
  return JSON.stringify([content, embeds, components ?? [], attachments, flags ?? 0, edited]);
}
