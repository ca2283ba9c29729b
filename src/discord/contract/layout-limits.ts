import { ComponentType } from 'discord-api-types/v10';
import { attachedName, everyComponent, type Layout, layoutTexts } from './layout.ts';

/**
 * Discord's limits for a message of layout components: https://docs.discord.com/developers/components/reference. The
 * local Discord of the tests has its own implementation of them, and a test compares the two.
 */
const LAYOUT_LIMITS = {
  components: 40,
  textCharacters: 4000,
  textsInSection: 3,
  itemsInGallery: 10,
  buttonsInRow: 5,
  optionsInSelect: 25,
  customId: 100,
  buttonLabel: 80,
  optionText: 100,
  placeholder: 150,
  altText: 1024,
} as const;

type Found = Readonly<Record<string, unknown>> & { readonly type: ComponentType };

const SELECTS: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/**
 * Every reason why Discord would refuse the layout, in a few words; empty when it would take it. `files`: the names of
 * the files sent with it.
 */
export function layoutFaults(layout: Layout, files: ReadonlySet<string> = new Set()): readonly string[] {
  const all = everyComponent(layout) as unknown as readonly Found[];
  const characters = layoutTexts(layout).reduce((sum, text) => sum + [...text].length, 0);
  const customIds = all.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));
  return [
    ...over('components', all.length, LAYOUT_LIMITS.components),
    ...over('characters of text', characters, LAYOUT_LIMITS.textCharacters),
    ...customIds.filter((id, at) => customIds.indexOf(id) < at).map((id) => `the id ${id} twice`),
    ...all.flatMap((component) => ownFaults(component, files)),
  ];
}

/** @throws Error with every reason why Discord would refuse it; nothing is sent then */
export function demandLayout(layout: Layout, files: ReadonlySet<string>): void {
  const faults = layoutFaults(layout, files);
  if (faults.length > 0) throw new Error(`Discord takes no layout like this: ${faults.join('; ')}`);
}

function ownFaults(component: Found, files: ReadonlySet<string>): string[] {
  const { type, custom_id: id } = component;
  const named = over('characters in an id', lengthOf(id), LAYOUT_LIMITS.customId);
  if (SELECTS.has(type)) return [...named, ...selectFaults(component)];
  switch (type) {
    case ComponentType.TextDisplay:
      return String(component.content).trim() === '' ? ['an empty text'] : [];
    case ComponentType.Section: {
      const texts = listOf(component.components);
      return [
        ...(texts.length === 0 ? ['a section without a text'] : []),
        ...over('texts in a section', texts.length, LAYOUT_LIMITS.textsInSection),
      ];
    }
    case ComponentType.Container:
      return listOf(component.components).length === 0 ? ['an empty container'] : [];
    case ComponentType.ActionRow:
      return rowFaults(listOf(component.components));
    case ComponentType.MediaGallery: {
      const items = listOf(component.items);
      return [
        ...(items.length === 0 ? ['an empty gallery'] : []),
        ...over('pictures in a gallery', items.length, LAYOUT_LIMITS.itemsInGallery),
        ...items.flatMap((item) => mediaFaults(item, files)),
      ];
    }
    case ComponentType.Thumbnail:
      return mediaFaults(component, files);
    case ComponentType.Button:
      return [
        ...named,
        ...over('characters on a button', lengthOf(component.label), LAYOUT_LIMITS.buttonLabel),
        ...(isBlank(component.label) && component.emoji === undefined ? ['a button that says nothing'] : []),
      ];
    default:
      return [];
  }
}

function rowFaults(inside: readonly Found[]): string[] {
  const selects = inside.filter(({ type }) => type !== ComponentType.Button);
  return [
    ...(inside.length === 0 ? ['an empty row'] : []),
    ...over('buttons in a row', inside.length, LAYOUT_LIMITS.buttonsInRow),
    ...(selects.length > 0 && inside.length > 1 ? ['a select beside something else'] : []),
  ];
}

function selectFaults(select: Found): string[] {
  const placeholder = over('characters in a placeholder', lengthOf(select.placeholder), LAYOUT_LIMITS.placeholder);
  if (select.type !== ComponentType.StringSelect) return placeholder;
  const options = listOf(select.options) as readonly Readonly<Record<string, unknown>>[];
  const values = options.map(({ value }) => value);
  return [
    ...placeholder,
    ...(options.length === 0 ? ['a select without options'] : []),
    ...over('options in a select', options.length, LAYOUT_LIMITS.optionsInSelect),
    ...(new Set(values).size < values.length ? ['an option twice in a select'] : []),
    ...(options.filter((option) => option.default === true).length > Number(select.max_values ?? 1)
      ? ['more options chosen than can be']
      : []),
    ...options.flatMap(({ label, value, description }) =>
      [label, value, description].flatMap((text) =>
        over('characters in an option', lengthOf(text), LAYOUT_LIMITS.optionText),
      ),
    ),
  ];
}

function mediaFaults(holder: Readonly<Record<string, unknown>>, files: ReadonlySet<string>): string[] {
  const url = String((holder.media as { url?: unknown } | undefined)?.url ?? '');
  const name = attachedName(url);
  return [
    ...(name === undefined ? (/^https?:\/\//.test(url) ? [] : [`a picture at ${url}`]) : []),
    ...(name !== undefined && !files.has(name) ? [`a picture ${name} that does not come along`] : []),
    ...over('characters of alt text', lengthOf(holder.description), LAYOUT_LIMITS.altText),
  ];
}

function over(what: string, count: number, most: number): string[] {
  return count > most ? [`${count} ${what} where ${most} are most`] : [];
}

function listOf(value: unknown): readonly Found[] {
  return Array.isArray(value) ? value : [];
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? [...text].length : 0;
}

function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

/**
 * Reduces the number of components to what Discord takes: separators are removed first, then consecutive texts are
 * joined. No text and no button is lost.
 */
export function withinCount(layout: Layout): Layout {
  const steps: readonly ((parts: readonly Found[]) => readonly Found[])[] = [
    (parts) => parts.filter(({ type }) => type !== ComponentType.Separator),
    joinedTexts,
  ];
  let fitting = layout;
  for (const step of steps) {
    if (everyComponent(fitting).length <= LAYOUT_LIMITS.components) return fitting;
    fitting = inContainers(fitting as unknown as readonly Found[], step) as unknown as Layout;
  }
  return fitting;
}

function inContainers(parts: readonly Found[], step: (parts: readonly Found[]) => readonly Found[]): readonly Found[] {
  return step(
    parts.map((part) =>
      part.type === ComponentType.Container ? { ...part, components: step(listOf(part.components)) } : part,
    ),
  );
}

function joinedTexts(parts: readonly Found[]): readonly Found[] {
  const joined: Found[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (part.type === ComponentType.TextDisplay && before?.type === ComponentType.TextDisplay)
      joined[joined.length - 1] = { ...before, content: `${String(before.content)}\n${String(part.content)}` };
    else joined.push(part);
  }
  return joined;
}
