import { el } from '../elements/dom.ts';
import type { Emoji } from '../wire/shapes.ts';

/** An emoji: a custom one as its picture, or as its name if the picture is gone. */
export function emojiView(emoji: Emoji): HTMLElement {
  const text = emojiText(emoji);
  if (emoji.id == null) return el('span', { class: 'emoji' }, text);
  const picture = el('img', {
    ...{ class: 'emoji custom', src: `/emojis/${emoji.id}.webp`, alt: text, draggable: 'false' },
    onerror: () => picture.replaceWith(text),
  });
  return picture;
}

export function emojiText(emoji: Emoji): string {
  return emoji.id == null ? emoji.name : `:${emoji.name}:`;
}
