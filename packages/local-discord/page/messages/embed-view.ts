import { type Child, el, isOwn, safeLink } from '../elements/dom.ts';
import type { Attachment, Embed } from '../wire/shapes.ts';
import { lineView, markdownView } from './markdown-view.ts';
import type { ViewContext } from './view-context.ts';

export function embedView(embed: Embed, context: ViewContext): HTMLElement {
  const { author, title, url, description, fields = [], footer, timestamp, image, thumbnail, color } = embed;
  const href = safeLink(url);
  const footerText = [footer?.text, timestamp && new Date(timestamp).toLocaleString(context.locale)]
    .filter((part) => part !== undefined)
    .join(' · ');
  return frameView(
    color,
    author && el('p', { slot: 'description', class: 'embed-author' }, author.name),
    title !== undefined &&
      el(
        'h3',
        { slot: 'description' },
        href === undefined
          ? lineView(title, context)
          : el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, lineView(title, context)),
      ),
    description !== undefined &&
      el('discord-embed-description', { slot: 'description', class: 'markdown' }, markdownView(description, context)),
    fields.length > 0 &&
      el(
        'dl',
        { slot: 'fields' },
        ...fields.map((field) =>
          el(
            'div',
            { class: field.inline === true ? 'field inline' : 'field' },
            el('dt', {}, lineView(field.name, context)),
            el('dd', { class: 'markdown' }, markdownView(field.value, context)),
          ),
        ),
      ),
    image && el('div', { slot: 'fields' }, pictureView(image.url, image.description ?? '')),
    thumbnail && el('div', { slot: 'fields', class: 'thumbnail' }, pictureView(thumbnail.url, '')),
    footerText !== '' && el('discord-embed-footer', { slot: 'footer' }, footerText),
  );
}

/** The box with a coloured edge, for embeds and for containers. */
export function frameView(color: number | null | undefined, ...children: readonly Child[]): HTMLElement {
  const view = el('discord-embed', { slot: 'embeds', class: 'embed' }, ...children);
  if (color != null) view.style.setProperty('--edge', `#${color.toString(16).padStart(6, '0')}`);
  return view;
}

export function attachmentView({ filename, description, size, url, content_type: type }: Attachment): HTMLElement {
  if (type?.startsWith('image/') && isOwn(url)) return pictureView(url, description ?? filename);
  return el(
    'a',
    { class: 'attachment', href: safeLink(url), target: '_blank', rel: 'noopener noreferrer', download: filename },
    filename,
    el('small', {}, ` ${Math.max(1, Math.round(size / 1024))} kB`),
  );
}

/** A picture from this server; one from elsewhere is only linked, never loaded. */
export function pictureView(url: string, alt: string): HTMLElement {
  const href = safeLink(url);
  if (isOwn(url)) {
    return el(
      'a',
      { class: 'picture', href, target: '_blank', rel: 'noopener noreferrer' },
      el('img', { src: url, alt: alt === '' ? 'Picture' : alt }),
    );
  }
  const host = href === undefined ? 'elsewhere' : new URL(href).host;
  return el(
    'a',
    { class: 'picture elsewhere', href, target: '_blank', rel: 'noopener noreferrer' },
    `Picture from ${host}`,
  );
}
