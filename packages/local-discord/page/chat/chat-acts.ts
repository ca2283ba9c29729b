import type { GivenOption } from '../composer/command-line.ts';
import type { Leaf } from '../composer/commands.ts';
import { type Pick, type Places, readForSuggesting, type SentOption } from '../composer/option-values.ts';
import { button, el } from '../elements/dom.ts';
import { arrowsThrough, openPopover } from '../elements/popover.ts';
import { openModal } from '../messages/modal-view.ts';
import { wordsOf } from '../wire/rest.ts';
import {
  type CommandChoice,
  type Component,
  type IndexedCommand,
  interactionTypes,
  type Message,
  type Modal,
  nameOf,
} from '../wire/shapes.ts';
import { type ChatState, channelName } from '../wire/state.ts';
import type { Client } from './client.ts';

const NO_ANSWER = 'The application did not respond';

/** Runs a command; resolves with a sentence for the person when it failed. */
export async function runCommand(
  client: Client,
  channelId: string,
  command: IndexedCommand,
  data: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  try {
    const outcome = await client.interactions.act({
      ...placeIn(client.state, channelId),
      type: interactionTypes.command,
      applicationId: command.application_id,
      data: { ...callOf(command), ...data },
    });
    return outcome.kind === 'failed' ? NO_ANSWER : undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

export async function askForChoices(
  client: Client,
  channelId: string,
  leaf: Leaf,
  typing: {
    readonly given: readonly GivenOption[];
    readonly current: GivenOption;
    readonly picks: readonly Pick[];
    readonly places: Places;
  },
): Promise<readonly CommandChoice[] | undefined> {
  const { given, current, picks, places } = typing;
  const options: readonly SentOption[] = readForSuggesting(leaf, given, current, picks, places);
  const outcome = await client.interactions.act({
    ...placeIn(client.state, channelId),
    type: interactionTypes.autocomplete,
    applicationId: leaf.command.application_id,
    data: { ...callOf(leaf.command), options },
  });
  return outcome.kind === 'choices' ? ((outcome.choices ?? []) as CommandChoice[]) : undefined;
}

/** Presses a button or chooses in a select; resolves with a sentence for the person when it failed. */
export async function useComponent(
  client: Client,
  message: Message,
  component: Component,
  values: readonly string[] | undefined,
): Promise<string | undefined> {
  try {
    const outcome = await client.interactions.act({
      ...placeIn(client.state, message.channel_id),
      type: interactionTypes.component,
      applicationId: message.application_id ?? message.author.id,
      messageId: message.id,
      data: { component_type: component.type, custom_id: component.custom_id, ...(values ? { values } : {}) },
    });
    return outcome.kind === 'failed' ? NO_ANSWER : undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

/** Opens a modal, and sends what was filled in when it is submitted. */
export function showModal(client: Client, modal: Modal): void {
  openModal(modal, client.state, async (components) => {
    const outcome = await client.interactions.act({
      ...placeIn(client.state, modal.channel_id),
      type: interactionTypes.modal,
      applicationId: modal.application.id,
      data: { id: modal.id, custom_id: modal.custom_id, components },
    });
    if (outcome.kind === 'failed') throw new Error(NO_ANSWER);
  });
}

/** What this person can name in an option: channels, roles and users. */
export function placesOf(state: ChatState): Places {
  return {
    channels: [...state.channels.values()]
      .filter(({ guild_id: guildId }) => guildId !== undefined)
      .map((channel) => ({ id: channel.id, name: channelName(channel), type: channel.type })),
    roles: [...state.roles.values()].map(({ id, name }) => ({ id, name: name.replace(/^@/, '') })),
    users: [...state.users.values()].map((user) => ({ id: user.id, name: nameOf(user) })),
  };
}

export function openAppsMenu(
  anchor: HTMLElement,
  commands: readonly IndexedCommand[],
  onTaken: (command: IndexedCommand) => void,
): void {
  openPopover(anchor, 'Apps', (done) => {
    const menu = el(
      'div',
      { class: 'options' },
      ...commands.map((command) =>
        button(
          {
            onclick: () => {
              done();
              onTaken(command);
            },
          },
          command.name_localized ?? command.name,
        ),
      ),
      commands.length === 0 && el('p', { tabindex: 0 }, 'No app offers anything for messages here.'),
    );
    arrowsThrough(menu);
    return menu;
  });
}

function placeIn(state: ChatState, channelId: string) {
  return { channelId, guildId: state.channels.get(channelId)?.guild_id };
}

function callOf({ id, name, type, version }: IndexedCommand) {
  return { id, name, type, version };
}
