import {
  type APIApplicationCommand,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';

export type OptionValue = string | number | boolean;

type Json = Record<string, unknown>;

/** Every component, nested ones included. */
export function everyComponent(components: unknown): Json[] {
  if (!Array.isArray(components)) return [];
  return (components as Json[]).flatMap((component) => [
    component,
    ...everyComponent(component.components),
    ...everyComponent(component.accessory === undefined ? [] : [component.accessory]),
    ...everyComponent(component.component === undefined ? [] : [component.component]),
  ]);
}

/**
 * What a client sends for a command such as `poll result`, by its definition in the command index. Values are converted
 * to the options' types; an option that the command does not have is an error here, because no client could send it.
 */
export function commandCall(
  index: readonly APIApplicationCommand[],
  name: string,
  values: Readonly<Record<string, OptionValue>>,
  focused?: string,
  targetId?: string,
): { application_id: string; data: Json } {
  const command =
    index.find((candidate) => candidate.name === name && (targetId === undefined) === (candidate.type === 1)) ??
    index.find((candidate) => candidate.type === 1 && candidate.name === name.split(' ')[0]);
  if (!command)
    throw new Error(
      `There is no command ${name} for this person here, only ${index.map((candidate) => candidate.name).join(', ')}`,
    );
  const common = {
    id: command.id,
    name: command.name,
    type: command.type,
    version: command.version,
    application_command: command,
  };
  if (targetId !== undefined)
    return { application_id: command.application_id, data: { ...common, target_id: targetId, options: [] } };
  const path = command.name === name ? [] : name.split(' ').slice(1);
  const options = nested(name, (command.options ?? []) as unknown as Json[], path, values, focused);
  return { application_id: command.application_id, data: { ...common, options } };
}

function nested(
  name: string,
  definitions: readonly Json[],
  path: readonly string[],
  values: Readonly<Record<string, OptionValue>>,
  focused: string | undefined,
): Json[] {
  const [step, ...rest] = path;
  if (step !== undefined) {
    const definition = definitions.find((option) => option.name === step);
    if (!definition) throw new Error(`/${name}: there is no ${step}`);
    return [
      {
        type: definition.type,
        name: step,
        options: nested(name, (definition.options ?? []) as Json[], rest, values, focused),
      },
    ];
  }
  return Object.entries(values).map(([key, value]) => {
    const definition = definitions.find((option) => option.name === key);
    if (!definition)
      throw new Error(`/${name} has no option ${key}, only ${definitions.map((option) => option.name).join(', ')}`);
    return {
      type: definition.type,
      name: key,
      value: key === focused ? value : converted(definition, value),
      ...(key === focused ? { focused: true } : {}),
    };
  });
}

function converted(definition: Json, value: OptionValue): OptionValue {
  switch (definition.type) {
    case Option.Integer:
    case Option.Number:
      return Number(value);
    case Option.Boolean:
      return value === true || value === 'true';
    case Option.String: {
      // People pick a choice by its name.
      const choice = ((definition.choices ?? []) as Json[]).find((candidate) => candidate.name === value);
      return choice ? (choice.value as OptionValue) : String(value);
    }
    default:
      return String(value);
  }
}

/** A submitted modal, with values by custom id; fields without one keep the value they were shown with. */
export function submission(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, OptionValue | readonly string[]>>,
): Json {
  const filled = (input: Json): Json => {
    const common = { type: input.type, custom_id: input.custom_id };
    const value = values[String(input.custom_id)];
    if (input.type === ComponentType.TextInput) return { ...common, value: String(value ?? input.value ?? '') };
    if (typeof value === 'object') return { ...common, values: value };
    return typeof value === 'boolean'
      ? { ...common, value }
      : { ...common, values: value === undefined ? [] : [String(value)] };
  };
  const rows = (modal.components as unknown as Json[]).map((row) => {
    if (row.component) return { type: row.type, component: filled(row.component as Json) };
    return { type: row.type, components: ((row.components ?? []) as Json[]).map(filled) };
  });
  const known = new Set(everyComponent(modal.components).map(({ custom_id: id }) => id));
  for (const key of Object.keys(values)) if (!known.has(key)) throw new Error(`The modal has no field ${key}`);
  return { custom_id: modal.custom_id, components: rows };
}
