import { button, el } from '../elements/dom.ts';
import { type Channel, channelTypes } from '../wire/shapes.ts';
import { type ChatState, channelName, channelTree, directChannels } from '../wire/state.ts';

export interface ChannelListParts {
  readonly state: ChatState;
  readonly current: string | undefined;
  readonly unread: ReadonlySet<string>;
  readonly calling: ReadonlySet<string>;
  open(channelId: string): void;
  /** Opens the direct messages with the bot; absent when there is no bot. */
  readonly openBot: (() => void) | undefined;
}

/** The server's channels with their threads, and direct messages. */
export function showChannels(nav: HTMLElement, parts: ChannelListParts): void {
  const { state, openBot } = parts;
  const entry = (channel: Channel, isThread = false) => channelEntry(channel, isThread, parts);
  const focused = nav.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.key
    : undefined;
  const directs = directChannels(state);
  nav.replaceChildren(
    el('h2', { class: 'list-title' }, 'Channels'),
    el(
      'ul',
      {},
      ...channelTree(state).flatMap(({ channel, threads }) => [
        entry(channel),
        ...threads.map((thread) => entry(thread, true)),
      ]),
    ),
    el('h2', { class: 'list-title' }, 'Direct messages'),
    el(
      'ul',
      {},
      ...directs.map((channel) => entry(channel)),
      directs.length === 0 &&
        openBot !== undefined &&
        el('li', {}, button({ class: 'channel', onclick: openBot }, 'Write to the bot')),
    ),
  );
  if (focused !== undefined) nav.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

export function channelSign({ type }: Channel): string {
  if (type === channelTypes.direct) return '@';
  if (type === channelTypes.announcement) return '⚑';
  return (channelTypes.threads as readonly number[]).includes(type) ? '↳' : '#';
}

function channelEntry(channel: Channel, isThread: boolean, parts: ChannelListParts): HTMLElement {
  const { current, unread, calling } = parts;
  const isUnread = unread.has(channel.id);
  const classes = ['channel', isThread && 'of-thread', isUnread && 'unread'];
  return el(
    'li',
    {},
    button(
      {
        class: classes.filter(Boolean).join(' '),
        'aria-current': channel.id === current ? 'page' : undefined,
        'data-key': `channel/${channel.id}`,
        onclick: () => parts.open(channel.id),
      },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, channelSign(channel)),
      el('span', { class: 'channel-name' }, channelName(channel)),
      isUnread &&
        el(
          'span',
          { class: calling.has(channel.id) ? 'badge calling' : 'badge' },
          calling.has(channel.id) ? '@' : 'new',
        ),
    ),
  );
}
