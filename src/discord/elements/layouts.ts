import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMediaGalleryComponent,
  type APISectionComponent,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import { defined } from '../../util/defined.ts';
import { attached } from '../contract/layout.ts';

/** A picture shown beside or below a text: a file of the same message by its name, or an address elsewhere. */
export type ShownPicture = { readonly file: string } | { readonly url: string; readonly altText: string };

export function textBlock(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A text with a small picture beside it; the text alone where there is none. */
export function beside(
  content: string,
  picture: ShownPicture | undefined,
): APISectionComponent | APITextDisplayComponent {
  if (picture === undefined) return textBlock(content);
  return {
    type: ComponentType.Section,
    components: [textBlock(content)],
    accessory: { type: ComponentType.Thumbnail, ...mediaOf(picture) },
  };
}

/** Pictures as wide as the message; nothing where there are none. */
export function gallery(pictures: readonly ShownPicture[]): APIMediaGalleryComponent[] {
  return pictures.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items: pictures.map(mediaOf) }];
}

function mediaOf(picture: ShownPicture) {
  // What a file of the message tells to whoever cannot see it is filled in when the message is sent.
  return 'file' in picture
    ? { media: { url: attached(picture.file) } }
    : { media: { url: picture.url }, description: picture.altText };
}

export function rule(): APISeparatorComponent {
  return { type: ComponentType.Separator, spacing: SeparatorSpacingSize.Small };
}

/** @param color of its edge, 0xRRGGBB */
export function container(
  color: number | undefined,
  components: readonly APIComponentInContainer[],
): APIContainerComponent {
  return {
    type: ComponentType.Container,
    ...defined({ accent_color: color }),
    components: [...components],
  };
}
