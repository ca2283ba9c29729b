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

/** A picture beside or below a text: a file of the same message by its name, or an address elsewhere. */
export type ShownPicture = { readonly file: string } | { readonly url: string; readonly altText: string };

export function textBlock(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A text with a small picture beside it; without a picture, the text alone. */
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

/** Pictures as wide as the message; empty without pictures. */
export function gallery(pictures: readonly ShownPicture[]): APIMediaGalleryComponent[] {
  return pictures.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items: pictures.map(mediaOf) }];
}

function mediaOf(picture: ShownPicture) {
  // The alternative text of the message's own files is added when the message is sent.
  return 'file' in picture
    ? { media: { url: attached(picture.file) } }
    : { media: { url: picture.url }, description: picture.altText };
}

export function rule(): APISeparatorComponent {
  return { type: ComponentType.Separator, spacing: SeparatorSpacingSize.Small };
}

/** @param color of the edge, as 0xRRGGBB */
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
