import { button, el, safeLink } from '../elements/dom.ts';
import { readLine, readMarkdown } from '../markdown/markdown.ts';
import type { MarkdownNode } from '../markdown/markdown-nodes.ts';
import { momentText } from '../markdown/moment-text.ts';
import { nameOf } from '../wire/shapes.ts';
import { channelName } from '../wire/state.ts';
import { emojiView } from './emoji-view.ts';
import type { ViewContext } from './view-context.ts';

/** A message's text as elements. */
export function markdownView(text: string, context: ViewContext): DocumentFragment {
  return fragment(readMarkdown(text), context);
}

/** Text for a place with one line, such as a title. */
export function lineView(text: string, context: ViewContext): DocumentFragment {
  return fragment(readLine(text), context);
}

function fragment(nodes: readonly MarkdownNode[], context: ViewContext): DocumentFragment {
  const made = document.createDocumentFragment();
  made.append(...nodes.map((node) => nodeView(node, context)));
  return made;
}

function nodeView(node: MarkdownNode, context: ViewContext): Node | string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return el('br');
    case 'bold':
      return el('strong', {}, fragment(node.children, context));
    case 'italic':
      return el('em', {}, fragment(node.children, context));
    case 'underline':
      return el('u', {}, fragment(node.children, context));
    case 'strike':
      return el('s', {}, fragment(node.children, context));
    case 'quote':
      return el('discord-quote', {}, fragment(node.children, context));
    case 'small':
      return el('small', { class: 'subtext' }, fragment(node.children, context));
    case 'spoiler':
      return spoilerView(fragment(node.children, context));
    case 'code':
      return el('code', {}, node.text);
    case 'codeBlock':
      return el('pre', { tabindex: 0 }, el('code', {}, node.text));
    case 'heading':
      return el('p', { class: `heading heading-${node.level}` }, fragment(node.children, context));
    case 'list': {
      const items = node.items.map((item) => el('li', {}, fragment(item, context)));
      return node.start === undefined ? el('ul', {}, ...items) : el('ol', { start: node.start }, ...items);
    }
    case 'link':
      return el(
        'a',
        { href: safeLink(node.href), target: '_blank', rel: 'noopener noreferrer' },
        fragment(node.children, context),
      );
    case 'mention':
      return mentionView(node.what, node.id, context);
    case 'command':
      return linkView('slash', node.name, () => context.typeCommand(node.name));
    case 'everyone':
      return el('discord-mention', { type: 'role' }, node.name);
    case 'emoji':
      return emojiView(node);
    case 'time':
      return timeView(node.seconds, node.style, context);
  }
}

function mentionView(what: 'user' | 'role' | 'channel', id: string, { state, openChannel }: ViewContext): HTMLElement {
  if (what === 'channel') {
    const channel = state.channels.get(id);
    if (!channel) return el('discord-mention', { type: 'channel' }, 'unknown');
    return linkView('channel', channelName(channel), () => openChannel(id));
  }
  const user = state.users.get(id);
  const name = what === 'role' ? state.roles.get(id)?.name : user && nameOf(user);
  return el('discord-mention', { type: what }, (name ?? 'unknown').replace(/^@/, ''));
}

/** A mention that can be clicked: a button, because the library's element cannot be reached by keyboard. */
function linkView(type: 'channel' | 'slash', name: string, onclick: () => void): HTMLElement {
  return button({ class: 'textual', onclick }, el('discord-mention', { type }, name));
}

function timeView(seconds: number, style: string, { nowMs, locale }: ViewContext): HTMLElement {
  return el(
    'time',
    {
      class: 'moment',
      datetime: new Date(seconds * 1000).toISOString(),
      title: momentText(seconds, 'F', nowMs(), locale),
      lang: locale,
      'data-seconds': seconds,
      'data-style': style,
    },
    momentText(seconds, style, nowMs(), locale),
  );
}

/** Updates every relative time on the page. */
export function refreshMoments(nowMs: number): void {
  for (const time of document.querySelectorAll<HTMLElement>('time[data-style="R"]')) {
    const text = momentText(Number(time.dataset.seconds), 'R', nowMs, time.lang);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** A spoiler that opens by keyboard and is not read out before; the library's element only hides its colours. */
function spoilerView(children: DocumentFragment): HTMLElement {
  const inner = el('span', { inert: true }, children);
  const show = () => {
    inner.inert = false;
    spoiler.activated = true;
    for (const name of ['role', 'tabindex', 'aria-label']) spoiler.removeAttribute(name);
  };
  const spoiler = el(
    'discord-spoiler',
    {
      role: 'button',
      tabindex: 0,
      'aria-label': 'Spoiler: press to show it',
      onclick: show,
      onkeydown: (event) => {
        const { key } = event as KeyboardEvent;
        if (key !== 'Enter' && key !== ' ') return;
        event.preventDefault();
        show();
      },
    },
    inner,
  );
  return spoiler;
}
