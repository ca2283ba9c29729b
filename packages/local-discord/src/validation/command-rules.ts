import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import { Locale, ApplicationCommandOptionType as Option, ApplicationCommandType as Type } from 'discord-api-types/v10';
import { type Fault, invalidForm } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Check } from './check.ts';

type Path = readonly (string | number)[];

/** https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
const LIMITS: Readonly<Record<number, number>> = { [Type.ChatInput]: 100, [Type.User]: 15, [Type.Message]: 15 };
const CHARACTER_LIMIT = 8000;
const CHOICE_LIMIT = 100;
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
const LOCALES = new Set<string>(Object.values(Locale));
const NESTING = new Set<number>([Option.Subcommand, Option.SubcommandGroup]);

/** Throws 50035 for commands that Discord would not register; the faults of a list are under the command's index. */
export function checkCommands(body: unknown, check: Check): Json[] {
  if (!Array.isArray(body))
    throw invalidForm([{ path: [], code: 'LIST_TYPE_CONVERT', message: 'Only lists are allowed' }]);
  const commands = body as Json[];
  for (const command of commands) check(ApplicationCommandUpdateRequestSchema, asDescribed(command));

  const faults = commands.flatMap((command, index) => commandFaults(command, [index]));
  const names = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const key = `${command.type ?? Type.ChatInput} ${command.name}`;
    if (names.has(key)) {
      faults.push({
        path: [index, 'name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    names.add(key);
  }
  for (const [type, limit] of Object.entries(LIMITS)) {
    if (commands.filter((command) => (command.type ?? Type.ChatInput) === Number(type)).length > limit) {
      faults.push({
        path: [],
        code: 'APPLICATION_COMMANDS_MAX',
        message: `Maximum number of application commands reached (${limit})`,
      });
    }
  }
  if (faults.length > 0) throw invalidForm(faults);
  return commands;
}

/** Discord's description has `default_member_permissions` as a number; the documentation and clients have a string. */
function asDescribed(command: Json): Json {
  const rights = command.default_member_permissions;
  const isText = typeof rights === 'string' && /^\d{1,17}$/.test(rights);
  return isText ? { ...command, default_member_permissions: Number(rights) } : command;
}

function commandFaults(command: Json, path: Path): Fault[] {
  const faults = localeFaults(command, path);
  if ((command.type ?? Type.ChatInput) !== Type.ChatInput) {
    if (command.description)
      faults.push({
        path: [...path, 'description'],
        code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
        message: 'Context menu commands cannot have a description',
      });
    return faults;
  }
  faults.push(...nameFaults(command, path));
  if (!command.description)
    faults.push({ path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  faults.push(...optionFaults(command, path));
  if (countCharacters(command) > CHARACTER_LIMIT) {
    faults.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message: 'Command exceeds maximum size (8000)' });
  }
  return faults;
}

function nameFaults(named: Json, path: Path): Fault[] {
  const names = [
    ['name', named.name],
    ...Object.entries((named.name_localizations ?? {}) as Json).map(([locale, name]) => [
      `name_localizations.${locale}`,
      name,
    ]),
  ];
  return names.flatMap(([key, value]): Fault[] => {
    const name = String(value);
    return NAME.test(name) && name === name.toLowerCase()
      ? []
      : [
          {
            path: [...path, ...String(key).split('.')],
            code: 'APPLICATION_COMMAND_INVALID_NAME',
            message: 'Command name is invalid',
          },
        ];
  });
}

function localeFaults(named: Json, path: Path): Fault[] {
  return ['name_localizations', 'description_localizations'].flatMap((key) =>
    Object.keys((named[key] ?? {}) as Json).flatMap((locale): Fault[] =>
      LOCALES.has(locale)
        ? []
        : [{ path: [...path, key, locale], code: 'BASE_TYPE_CHOICES', message: 'Value is not a locale of Discord' }],
    ),
  );
}

function optionFaults(holder: Json, path: Path): Fault[] {
  const options = (holder.options ?? []) as Json[];
  const faults: Fault[] = [];
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const here = [...path, 'options', index];
    faults.push(
      ...nameFaults(option, here),
      ...localeFaults(option, here),
      ...valueFaults(option, here),
      ...optionFaults(option, here),
    );
    if (names.has(option.name))
      faults.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
        message: 'Option names must be unique',
      });
    names.add(option.name);
    if (NESTING.has(Number(option.type))) continue;
    if (option.required && optionalSeen) {
      faults.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    optionalSeen ||= !option.required;
  }
  const nested = options.filter((option) => NESTING.has(Number(option.type))).length;
  if (nested > 0 && nested < options.length) {
    faults.push({
      path: [...path, 'options'],
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  }
  return faults;
}

function valueFaults(option: Json, path: Path): Fault[] {
  const choices = (option.choices ?? []) as Json[];
  const faults: Fault[] = choices.flatMap((choice, index) => localeFaults(choice, [...path, 'choices', index]));
  if (option.autocomplete && choices.length > 0) {
    faults.push({
      path: [...path, 'autocomplete'],
      code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
      message: 'autocomplete may not be set to true if choices are present',
    });
  }
  // https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
  for (const [index, { value }] of choices.entries()) {
    if (typeof value === 'string' && (value.length > CHOICE_LIMIT || value === ''))
      faults.push({
        path: [...path, 'choices', index, 'value'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: 'Must be between 1 and 100 in length.',
      });
  }
  for (const [least, most] of [
    ['min_value', 'max_value'],
    ['min_length', 'max_length'],
  ] as const) {
    if (typeof option[least] === 'number' && typeof option[most] === 'number' && option[least] > option[most])
      faults.push({
        path: [...path, least],
        code: 'APPLICATION_COMMAND_OPTIONS_MIN_MAX',
        message: `${least} cannot be greater than ${most}`,
      });
  }
  for (const key of ['name', 'value']) {
    if (new Set(choices.map((choice) => choice[key])).size < choices.length) {
      faults.push({
        path: [...path, 'choices'],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE',
        message: `Option choice ${key}s must be unique`,
      });
    }
  }
  return faults;
}

/** The characters that count towards the limit: names, descriptions and values; of localised texts the longest. */
function countCharacters(part: Json): number {
  const longest = (key: string) =>
    Math.max(
      String(part[key] ?? '').length,
      ...Object.values((part[`${key}_localizations`] ?? {}) as Json).map((text) => String(text).length),
    );
  const inner = [...((part.options ?? []) as Json[]), ...((part.choices ?? []) as Json[])];
  const value = typeof part.value === 'string' ? part.value.length : 0;
  return longest('name') + longest('description') + value + inner.reduce((sum, item) => sum + countCharacters(item), 0);
}
