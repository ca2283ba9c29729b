import { ComponentType } from 'discord-api-types/v10';
import type { Fault } from '../errors.ts';
import type { Json } from '../world/model.ts';
import { isUnicodeEmoji } from './emoji.ts';

type Path = readonly (string | number)[];

/** Whether the author of a message may use the custom emoji with this id there. */
export type MayUseEmoji = (emojiId: string) => boolean;

export interface FoundComponent {
  readonly component: Json;
  readonly path: Path;
}

/** Every component of a list, nested ones included, in the order they are drawn. */
export function everyComponent(components: unknown, path: Path = ['components']): FoundComponent[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: Json, index) => {
    const here = [...path, index];
    const single = ['accessory', 'component'].flatMap((key) =>
      component[key] === undefined ? [] : everyComponent([component[key]], [...here, key]),
    );
    return [{ component, path: here }, ...everyComponent(component.components, [...here, 'components']), ...single];
  });
}

const LAYOUT_ONLY_IN_V2 = new Set<number>([
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.Thumbnail,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
  ComponentType.Container,
]);
const STRING_SELECT = ComponentType.StringSelect;
const ROW_LIMIT = 5;
const COMPONENT_LIMIT = 40;
const TEXT_LIMIT = 4000;

/**
 * What Discord's description of its API does not say of components.
 * https://docs.discord.com/developers/components/reference
 */
export function componentFaults(components: unknown, usesV2: boolean, mayUse: MayUseEmoji): Fault[] {
  const all = everyComponent(components);
  const faults: Fault[] = [
    ...duplicateIds(all),
    ...all.flatMap(({ component, path }) => ownFaults(component, path, mayUse)),
  ];

  if (!usesV2) {
    if (Array.isArray(components) && components.length > ROW_LIMIT) {
      faults.push({
        path: ['components'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: 'Must be between 1 and 5 in length.',
      });
    }
    for (const { component, path } of all) {
      if (LAYOUT_ONLY_IN_V2.has(Number(component.type))) {
        faults.push({
          path: [...path, 'type'],
          code: 'UNION_TYPE_CHOICES',
          message: 'Value of field "type" must be one of (1,).',
        });
      }
    }
    return faults;
  }

  if (all.length > COMPONENT_LIMIT) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL',
      message: 'The total number of components cannot exceed 40',
    });
  }
  const text = all.reduce(
    (sum, { component }) => sum + (component.type === ComponentType.TextDisplay ? String(component.content).length : 0),
    0,
  );
  if (text > TEXT_LIMIT) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TEXT',
      message: 'The total text of all components cannot exceed 4000',
    });
  }
  return faults;
}

function duplicateIds(all: readonly FoundComponent[]): Fault[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }): Fault[] => {
    const id = component.custom_id;
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      },
    ];
  });
}

function ownFaults(component: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  if (component.type === ComponentType.Button) return buttonFaults(component, path, mayUse);
  if (component.type === ComponentType.ActionRow) return rowFaults(component, path);
  if (component.type === STRING_SELECT) return selectFaults(component, path, mayUse);
  return [];
}

/** https://docs.discord.com/developers/components/reference#button */
function buttonFaults(button: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  const faults: Fault[] = [];
  const needs = (key: string) =>
    faults.push({ path: [...path, key], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  const mustNot = (key: string) =>
    faults.push({
      path: [...path, key],
      code: 'BUTTON_COMPONENT_FIELD_CONFLICT',
      message: `A button of this style has no ${key}`,
    });
  if (button.style === 5) {
    if (!button.url) needs('url');
    if (button.custom_id !== undefined) mustNot('custom_id');
  } else if (button.style !== 6) {
    if (!button.custom_id) needs('custom_id');
    if (button.url !== undefined && button.url !== null) mustNot('url');
    if (!button.label && !button.emoji) needs('label');
  }
  return [...faults, ...emojiFaults(button.emoji, [...path, 'emoji'], mayUse)];
}

/** Up to five buttons, or a single select. https://docs.discord.com/developers/components/reference#action-row */
function rowFaults(row: Json, path: Path): Fault[] {
  const inside = Array.isArray(row.components) ? (row.components as Json[]) : [];
  const selects = inside.filter((component) => component.type !== ComponentType.Button);
  return selects.length > 0 && inside.length > 1
    ? [
        {
          path: [...path, 'components'],
          code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          message: 'The specified component exceeds the maximum width',
        },
      ]
    : [];
}

/** https://docs.discord.com/developers/components/reference#string-select */
function selectFaults(select: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  const options = Array.isArray(select.options) ? (select.options as Json[]) : [];
  const faults: Fault[] = options.flatMap((option, index) =>
    emojiFaults(option.emoji, [...path, 'options', index, 'emoji'], mayUse),
  );
  const values = new Set(options.map((option) => option.value));
  if (values.size < options.length) {
    faults.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      message: 'The specified option value is already used',
    });
  }
  const most = Number(select.max_values ?? 1);
  const least = Number(select.min_values ?? 1);
  if (most > options.length || least > most) {
    faults.push({
      path: [...path, 'max_values'],
      code: 'SELECT_COMPONENT_MAX_VALUES',
      message: `Must be between ${least} and ${options.length}`,
    });
  }
  const chosen = options.filter((option) => option.default === true).length;
  if (chosen > most) {
    faults.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_DEFAULTS',
      message: `At most ${most} options can be chosen`,
    });
  }
  return faults;
}

/**
 * One of Unicode by its name, or a custom one the author may use by its id. Discord's code says “button” whatever
 * component it is in (discord-api-docs #8071).
 */
function emojiFaults(emoji: unknown, path: Path, mayUse: MayUseEmoji): Fault[] {
  if (typeof emoji !== 'object' || emoji === null) return [];
  const { id, name } = emoji as { id?: string | null; name?: string | null };
  const isCustom = id !== undefined && id !== null;
  if (isCustom ? mayUse(String(id)) : isUnicodeEmoji(name ?? '')) return [];
  const at = isCustom ? 'id' : 'name';
  return [{ path: [...path, at], code: 'BUTTON_COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' }];
}
