import { ComponentType } from 'discord-api-types/v10';
import type { Fault } from '../errors.ts';
import type { Json } from '../json.ts';
import { emojiFaults, type MayUseEmoji } from './emoji-rules.ts';

type Path = readonly (string | number)[];

export const SELECTS = new Set<unknown>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/**
 * For every kind of select: how many can be chosen, and what is chosen at first.
 * https://docs.discord.com/developers/components/reference#string-select and the four below it
 */
export function selectFaults(select: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  const isString = select.type === ComponentType.StringSelect;
  const options = Array.isArray(select.options) ? (select.options as Json[]) : [];
  const chosen = isString
    ? options.filter((option) => option.default === true).length
    : Array.isArray(select.default_values)
      ? select.default_values.length
      : 0;
  const most = Number(select.max_values ?? 1);
  const least = Number(select.min_values ?? 1);
  const faults: Fault[] = options.flatMap((option, index) =>
    emojiFaults(option.emoji, [...path, 'options', index, 'emoji'], mayUse),
  );
  if (new Set(options.map((option) => option.value)).size < options.length) {
    faults.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      message: 'The specified option value is already used',
    });
  }
  if (least > most || (isString && most > options.length)) {
    faults.push({
      path: [...path, 'max_values'],
      code: 'SELECT_COMPONENT_MAX_VALUES',
      message: `Must be between ${least} and ${isString ? options.length : 25}`,
    });
  }
  if (chosen > most || (!isString && chosen > 0 && chosen < least)) {
    faults.push({
      path: [...path, isString ? 'options' : 'default_values'],
      code: 'SELECT_COMPONENT_DEFAULTS',
      message: `Between ${least} and ${most} can be chosen`,
    });
  }
  return faults;
}
