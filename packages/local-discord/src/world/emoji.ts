import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import { userJson } from './account-json.ts';
import type { Account, Channel, CustomEmoji, Reaction } from './model.ts';
import { rightsIn, type Store } from './store.ts';

/** https://docs.discord.com/developers/resources/emoji#emoji-object */
export function emojiJson(emoji: CustomEmoji): Json {
  return {
    id: emoji.id,
    name: emoji.name,
    roles: [...emoji.roleIds],
    user: userJson(emoji.creator),
    require_colons: true,
    managed: false,
    animated: emoji.animated,
    available: true,
  };
}

/**
 * Whether an account may put a custom emoji into something new in a channel: its own application's, its server's (where
 * it has one of the emoji's roles), or another server's that it is in, with Use External Emojis.
 * https://docs.discord.com/developers/resources/emoji#emoji-object-applicationowned-emoji, and
 * https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags USE_EXTERNAL_EMOJIS
 */
export function mayUseEmoji(store: Store, account: Account, channel: Channel | undefined, id: string): boolean {
  const emoji = store.emojis.get(id);
  if (!emoji) return false;
  if (emoji.applicationId !== undefined) return emoji.applicationId === account.id;
  const member = store.guilds.get(emoji.guildId ?? '')?.members.get(account.id);
  if (!member) return false;
  if (emoji.roleIds.size > 0 && ![...emoji.roleIds].some((role) => member.roleIds.has(role))) return false;
  if (!channel || channel.guildId === emoji.guildId || channel.guildId === undefined) return true;
  return (rightsIn(store, account, channel) & P.UseExternalEmojis) !== 0n;
}

/**
 * An emoji of a reaction, with its present name. A deleted custom emoji has none.
 * https://docs.discord.com/developers/resources/emoji#emoji-object-custom-emoji-examples
 */
export function emojiToday(store: Store, emoji: Reaction['emoji']): Json {
  if (emoji.id === null) return { id: null, name: emoji.name };
  const known = store.emojis.get(emoji.id);
  return { id: emoji.id, name: known?.name ?? null, ...(known?.animated ? { animated: true } : {}) };
}

export function tellEmojis(store: Store, guildId: string): void {
  const guild = store.guilds.get(guildId);
  if (!guild) return;
  const emojis = emojisOf(store, { guildId }).map(emojiJson);
  store.events.emit({
    name: 'GUILD_EMOJIS_UPDATE',
    data: () => ({ guild_id: guildId, emojis }),
    audience: { kind: 'guild', guildId },
  });
}

/** The emoji of a server or an application, oldest first. */
export function emojisOf(store: Store, owner: { guildId?: string; applicationId?: string }): CustomEmoji[] {
  return [...store.emojis.values()].filter(
    (emoji) => emoji.guildId === owner.guildId && emoji.applicationId === owner.applicationId,
  );
}
