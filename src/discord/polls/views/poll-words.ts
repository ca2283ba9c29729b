import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { plain } from '../../contract/markdown.ts';
import { emojiText } from '../../elements/controls.ts';

/** How polls and their contestants are named in sentences. */

/** The poll's title, escaped for a sentence. */
export function titleText(poll: Pick<Poll, 'title'>, language: string): string {
  return plain(inLanguage(poll.title, language));
}

export function contestantText(poll: Poll, contestantId: string, language: string): string {
  const contestant = poll.contestants.find(({ id }) => id === contestantId);
  return contestant ? `${emojiText(contestant.emoji)} **${plain(inLanguage(contestant.names, language))}**` : '';
}

/** The address of its message; undefined while there is none. */
export function pollLink({
  guildId,
  channelId,
  message,
}: Pick<Poll, 'guildId' | 'channelId' | 'message'>): string | undefined {
  return message.id === undefined ? undefined : `https://discord.com/channels/${guildId}/${channelId}/${message.id}`;
}

/** The title, as a link to the poll's message if there is one. */
export function linkedTitle(poll: Pick<Poll, 'title' | 'guildId' | 'channelId' | 'message'>, language: string): string {
  return linked(titleText(poll, language), pollLink(poll));
}

/** @param title escaped for a sentence */
export function linked(title: string, link: string | undefined): string {
  return link === undefined ? title : `[${title}](${link})`;
}

/** A sentence about a poll, with a link to its message below. */
export function withPollLink(sentence: string, poll: Pick<Poll, 'guildId' | 'channelId' | 'message'>): string {
  const link = pollLink(poll);
  return link === undefined ? sentence : `${sentence}\n-# ${link}`;
}
