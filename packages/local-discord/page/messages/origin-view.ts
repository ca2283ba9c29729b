import { type Child, el } from '../elements/dom.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { plainText } from '../markdown/markdown-nodes.ts';
import { type Message, nameOf } from '../wire/shapes.ts';
import { avatarOf } from './avatar.ts';
import type { ViewContext } from './view-context.ts';

const types = { reply: 19, command: 20 } as const;

/** What a message answers: a command or another message. */
export function originView(message: Message, { state }: ViewContext): Child {
  const { interaction_metadata: origin, message_reference: reference } = message;
  if (message.type === types.command && origin) {
    const { user, name = '' } = origin;
    return el('discord-command', {
      slot: 'reply',
      author: nameOf(user),
      avatar: avatarOf(user),
      command: `/${name}`,
    });
  }
  if (message.type !== types.reply || reference?.message_id === undefined) return undefined;
  const earlier = state.messages.get(message.channel_id)?.get(reference.message_id);
  if (!earlier) return el('discord-reply', { slot: 'reply', deleted: true });
  const about = plainText(readMarkdown(earlier.content || (earlier.embeds[0]?.title ?? '')));
  return el(
    'discord-reply',
    {
      slot: 'reply',
      author: nameOf(earlier.author),
      avatar: avatarOf(earlier.author),
      bot: earlier.author.bot === true,
    },
    about.replace(/\s+/g, ' ').slice(0, 80),
  );
}
