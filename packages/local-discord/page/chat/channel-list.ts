import { button, byId, el } from '../elements/dom.ts';
import { type Channel, channelTypes } from '../wire/shapes.ts';
import { type ChatState, channelName, channelTree, directChannels } from '../wire/state.ts';
import type { Unread } from './unread.ts';

export interface ChannelListParts {
  readonly state: ChatState;
  readonly current: string | undefined;
  readonly unread: Unread;
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

/** Shows everywhere on the page which channel is open. */
export function showHeading(channel: Channel, guildName: string | undefined): void {
  const sign = channelSign(channel);
  const name = channelName(channel);
  byId('channel-title').textContent = `${sign} ${name}`;
  (byId('box') as HTMLTextAreaElement).placeholder = `Message ${sign}${name}, or / for a command`;
  document.title = `${sign}${name} · ${guildName ?? 'Rehearsal'}`;
  byId('guild-name').textContent = guildName ?? '';
}

function channelSign({ type }: Channel): string {
  if (type === channelTypes.direct) return '@';
  if (type === channelTypes.announcement) return '⚑';
  return (channelTypes.threads as readonly number[]).includes(type) ? '↳' : '#';
}

function channelEntry(channel: Channel, isThread: boolean, parts: ChannelListParts): HTMLElement {
  const { current, unread } = parts;
  const isUnread = unread.channels.has(channel.id);
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
          { class: unread.calling.has(channel.id) ? 'badge calling' : 'badge' },
          unread.calling.has(channel.id) ? '@' : 'new',
        ),
    ),
  );
}
