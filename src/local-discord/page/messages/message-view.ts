import { button, type Child, el } from '../elements/dom.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { plainText } from '../markdown/markdown-nodes.ts';
import { type Message, messageFlags, nameOf, type User } from '../wire/shapes.ts';
import { callsMe } from '../wire/state.ts';
import { componentView } from './component-view.ts';
import { attachmentView, embedView } from './embed-view.ts';
import { markdownView } from './markdown-view.ts';
import { reactionsView } from './reaction-view.ts';
import type { ViewContext } from './view-context.ts';

/** Messages of the page itself, such as that a command got no answer. */
export const NOTICE_TYPE = -1;
const SYSTEM_TEXTS: Readonly<Record<number, string>> = {
  6: 'pinned a message to this channel.',
  18: 'started a thread:',
  12: 'follows another channel here.',
};

/** @param isFirst whether it stands by itself; else it belongs to the one above, by the same author */
export function messageView(message: Message, isFirst: boolean, context: ViewContext): HTMLElement {
  const flags = message.flags ?? 0;
  const isPrivate = (flags & messageFlags.ephemeral) !== 0 || message.type === NOTICE_TYPE;
  const failure = context.failureOn(message.id);
  const classes = [
    'message',
    isFirst ? 'first' : 'further',
    isPrivate && 'private',
    callsMe(context.state, message) && 'calls-me',
  ];
  return el(
    'li',
    { class: classes.filter(Boolean).join(' '), 'data-message': message.id },
    originView(message, context),
    isFirst ? avatarView(message.author) : el('span', { class: 'gutter' }, timeText(message, context)),
    el(
      'div',
      { class: 'body' },
      isFirst && headView(message, context),
      ...contentViews(message, context),
      ...(message.components ?? []).map((component) => componentView(component, message, context)),
      failure !== undefined && el('p', { class: 'failure', role: 'alert' }, failure),
      reactionsView(message, context),
      message.thread &&
        button(
          { class: 'thread', onclick: () => context.openChannel(message.thread?.id ?? '') },
          `↳ ${message.thread.name ?? 'Thread'} ›`,
        ),
      isPrivate && privateLine(message, context),
    ),
    !isPrivate && toolbar(message, context),
  );
}

/** What a screen reader is told of a message that has just come. */
export function spokenText(message: Message): string {
  const [embed] = message.embeds;
  const text = [message.content, embed?.title, embed?.description].filter(Boolean).join('. ');
  return `${nameOf(message.author)}: ${plainText(readMarkdown(text)).slice(0, 300)}`;
}

export function avatarView(user: User): HTMLElement {
  const hue = [...user.id].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7);
  const avatar = el('span', { class: 'avatar', 'aria-hidden': 'true' }, [...nameOf(user)][0]?.toUpperCase());
  avatar.style.backgroundColor = `hsl(${(hue * 137) % 360} 45% 42%)`;
  return avatar;
}

function headView(message: Message, context: ViewContext): HTMLElement {
  return el(
    'p',
    { class: 'head' },
    el('strong', { class: 'author' }, nameOf(message.author)),
    message.author.bot === true && el('span', { class: 'app' }, 'APP'),
    el('time', { datetime: message.timestamp }, dayText(message.timestamp, context.locale)),
  );
}

function contentViews(message: Message, context: ViewContext): Child[] {
  if (((message.flags ?? 0) & messageFlags.loading) !== 0) {
    return [
      el(
        'p',
        { class: 'thinking' },
        `${nameOf(message.author)} is thinking`,
        el('span', { class: 'dots', 'aria-hidden': 'true' }, '…'),
      ),
    ];
  }
  const system = SYSTEM_TEXTS[message.type];
  const text = system === undefined ? message.content : `${nameOf(message.author)} ${system} ${message.content}`;
  return [
    text !== '' &&
      el(
        'div',
        { class: 'markdown' },
        markdownView(text, context),
        message.edited_timestamp !== null &&
          message.author.bot !== true &&
          el('small', { class: 'edited' }, ' (edited)'),
      ),
    ...message.attachments.map(attachmentView),
    ...message.embeds.map((embed) => embedView(embed, context)),
  ];
}

/** What a message came of: a command, or the message it answers. */
function originView(message: Message, { state }: ViewContext): Child {
  const { interaction_metadata: origin, message_reference: reference } = message;
  if (message.type === 20 && origin) {
    return el('p', { class: 'origin' }, `${nameOf(origin.user)} used `, el('b', {}, `/${origin.name ?? ''}`));
  }
  if (message.type !== 19 || reference?.message_id === undefined) return undefined;
  const earlier = state.messages.get(message.channel_id)?.get(reference.message_id);
  if (!earlier) return el('p', { class: 'origin' }, '↱ an earlier message');
  const about = plainText(readMarkdown(earlier.content || (earlier.embeds[0]?.title ?? '')));
  return el('p', { class: 'origin' }, '↱ ', el('b', {}, nameOf(earlier.author)), ` ${about.slice(0, 80)}`);
}

function privateLine(message: Message, context: ViewContext): HTMLElement {
  return el(
    'p',
    { class: 'only-you' },
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
    { class: 'toolbar' },
    tool('react', 'Add a reaction', '☺', (anchor) => context.pickReaction(message, anchor)),
    tool('apps', 'Apps', '⋯', (anchor) => context.openApps(message, anchor)),
  );
}

function timeText(message: Message, { locale }: ViewContext): string {
  return new Date(message.timestamp).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}

function dayText(timestamp: string, locale: string): string {
  const at = new Date(timestamp);
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString(locale)} ${time}`;
}
