import {
  type APIApplicationCommandInteractionDataOption,
  type APIAutocompleteApplicationCommandInteractionData,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { Action, ChosenChannel, Command, Option } from '../contract/command.ts';

export interface Chosen {
  readonly action: Action;
  /** The option being typed in, for autocomplete. */
  readonly focused: { readonly option: Option<unknown>; readonly typed: string } | undefined;
  /** What has been filled in, by option; undefined when something there is not of this version of the command. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly filled: Readonly<Record<string, string | boolean>>;
}

type Data = APIChatInputApplicationCommandInteractionData | APIAutocompleteApplicationCommandInteractionData;
type Given = APIApplicationCommandInteractionDataOption;

/** Finds the action that was called and reads its options; undefined when this version has no such subcommand. */
export function readOptions(command: Command, data: Data): Chosen | undefined {
  const first = data.options?.[0];
  const subcommand = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined;
  const action = subcommand === undefined ? command.action : command.subcommands?.[subcommand.name];
  if (action === undefined) return undefined;
  const given: readonly Given[] = subcommand === undefined ? (data.options ?? []) : (subcommand.options ?? []);

  const values: Record<string, unknown> = {};
  const filled: Record<string, string | boolean> = {};
  let focused: Chosen['focused'];
  let fits = true;
  for (const item of given) {
    const option = action.options?.[item.name];
    const value =
      option === undefined ? undefined : readValue(option, item, 'resolved' in data ? data.resolved : undefined);
    if (option === undefined || value === undefined) fits = false;
    else values[item.name] = value;
    if ('value' in item && typeof item.value !== 'number') filled[item.name] = item.value;
    if (option !== undefined && 'focused' in item && item.focused === true) {
      focused = { option, typed: String(item.value) };
    }
  }
  const missing = Object.entries(action.options ?? {}).some(([name, option]) => option.required && !(name in values));
  return { action, focused, filled, values: fits && !missing ? values : undefined };
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

/** A channel that was chosen, as the interaction tells of it. */
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
