import { ComponentType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { everyComponent } from '../validation/component-rules.ts';
import type { AllowedMentions } from '../validation/message-rules.ts';
import type { Account, Channel, Mentions } from './model.ts';
import { rightsIn, type Store } from './store.ts';

/**
 * Who is pinged by a message. Without `allowed` every mention in the text counts, with it only what it allows. Roles
 * that are not mentionable, and everyone, also need the author to have Mention Everyone. Text displays ping, embeds do
 * not. https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function mentionsOf(
  store: Store,
  author: Account,
  channel: Channel,
  message: { readonly content: string; readonly components: unknown },
  allowed: AllowedMentions | null | undefined,
): Mentions {
  const texts = everyComponent(message.components).flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [String(component.content)] : [],
  );
  const text = [message.content, ...texts].join('\n');
  const may = (kind: 'users' | 'roles', id: string) =>
    !allowed || allowed.parse?.includes(kind) || (allowed[kind]?.includes(id) ?? false);
  const mayEveryone = (rightsIn(store, author, channel) & P.MentionEveryone) !== 0n;
  const guild = channel.guildId === undefined ? undefined : store.guilds.get(channel.guildId);

  const userIds = idsIn(text, /<@!?(\d+)>/g).filter((id) => store.accounts.has(id) && may('users', id));
  const roleIds = idsIn(text, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role !== undefined && may('roles', id) && (role.mentionable || mayEveryone);
  });
  const everyone =
    /@(everyone|here)\b/.test(text) && mayEveryone && (!allowed || (allowed.parse?.includes('everyone') ?? false));
  return { userIds, roleIds, everyone };
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}
