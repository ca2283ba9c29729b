import { button, el, safeLink } from '../elements/dom.ts';
import type { Component, Message } from '../wire/shapes.ts';
import { frameView, pictureView } from './embed-view.ts';
import { emojiView } from './emoji-view.ts';
import { markdownView } from './markdown-view.ts';
import { isSelect, selectView } from './select-view.ts';
import type { ViewContext } from './view-context.ts';

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
const types = {
  row: 1,
  button: 2,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;
const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

/** Buttons, selects and layout components. */
export function componentView(component: Component, message: Message, context: ViewContext): HTMLElement | undefined {
  const inner = () => (component.components ?? []).map((part) => componentView(part, message, context));
  switch (component.type) {
    case types.row:
      return el('div', { class: 'row' }, ...inner());
    case types.button:
      return buttonView(component, message, context);
    case types.section:
      return el(
        'div',
        { class: 'section' },
        el('div', { class: 'texts' }, ...inner()),
        component.accessory && componentView(component.accessory, message, context),
      );
    case types.text:
      return el('div', { class: 'markdown' }, markdownView(component.content ?? '', context));
    case types.thumbnail:
      return (
        component.media &&
        el('div', { class: 'thumbnail' }, pictureView(component.media.url, component.description ?? ''))
      );
    case types.gallery:
      return el(
        'div',
        { class: `gallery of-${Math.min(component.items?.length ?? 0, 4)}` },
        ...(component.items ?? []).map(({ media, description }) => pictureView(media.url, description ?? '')),
      );
    case types.file:
      return fileView(component);
    case types.separator:
      return el('hr', { class: component.divider === false ? 'gap' : '' });
    case types.container:
      return frameView(component.accent_color, el('div', { slot: 'description', class: 'container' }, ...inner()));
    default:
      return isSelect(component) ? selectOf(component, message, context) : undefined;
  }
}

function buttonView(component: Component, message: Message, context: ViewContext): HTMLElement {
  const { style = 2, label = '', emoji, url, disabled = false, custom_id: id = '' } = component;
  const parts = [emoji && emojiView(emoji), label];
  const href = safeLink(url);
  if (url !== undefined && !disabled) {
    return el(
      'a',
      { class: 'component link', href, target: '_blank', rel: 'noopener noreferrer' },
      ...parts,
      el('span', { 'aria-hidden': 'true' }, ' ↗'),
    );
  }
  const isPressed = context.pressedOn(message.id) === id;
  return button(
    {
      class: `component ${STYLES[style] ?? 'secondary'}${isPressed ? ' waiting' : ''}`,
      disabled,
      'aria-busy': isPressed ? 'true' : undefined,
      'data-key': `${message.id}/${id}`,
      onclick: () => context.use(message, component),
    },
    ...parts,
  );
}

function fileView({ file, name = 'file' }: Component): HTMLElement {
  return el('a', { class: 'component link', href: safeLink(file?.url), download: name }, `📄 ${name}`);
}

function selectOf(component: Component, message: Message, context: ViewContext): HTMLElement {
  const { custom_id: id = '', disabled = false } = component;
  const attributes = { disabled, 'data-key': `${message.id}/${id}` };
  return selectView(component, context.state, attributes, (values) => context.use(message, component, values));
}
