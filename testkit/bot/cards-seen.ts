import { everyComponent, type SeenMessage, writtenIn } from 'local-discord/testkit';

/** The title of a card: its first large line. */
export function titleOf(message: SeenMessage): string {
  const title = writtenIn(message)
    .split('\n')
    .find((line) => line.startsWith('## '));
  return title?.slice(3) ?? '';
}

/** The small print of a card, which says how much of the series it shows. */
export function footerOf(message: SeenMessage): string {
  return (
    writtenIn(message)
      .split('\n')
      .findLast((line) => line.startsWith('-# '))
      ?.slice(3) ?? ''
  );
}

export interface SeenPicture {
  readonly filename: string;
  readonly description: string | undefined;
  readonly url: string;
}

/** Every picture file of a message, whether attached or shown by a component. */
export function picturesOf(message: SeenMessage): SeenPicture[] {
  const shown = everyComponent(message.components).flatMap((component) => {
    const items = (component.items as Shown[] | undefined) ?? [];
    return component.media === undefined ? items : [component as unknown as Shown];
  });
  return [
    ...message.attachments,
    ...shown
      .filter(({ media }) => media.attachment_id !== undefined)
      .map(({ media, description }) => ({ url: media.url, filename: nameIn(media.url), description })),
  ].map(({ url, filename, description }) => ({ url, filename, description: description ?? undefined }));
}

interface Shown {
  readonly media: { readonly url: string; readonly attachment_id?: string };
  readonly description?: string;
}

function nameIn(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
