import { button, type Child, el } from '../elements/dom.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { plainText } from '../markdown/markdown-nodes.ts';
import { type Component, type Message, messageFlags, nameOf } from '../wire/shapes.ts';
import { callsMe } from '../wire/state.ts';
import { avatarOf } from './avatar.ts';
import { componentView } from './component-view.ts';
import { attachmentView, embedView } from './embed-view.ts';
import { markdownView } from './markdown-view.ts';
import { originView } from './origin-view.ts';
import { reactionsView } from './reaction-view.ts';
import type { ViewContext } from './view-context.ts';

/** The type for messages of the page itself, such as “no answer to the command”. */
export const NOTICE_TYPE = -1;
/** Discord's own messages in a channel, with their signs. */
const SYSTEM_MESSAGES: Readonly<Record<number, { readonly sign: 'pin' | 'join' | 'thread'; readonly text: string }>> = {
  6: { sign: 'pin', text: 'pinned a message to this channel.' },
  12: { sign: 'join', text: 'follows another channel here:' },
  18: { sign: 'thread', text: 'started a thread:' },
};

/** @param isFirst false if it follows a message of the same author */
export function messageView(message: Message, isFirst: boolean, context: ViewContext): HTMLElement {
  const isPrivate = ((message.flags ?? 0) & messageFlags.ephemeral) !== 0 || message.type === NOTICE_TYPE;
  const classes = ['message', isFirst && 'first', isPrivate && 'private'];
  return el(
    'li',
    { class: classes.filter(Boolean).join(' '), 'data-message': message.id },
    message.type in SYSTEM_MESSAGES
      ? systemMessageView(message, context)
      : writtenMessageView(message, isFirst, isPrivate, context),
  );
}

function systemMessageView(message: Message, context: ViewContext): HTMLElement {
  const { sign, text } = SYSTEM_MESSAGES[message.type] ?? {};
  return el(
    'discord-system-message',
    { type: sign, timestamp: timeText(message.timestamp, context.locale) },
    `${nameOf(message.author)} ${text} `,
    markdownView(message.content, context),
    threadView(message, context),
  );
}

function writtenMessageView(message: Message, isFirst: boolean, isPrivate: boolean, context: ViewContext): HTMLElement {
  const { author } = message;
  const failure = context.failureOn(message.id);
  return el(
    'discord-message',
    {
      author: nameOf(author),
      avatar: avatarOf(author),
      bot: author.bot === true,
      edited: message.edited_timestamp !== null && author.bot !== true,
      highlight: callsMe(context.state, message),
      'message-body-only': !isFirst,
      timestamp: timeText(message.timestamp, context.locale),
    },
    originView(message, context),
    ...contentViews(message, context),
    el(
      'div',
      { slot: 'components', class: 'components' },
      ...(message.components ?? []).map((component) => componentView(component, message, context)),
      failure !== undefined && el('p', { class: 'failure', role: 'alert' }, failure),
    ),
    reactionsView(message, context),
    threadView(message, context),
    isPrivate ? privateLine(message, context) : toolbar(message, context),
  );
}

/** The text for a screen reader when a message has arrived. */
export function spokenText(message: Message): string {
  const [embed] = message.embeds;
  const laidOut = (message.components ?? []).flatMap(textsIn);
  const text = [message.content, embed?.title, embed?.description, ...laidOut].filter(Boolean).join('. ');
  return `${nameOf(message.author)}: ${plainText(readMarkdown(text)).slice(0, 300)}`;
}

/** The texts of layout components. */
function textsIn({ content, components = [] }: Component): string[] {
  return [...(content === undefined ? [] : [content]), ...components.flatMap(textsIn)];
}

function contentViews(message: Message, context: ViewContext): Child[] {
  if (((message.flags ?? 0) & messageFlags.loading) !== 0) {
    const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, '…');
    return [el('span', { class: 'thinking' }, `${nameOf(message.author)} is thinking`, dots)];
  }
  const { content, attachments, embeds } = message;
  return [
    content !== '' && el('div', { class: 'markdown' }, markdownView(content, context)),
    attachments.length > 0 && el('discord-attachments', { slot: 'attachments' }, ...attachments.map(attachmentView)),
    ...embeds.map((embed) => embedView(embed, context)),
  ];
}

function threadView({ thread }: Message, context: ViewContext): Child {
  return (
    thread &&
    button(
      { slot: 'thread', class: 'thread', onclick: () => context.openChannel(thread.id) },
      el('discord-thread', { name: thread.name ?? 'Thread', cta: 'See thread' }),
    )
  );
}

function privateLine(message: Message, context: ViewContext): HTMLElement {
  return el(
    'p',
    { slot: 'thread', class: 'only-you' },
    'Only you can see this · ',
    button(
      { class: 'textual', 'data-key': `${message.id}/dismiss`, onclick: () => context.dismiss(message) },
      'Dismiss message',
    ),
  );
}

function toolbar(message: Message, context: ViewContext): HTMLElement {
  const tool = (key: string, label: string, text: string, act: (anchor: HTMLElement) => void) =>
    button(
      {
        'aria-label': label,
        title: label,
        'data-key': `${message.id}/${key}`,
        onclick: (event) => act(event.currentTarget as HTMLElement),
      },
      text,
    );
  return el(
    'div',
    { slot: 'thread', class: 'toolbar' },
    tool('react', 'Add a reaction', '☺', (anchor) => context.pickReaction(message, anchor)),
    tool('apps', 'Apps', '⋯', (anchor) => context.openApps(message, anchor)),
  );
}

function timeText(timestamp: string, locale: string): string {
  const at = new Date(timestamp);
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString(locale)} ${time}`;
}
