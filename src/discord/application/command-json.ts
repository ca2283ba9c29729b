import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { CommandText, OptionText } from '../../i18n/command-texts.ts';
import { commandTexts, type Language, languages, type Say } from '../../i18n/sentences.ts';
import { defined } from '../../util/defined.ts';
import type { Action, Command, Option } from '../contract/command.ts';

type SayIn = (language: Language) => Say;

const optionTypes = {
  text: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  flag: ApplicationCommandOptionType.Boolean,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
} as const;

/** The commands as Discord registers them, with their names and descriptions in every language. */
export function commandsJson(commands: readonly Command[], sayIn: SayIn): RESTPutAPIApplicationCommandsJSONBody {
  return commands.map((command) =>
    command.messageAction ? messageCommandJson(command) : slashCommandJson(command, sayIn),
  );
}

/**
 * Commands that concern no server can also be installed by a user for themselves, and are then available in every
 * server and direct message. https://docs.discord.com/developers/resources/application#user-context
 */
const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel];
const anybody = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];

function registered(command: Command) {
  return {
    name: command.name,
    contexts: command.where === 'servers' ? [InteractionContextType.Guild] : everywhere,
    integration_types: command.where === 'servers' ? [ApplicationIntegrationType.GuildInstall] : anybody,
    default_member_permissions: command.by === 'moderators' ? PermissionFlagsBits.ManageGuild.toString() : null,
  };
}

/** Discord takes no description for message commands. */
function messageCommandJson(command: Command) {
  const { name_localizations } = localised(command.name, (texts) => texts[command.name]);
  return {
    type: ApplicationCommandType.Message as const,
    ...registered(command),
    ...defined({ name_localizations }),
  };
}

function slashCommandJson(command: Command, sayIn: SayIn) {
  return {
    type: ApplicationCommandType.ChatInput as const,
    ...registered(command),
    ...localised(command.name, (texts) => texts[command.name]),
    options: command.action
      ? optionsJson(command.action, (texts) => texts[command.name], sayIn)
      : Object.entries(command.subcommands ?? {}).map(([name, action]) => {
          const find = (texts: Texts) => texts[command.name]?.subcommands?.[name];
          return {
            type: ApplicationCommandOptionType.Subcommand as const,
            name,
            ...localised(`${command.name} ${name}`, find),
            options: optionsJson(action, find, sayIn),
          };
        }),
  };
}

type Texts = ReturnType<typeof commandTexts>;

function optionsJson(action: Action, find: (texts: Texts) => CommandText | undefined, sayIn: SayIn) {
  return Object.entries(action.options ?? {})
    .map(([name, option]) => optionJson(name, option, (texts) => find(texts)?.options?.[name], sayIn))
    .sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

function optionJson(
  name: string,
  option: Option<unknown>,
  find: (texts: Texts) => OptionText | undefined,
  sayIn: SayIn,
): APIApplicationCommandBasicOption {
  const json: Record<string, unknown> = {
    type: optionTypes[option.type],
    name,
    ...localised(name, find),
    required: option.required,
  };
  if (option.suggest) json.autocomplete = true;
  if (option.maxLength !== undefined) json.max_length = option.maxLength;
  if (option.channelTypes) json.channel_types = [...option.channelTypes];
  if (option.choices) {
    json.choices = option.choices.map((choice) => ({
      name: choice.name(sayIn('en')),
      name_localizations: inEveryLocale((language) => choice.name(sayIn(language))),
      value: choice.value,
    }));
  }
  return json as unknown as APIApplicationCommandBasicOption & APIApplicationCommandOption;
}

interface Localised {
  readonly name_localizations?: LocalizationMap;
  readonly description: string;
  readonly description_localizations: LocalizationMap;
}

/** @throws Error when a language has no text for `name`: that is a fault of our own */
function localised(name: string, find: (texts: Texts) => OptionText | undefined): Localised {
  const textIn = (language: Language): OptionText => {
    const found = find(commandTexts(language));
    if (found === undefined) throw new Error(`“${name}” has no text in “${language}”: add it in src/i18n/${language}`);
    return found;
  };
  const names = inEveryLocale((language) => textIn(language).name);
  return {
    ...(Object.keys(names).length > 0 ? { name_localizations: names } : {}),
    description: textIn('en').about,
    description_localizations: inEveryLocale((language) => textIn(language).about),
  };
}

function inEveryLocale(textIn: (language: Language) => string | undefined): LocalizationMap {
  const entries = languages.flatMap((language) => {
    const text = textIn(language);
    return text === undefined ? [] : localesOf(language).map((locale) => [locale, text]);
  });
  return Object.fromEntries(entries);
}

/** Discord's locales for a language: for `en` they are `en-US` and `en-GB`. */
function localesOf(language: Language): readonly string[] {
  return Object.values(Locale).filter((locale) => locale === language || locale.split('-')[0] === language);
}
