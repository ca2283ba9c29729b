import { ComponentType as Component } from 'discord-api-types/v10';
import type { Fault } from '../errors.ts';
import type { Json } from '../json.ts';
import { everyComponent, repeated } from './component-rules.ts';
import { isBlank, required } from './embed-rules.ts';
import { SELECTS, selectFaults } from './select-rules.ts';

type Path = readonly (string | number)[];

const PLACE = ['data', 'components'];

/**
 * Rules for modals that Discord's description does not contain.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal, and
 * https://docs.discord.com/developers/components/reference#label
 */
export function modalFaults(modal: Json): Fault[] {
  const rows = Array.isArray(modal.components) ? (modal.components as Json[]) : [];
  const all = everyComponent(rows, PLACE);
  return [
    ...(rows.length < 1 || rows.length > 5
      ? [{ path: PLACE, code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 5 in length.' }]
      : []),
    ...(isBlank(modal.title) ? [required(['data', 'title'])] : []),
    ...repeated(all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    ...repeated(all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ...rows.flatMap((row, index) => rowFaults(row, [...PLACE, index])),
    ...all.flatMap(({ component, path }) => inputFaults(component, path)),
  ];
}

/** An action row contains one text input with a label; an input in a Label has that one's. */
function rowFaults(row: Json, path: Path): Fault[] {
  if (row.type !== Component.ActionRow) return [];
  const inside = Array.isArray(row.components) ? (row.components as Json[]) : [];
  return [
    ...(inside.length === 1
      ? []
      : [{ path: [...path, 'components'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be 1 in length.' }]),
    ...inside.flatMap((input, index) =>
      input.type === Component.TextInput && isBlank(input.label)
        ? [required([...path, 'components', index, 'label'])]
        : [],
    ),
  ];
}

function inputFaults(input: Json, path: Path): Fault[] {
  const faults: Fault[] = SELECTS.has(input.type) ? selectFaults(input, path, () => true) : [];
  const fault = faultUnder(path, faults);
  if (input.disabled === true)
    fault('disabled', 'COMPONENT_DISABLED_IN_MODAL', 'Components in modals cannot be disabled');
  // "min_values must be either omitted or at least 1 if required is omitted or true."
  if (input.min_values === 0 && input.required !== false && input.type !== Component.TextInput)
    fault('min_values', 'NUMBER_TYPE_MIN', 'Must be 1 or more while the component is required');
  const isChoice = input.type === Component.RadioGroup || input.type === Component.CheckboxGroup;
  return [...faults, ...textFaults(input, path), ...(isChoice ? choiceFaults(input, path) : [])];
}

/** Faults of a text input's limits and initial value. */
function textFaults({ min_length, max_length, value }: Json, path: Path): Fault[] {
  const faults: Fault[] = [];
  const fault = faultUnder(path, faults);
  const least = Number(min_length ?? 0);
  const most = Number(max_length ?? 4000);
  if (least > most) fault('min_length', 'TEXT_INPUT_LENGTHS', 'min_length cannot be greater than max_length');
  if (typeof value !== 'string' || value === '') return faults;
  if (value.length > most) fault('value', 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
  if (value.length < least) fault('value', 'BASE_TYPE_MIN_LENGTH', `Must be ${least} or more in length.`);
  return faults;
}

/** Radio buttons and checkboxes: unique values, and not more chosen at first than allowed. */
function choiceFaults(input: Json, path: Path): Fault[] {
  const faults: Fault[] = [];
  const fault = faultUnder(path, faults);
  const options = Array.isArray(input.options) ? (input.options as Json[]) : [];
  if (new Set(options.map(({ value }) => value)).size < options.length)
    fault('options', 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
  const chosen = options.filter((option) => option.default === true).length;
  const most = input.type === Component.RadioGroup ? 1 : Number(input.max_values ?? options.length);
  if (chosen > most) fault('options', 'SELECT_COMPONENT_DEFAULTS', `At most ${most} can be chosen`);
  if (input.type === Component.CheckboxGroup && Number(input.min_values ?? 1) > most)
    fault('min_values', 'SELECT_COMPONENT_MAX_VALUES', `Must be ${most} or fewer`);
  return faults;
}

/** Returns a function that adds a fault of one key below the path. */
function faultUnder(path: Path, faults: Fault[]): (key: string, code: string, message: string) => void {
  return (key, code, message) => {
    faults.push({ path: [...path, key], code, message });
  };
}
