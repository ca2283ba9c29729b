import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Fault, invalidForm } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Resolved } from './resolved.ts';

type Path = readonly (string | number)[];

export interface ReadOptions {
  /** The options in the form that the bot gets. */
  readonly options: Json[];
  /** The names of the subcommand group and subcommand, in order. */
  readonly subcommands: readonly string[];
}

/**
 * Checks a person's input against the command's definition, as Discord does before the bot gets it. While an option is
 * being typed (`isTyping`) required ones may be missing and values incomplete.
 */
export function readOptions(
  resolved: Resolved,
  definitions: readonly Json[],
  given: unknown,
  isTyping: boolean,
): ReadOptions {
  const faults: Fault[] = [];
  const subcommands: string[] = [];
  const options = level(definitions, Array.isArray(given) ? (given as Json[]) : [], ['data', 'options']);
  if (faults.length > 0) throw invalidForm(faults);
  return { options, subcommands };

  function level(wanted: readonly Json[], values: readonly Json[], path: Path): Json[] {
    for (const definition of wanted) {
      const missing = !values.some((value) => value.name === definition.name);
      if (missing && definition.required && !isTyping)
        fault(path, 'BASE_TYPE_REQUIRED', `${definition.name} is required`);
    }
    if (wanted.some(nests) && values.length !== 1) fault(path, 'BASE_TYPE_REQUIRED', 'A subcommand is required');
    return values.flatMap((value, index): Json[] => {
      const here = [...path, index];
      const definition = wanted.find((option) => option.name === value.name && option.type === value.type);
      if (!definition) {
        fault(here, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', `There is no option ${value.name} of this type`);
        return [];
      }
      if (nests(definition)) {
        subcommands.push(String(value.name));
        const inner = level((definition.options ?? []) as Json[], (value.options ?? []) as Json[], [
          ...here,
          'options',
        ]);
        return [{ name: value.name, type: value.type, options: inner }];
      }
      check(definition, value, here);
      return [{ name: value.name, type: value.type, value: value.value, ...(value.focused ? { focused: true } : {}) }];
    });
  }

  function check(definition: Json, given: Json, path: Path): void {
    const { value } = given;
    if (isTyping && given.focused) {
      if (!definition.autocomplete)
        fault(path, 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE', 'This option has no autocomplete');
      return;
    }
    if (isTyping) return;
    const wrong = faultOf(definition, value, resolved);
    if (wrong) fault([...path, 'value'], 'APPLICATION_COMMAND_OPTION_VALUE', wrong);
  }

  function fault(path: Path, code: string, message: string): void {
    faults.push({ path, code, message });
  }
}

function nests(definition: Json): boolean {
  return definition.type === Option.Subcommand || definition.type === Option.SubcommandGroup;
}

/** What is wrong with a value; undefined when nothing is. Adds users, roles and channels to `resolved`. */
function faultOf(definition: Json, value: unknown, resolved: Resolved): string | undefined {
  switch (definition.type) {
    case Option.String:
      return textFault(definition, value);
    case Option.Integer:
    case Option.Number:
      return numberFault(definition, value);
    case Option.Boolean:
      return typeof value === 'boolean' ? undefined : 'Only true and false are allowed';
    case Option.User:
      return resolved.user(value) ? undefined : 'Unknown user';
    case Option.Role:
      return resolved.role(value) ? undefined : 'Unknown role';
    case Option.Mentionable:
      return resolved.user(value) || resolved.role(value) ? undefined : 'Unknown user or role';
    case Option.Channel:
      return channelFault(definition, resolved.channel(value));
    default:
      return 'Values of this type cannot be given here';
  }
}

function textFault(definition: Json, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'Only text is allowed';
  if (!isOffered(definition, value)) return 'Not one of the choices';
  if (value.length < Number(definition.min_length ?? 0)) return `Must be ${definition.min_length} or more in length`;
  return value.length > Number(definition.max_length ?? 6000) ? 'Too long' : undefined;
}

function numberFault(definition: Json, value: unknown): string | undefined {
  if (typeof value !== 'number' || (definition.type === Option.Integer && !Number.isSafeInteger(value)))
    return 'Only numbers are allowed';
  if (!isOffered(definition, value)) return 'Not one of the choices';
  if (value < Number(definition.min_value ?? Number.NEGATIVE_INFINITY))
    return `Must be ${definition.min_value} or more`;
  return value > Number(definition.max_value ?? Number.POSITIVE_INFINITY)
    ? `Must be ${definition.max_value} or less`
    : undefined;
}

/** Whether the value is one of the choices, if there are any. */
function isOffered(definition: Json, value: string | number): boolean {
  const choices = (definition.choices ?? []) as Json[];
  return choices.length === 0 || choices.some((choice) => choice.value === value);
}

/** @param type the channel's type; undefined when there is no such channel */
function channelFault({ channel_types: allowed }: Json, type: unknown): string | undefined {
  if (type === undefined) return 'Unknown channel';
  return Array.isArray(allowed) && !allowed.includes(type) ? 'A channel of this type cannot be chosen' : undefined;
}
