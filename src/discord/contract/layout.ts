import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { shortened } from './markdown.ts';

/**
 * A message of Discord's layout components: texts, sections with a picture beside them, galleries, containers.
 * https://docs.discord.com/developers/components/reference
 */
export type Layout = readonly APIMessageTopLevelComponent[];

/** Characters allowed in all texts of a message together. */
export const LAYOUT_TEXT = 4000;

/** The prefix with which a component refers to a file of its own message. */
const ATTACHED = 'attachment://';

export function attached(name: string): string {
  return `${ATTACHED}${name}`;
}

/** The name of a file of the same message; undefined for an address elsewhere. */
export function attachedName(url: string): string | undefined {
  return url.startsWith(ATTACHED) ? url.slice(ATTACHED.length) : undefined;
}

type Part = APIMessageTopLevelComponent | APIComponentInContainer;

/** Any component of a message, reduced to what is nested in it. */
interface Nested {
  readonly type: ComponentType;
  readonly components?: readonly Nested[];
  readonly accessory?: Nested;
}

/** Every component including nested ones, in the order in which they are drawn. */
export function everyComponent<C extends Nested>(components: readonly C[]): Nested[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent(component.components ?? []),
    ...(component.accessory === undefined ? [] : everyComponent([component.accessory])),
  ]);
}

/** All texts, from top to bottom. */
export function layoutTexts(layout: Layout): string[] {
  return everyComponent(layout).flatMap((component) =>
    component.type === ComponentType.TextDisplay ? [(component as APITextDisplayComponent).content] : [],
  );
}

/** The layout with each text changed. */
export function withTexts(layout: Layout, change: (text: string) => string): Layout {
  const changed = <P extends Part>(part: P): P => {
    switch (part.type) {
      case ComponentType.TextDisplay:
        return { ...part, content: change(part.content) };
      case ComponentType.Section:
        return { ...part, components: part.components.map(changed) };
      case ComponentType.Container:
        return { ...part, components: part.components.map(changed) };
      default:
        return part;
    }
  };
  return layout.map(changed);
}

/** The layout without pictures whose files are not sent; a section without its picture becomes plain text. */
export function withFiles(layout: Layout, names: ReadonlySet<string>): Layout {
  const isThere = (url: string) => {
    const name = attachedName(url);
    return name === undefined || names.has(name);
  };
  const kept = (part: Part): readonly Part[] => {
    switch (part.type) {
      case ComponentType.MediaGallery: {
        const items = part.items.filter(({ media }) => isThere(media.url));
        return items.length === 0 ? [] : [{ ...part, items }];
      }
      case ComponentType.Section:
        return part.accessory.type === ComponentType.Thumbnail && !isThere(part.accessory.media.url)
          ? part.components
          : [part];
      case ComponentType.Container:
        return [{ ...part, components: part.components.flatMap(kept) as APIComponentInContainer[] }];
      default:
        return [part];
    }
  };
  return layout.flatMap(kept) as Layout;
}

/** The layout with alternative texts added to the pictures. */
export function withAltTexts(layout: Layout, altTexts: ReadonlyMap<string, string>): Layout {
  const altOf = (url: string) => altTexts.get(attachedName(url) ?? '');
  const told = <P extends Part>(part: P): P => {
    switch (part.type) {
      case ComponentType.MediaGallery:
        return {
          ...part,
          items: part.items.map((item) => ({ ...item, ...described(altOf(item.media.url) ?? item.description) })),
        };
      case ComponentType.Section: {
        const { accessory } = part;
        return accessory.type === ComponentType.Thumbnail
          ? { ...part, accessory: { ...accessory, ...described(altOf(accessory.media.url) ?? accessory.description) } }
          : part;
      }
      case ComponentType.Container:
        return { ...part, components: part.components.map(told) };
      default:
        return part;
    }
  };
  return layout.map(told);
}

function described(description: string | null | undefined): { description?: string } {
  return description === undefined || description === null ? {} : { description: shortened(description, 1024) };
}

/** Cuts the longest texts until all of them fit together, so that no long text keeps a message from being sent. */
export function fittedLayout(layout: Layout): Layout {
  let fitting = layout;
  for (;;) {
    const texts = layoutTexts(fitting);
    const excess = texts.reduce((sum, text) => sum + text.length, 0) - LAYOUT_TEXT;
    if (excess <= 0) return fitting;
    const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
    const cut = shortened(longest, Math.max(1, longest.length - excess));
    fitting = withTexts(fitting, (text) => (text === longest ? cut : text));
  }
}
