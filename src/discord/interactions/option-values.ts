import {
  type APIApplicationCommandInteractionDataOption,
  type APIAutocompleteApplicationCommandInteractionData,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { Action, ChosenChannel, Command, Option, Options } from '../contract/command.ts';

export interface Chosen {
  readonly action: Action;
  /** The option that is being typed, for autocomplete. */
  readonly focused: { readonly option: Option<unknown>; readonly typed: string } | undefined;
  /** The values by option; undefined when one is missing, or does not fit this version of the command. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly filled: Readonly<Record<string, string | boolean>>;
}

type Data = APIChatInputApplicationCommandInteractionData | APIAutocompleteApplicationCommandInteractionData;
type Given = APIApplicationCommandInteractionDataOption;

/** Finds the action that was called and reads its options; undefined when this version has no such subcommand. */
export function readOptions(command: Command, data: Data): Chosen | undefined {
  const called = actionCalled(command, data);
  if (called === undefined) return undefined;
  const { action, given } = called;
  const options = action.options ?? {};
  const resolved = 'resolved' in data ? data.resolved : undefined;

  const read = given.map((item) => {
    const option = options[item.name];
    return { name: item.name, value: option && readValue(option, item, resolved) };
  });
  const fits = read.every(({ value }) => value !== undefined);
  const isMissing = Object.entries(options).some(
    ([name, { required }]) => required && read.every((one) => one.name !== name),
  );
  return {
    action,
    focused: focusedIn(given, options),
    filled: Object.fromEntries(given.flatMap((item) => filledText(item))),
    values: fits && !isMissing ? Object.fromEntries(read.map(({ name, value }) => [name, value])) : undefined,
  };
}

function actionCalled(command: Command, data: Data): { action: Action; given: readonly Given[] } | undefined {
  const [first] = data.options ?? [];
  const subcommand = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined;
  const action = subcommand === undefined ? command.action : command.subcommands?.[subcommand.name];
  return action && { action, given: (subcommand ?? data).options ?? [] };
}

function focusedIn(given: readonly Given[], options: Options): Chosen['focused'] {
  const focused = given.find((item) => 'focused' in item && item.focused === true);
  const option = focused && options[focused.name];
  return option && 'value' in focused ? { option, typed: String(focused.value) } : undefined;
}

function filledText(item: Given): [string, string | boolean][] {
  return 'value' in item && typeof item.value !== 'number' ? [[item.name, item.value]] : [];
}

function readValue(option: Option<unknown>, given: Given, resolved: APIInteractionDataResolved | undefined): unknown {
  if (!('value' in given)) return undefined;
  switch (option.type) {
    case 'text':
      return typeof given.value === 'string' ? given.value : undefined;
    case 'choice':
      return option.choices?.some((choice) => choice.value === given.value) ? given.value : undefined;
    case 'flag':
      return typeof given.value === 'boolean' ? given.value : undefined;
    case 'role':
      return typeof given.value === 'string'
        ? { id: given.value, mentionable: resolved?.roles?.[given.value]?.mentionable }
        : undefined;
    case 'channel':
      return chosenChannel(String(given.value), resolved);
  }
}

/** A channel that was chosen, with what the interaction tells about it. */
export function chosenChannel(
  id: string,
  resolved: Pick<APIInteractionDataResolved, 'channels'> | undefined,
): ChosenChannel | undefined {
  const channel = resolved?.channels?.[id];
  if (channel === undefined) return undefined;
  const permissions = 'app_permissions' in channel ? channel.app_permissions : undefined;
  return {
    id,
    name: 'name' in channel ? (channel.name ?? undefined) : undefined,
    type: channel.type,
    // Sent with each resolved channel since July 2026; without it the bot finds out by trying.
    appPermissions: typeof permissions === 'string' ? BigInt(permissions) : undefined,
    parentId: 'parent_id' in channel ? (channel.parent_id ?? undefined) : undefined,
  };
}
