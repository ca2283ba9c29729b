import { ComponentType as Component } from 'discord-api-types/v10';
import type { Fault } from '../errors.ts';
import type { Json } from '../json.ts';
import { isBlank, required, urlFaults } from './embed-rules.ts';
import { emojiFaults, type MayUseEmoji } from './emoji-rules.ts';
import { SELECTS, selectFaults } from './select-rules.ts';

type Path = readonly (string | number)[];

export interface FoundComponent {
  readonly component: Json;
  readonly path: Path;
}

/** Every component of a list including nested ones, in the order in which they are drawn. */
export function everyComponent(components: unknown, path: Path = ['components']): FoundComponent[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: Json, index) => {
    const here = [...path, index];
    const single = ['accessory', 'component'].flatMap((key) =>
      component[key] === undefined || component[key] === null
        ? []
        : everyComponent([component[key]], here).map((found) => ({
            ...found,
            path: [...here, key, ...found.path.slice(here.length + 1)],
          })),
    );
    return [{ component, path: here }, ...everyComponent(component.components, [...here, 'components']), ...single];
  });
}

const LAYOUT_ONLY_IN_V2 = new Set<unknown>([
  Component.Section,
  Component.TextDisplay,
  Component.Thumbnail,
  Component.MediaGallery,
  Component.File,
  Component.Separator,
  Component.Container,
]);
const ROW_LIMIT = 5;
const COMPONENT_LIMIT = 40;
const TEXT_LIMIT = 4000;

/**
 * Rules for components that Discord's description does not contain: at most forty in all, four thousand characters in
 * all texts, layout components only with their flag, unique ids.
 * https://docs.discord.com/developers/components/reference
 */
export function componentFaults(components: unknown, usesV2: boolean, mayUse: MayUseEmoji): Fault[] {
  const all = everyComponent(components);
  const faults: Fault[] = [
    ...repeated(all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    ...repeated(all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ...all.flatMap(({ component, path }) => ownFaults(component, path, mayUse)),
  ];
  if (usesV2) return [...faults, ...totalFaults(all)];
  if (Array.isArray(components) && components.length > ROW_LIMIT) {
    faults.push({
      path: ['components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: 'Must be between 1 and 5 in length.',
    });
  }
  for (const { component, path } of all) {
    if (LAYOUT_ONLY_IN_V2.has(component.type)) {
      faults.push({
        path: [...path, 'type'],
        code: 'UNION_TYPE_CHOICES',
        message: 'Value of field "type" must be one of (1,).',
      });
    }
  }
  return faults;
}

function totalFaults(all: readonly FoundComponent[]): Fault[] {
  const text = all.reduce(
    (sum, { component }) =>
      sum + (component.type === Component.TextDisplay ? [...String(component.content)].length : 0),
    0,
  );
  return [
    ...(all.length > COMPONENT_LIMIT
      ? [
          {
            path: ['components'],
            code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
            message: 'The total number of components cannot exceed 40',
          },
        ]
      : []),
    ...(text > TEXT_LIMIT
      ? [
          {
            path: ['components'],
            code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            message: 'The total text of all components cannot exceed 4000',
          },
        ]
      : []),
  ];
}

/** An `id` of 0 counts as none: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export function repeated(
  all: readonly FoundComponent[],
  key: 'id' | 'custom_id',
  code: string,
  message: string,
): Fault[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }): Fault[] => {
    const id = component[key];
    if (id === undefined || id === null || id === 0) return [];
    if (seen.has(id)) return [{ path: [...path, key], code, message }];
    seen.add(id);
    return [];
  });
}

function ownFaults(component: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  if (component.type === Component.Button) return buttonFaults(component, path, mayUse);
  if (component.type === Component.ActionRow) return rowFaults(component, path);
  if (SELECTS.has(component.type)) return selectFaults(component, path, mayUse);
  if (component.type === Component.TextDisplay)
    return isBlank(component.content) ? [required([...path, 'content'])] : [];
  // "It only supports attachment references": https://docs.discord.com/developers/components/reference#file
  if (component.type === Component.File)
    return urlFaults((component.file as Json | undefined)?.url, ['attachment'], [...path, 'file', 'url']);
  const items = Array.isArray(component.items) ? (component.items as Json[]) : [];
  return [
    ...urlFaults((component.media as Json | undefined)?.url, MEDIA, [...path, 'media', 'url']),
    ...items.flatMap(({ media }, index) =>
      urlFaults((media as Json | undefined)?.url, MEDIA, [...path, 'items', index, 'media', 'url']),
    ),
  ];
}

const MEDIA = ['http', 'https', 'attachment'];
/** Discord's own pages can be linked to as well. */
const LINKS = ['http', 'https', 'discord'];

/** https://docs.discord.com/developers/components/reference#button */
function buttonFaults(button: Json, path: Path, mayUse: MayUseEmoji): Fault[] {
  const faults: Fault[] = [];
  const has = (key: string) => button[key] !== undefined && button[key] !== null && button[key] !== '';
  const needs = (key: string) => has(key) || faults.push(required([...path, key]));
  const mustNot = (...keys: string[]) => {
    for (const key of keys)
      if (has(key))
        faults.push({
          path: [...path, key],
          code: 'BUTTON_COMPONENT_FIELD_CONFLICT',
          message: `A button of this style has no ${key}`,
        });
  };
  if (button.style === 5) {
    needs('url');
    mustNot('custom_id', 'sku_id');
    if (has('url')) faults.push(...urlFaults(button.url, LINKS, [...path, 'url']));
  } else if (button.style === 6) {
    needs('sku_id');
    mustNot('custom_id', 'label', 'url', 'emoji');
  } else {
    needs('custom_id');
    mustNot('url', 'sku_id');
  }
  if (button.style !== 6 && isBlank(button.label) && !button.emoji) faults.push(required([...path, 'label']));
  return [...faults, ...emojiFaults(button.emoji, [...path, 'emoji'], mayUse)];
}

/**
 * An action row has up to five buttons, or a single select.
 * https://docs.discord.com/developers/components/reference#action-row
 */
function rowFaults(row: Json, path: Path): Fault[] {
  const inside = Array.isArray(row.components) ? (row.components as Json[]) : [];
  const selects = inside.filter((component) => component.type !== Component.Button);
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
