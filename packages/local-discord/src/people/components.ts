import { ComponentType } from 'discord-api-types/v10';
import { invalidForm } from '../errors.ts';
import type { Json } from '../json.ts';
import { everyComponent } from '../validation/component-rules.ts';
import type { Message } from '../world/model.ts';
import type { Resolved } from './resolved.ts';

const LINK_STYLE = 5;

/** The data of a press or choice for the bot, after checking that the message has such a component. */
export function componentData(message: Message, sent: Json, resolved: Resolved): Json {
  const component = everyComponent(message.components).find(
    (found) => found.component.custom_id === sent.custom_id,
  )?.component;
  if (
    !component ||
    component.type !== sent.component_type ||
    component.disabled === true ||
    component.style === LINK_STYLE
  ) {
    throw wrong('custom_id', 'Component not found');
  }
  const common = {
    component_type: component.type,
    custom_id: component.custom_id,
    ...(component.id === undefined ? {} : { id: component.id }),
  };
  if (component.type === ComponentType.Button) return common;
  const values = chosen(component, sent.values, resolved);
  const named = resolved.json();
  return { ...common, values, ...(named ? { resolved: named } : {}) };
}

/** The data of a submitted modal for the bot, after checking texts and choices against the modal that was shown. */
export function modalData(modal: Json, sent: Json, resolved: Resolved): Json {
  if (modal.custom_id !== sent.custom_id) throw wrong('custom_id', 'This is another modal');
  const filled = everyComponent(sent.components).map(({ component }) => component);
  const rows = ((modal.components ?? []) as Json[]).map((row) => {
    if (row.type === ComponentType.TextDisplay) return { type: row.type, id: row.id };
    const inputs = row.component ? [row.component as Json] : ((row.components ?? []) as Json[]);
    const values = inputs.map((input) =>
      inputValue(
        input,
        filled.find((component) => component.custom_id === input.custom_id),
        resolved,
      ),
    );
    return row.component ? { type: row.type, component: values[0] } : { type: row.type, components: values };
  });
  const named = resolved.json();
  return { custom_id: modal.custom_id, components: rows, ...(named ? { resolved: named } : {}) };
}

function inputValue(input: Json, filled: Json | undefined, resolved: Resolved): Json {
  const common = { type: input.type, custom_id: input.custom_id, ...(input.id === undefined ? {} : { id: input.id }) };
  if (input.type === ComponentType.TextInput) {
    const value = String(filled?.value ?? '');
    const needed = input.required !== false;
    if ((needed && value === '') || (value !== '' && value.length < Number(input.min_length ?? 0)))
      throw wrong(String(input.custom_id), 'This field is required');
    if (value.length > Number(input.max_length ?? 4000))
      throw wrong(String(input.custom_id), `Must be ${input.max_length ?? 4000} or fewer in length.`);
    return { ...common, value };
  }
  if (filled?.value !== undefined && filled.values === undefined) return { ...common, value: filled.value };
  const optional = input.required === false && (!Array.isArray(filled?.values) || filled.values.length === 0);
  return { ...common, values: optional ? [] : chosen(input, filled?.values, resolved) };
}

function chosen(select: Json, sent: unknown, resolved: Resolved): string[] {
  const values = Array.isArray(sent) ? sent.map(String) : [];
  if (values.length < Number(select.min_values ?? 1) || values.length > Number(select.max_values ?? 1)) {
    throw wrong('values', 'Not as many values as this select takes');
  }
  for (const value of values) if (!mayChoose(select, value, resolved)) throw wrong('values', `Not a choice: ${value}`);
  return values;
}

function mayChoose(select: Json, value: string, resolved: Resolved): boolean {
  switch (select.type) {
    case ComponentType.UserSelect:
      return resolved.user(value);
    case ComponentType.RoleSelect:
      return resolved.role(value);
    case ComponentType.MentionableSelect:
      return resolved.user(value) || resolved.role(value);
    case ComponentType.ChannelSelect: {
      const type = resolved.channel(value);
      return (
        type !== undefined &&
        (!Array.isArray(select.channel_types) ||
          select.channel_types.length === 0 ||
          select.channel_types.includes(type))
      );
    }
    default:
      return ((select.options ?? []) as Json[]).some((option) => option.value === value);
  }
}

function wrong(key: string, message: string) {
  return invalidForm([{ path: ['data', key], code: 'COMPONENT_VALIDATION_FAILED', message }]);
}
