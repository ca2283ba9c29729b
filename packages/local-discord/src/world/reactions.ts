import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { compareIds, isSnowflake } from '../snowflakes.ts';
import { isUnicodeEmoji } from '../validation/unicode-emoji.ts';
import { memberWithUserJson } from './account-json.ts';
import { emojiToday, mayUseEmoji } from './emoji.ts';
import { messageEvent } from './messages.ts';
import type { Account, Channel, Message, Reaction } from './model.ts';
import { demand, rightsIn, type Store } from './store.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json 30010 */
const KINDS_LIMIT = 20;

/**
 * Adds an account's own reaction; adding it twice does nothing. An account that may not add reactions may still use one
 * that is there. https://docs.discord.com/developers/resources/message#create-reaction
 */
export function addReaction(
  store: Store,
  account: Account,
  channel: Channel,
  message: Message,
  emojiText: string,
  burst = false,
): void {
  if (channel.thread?.archived) throw refuse.threadArchived();
  const emoji = readEmoji(emojiText);
  demand(store, account, channel, P.ReadMessageHistory);
  const key = keyOf(emoji);
  const there = message.reactions.get(key);
  if (!there) {
    if (!(rightsIn(store, account, channel) & P.AddReactions)) throw refuse.missingPermissions();
    if (emoji.id !== null && !mayUseEmoji(store, account, channel, emoji.id)) throw refuse.unknownEmoji();
    if (message.reactions.size >= KINDS_LIMIT) throw refuse.tooManyReactions();
  }
  const reaction: Reaction = there ?? { emoji, normal: new Set(), burst: new Set() };
  message.reactions.set(key, reaction);
  const users = burst ? reaction.burst : reaction.normal;
  if (users.has(account.id)) return;
  users.add(account.id);
  sortedOnce.delete(users);

  const member = message.guildId === undefined ? undefined : store.guilds.get(message.guildId)?.members.get(account.id);
  store.events.emit(
    messageEvent(store, 'MESSAGE_REACTION_ADD', message, () => ({
      ...aboutReaction(store, account.id, message, reaction, burst),
      message_author_id: message.author.id,
      ...(burst ? { burst_colors: ['#ffffff'] } : {}),
      ...(member ? { member: memberWithUserJson(member) } : {}),
    })),
  );
}

/**
 * Removes an account's reaction, the actor's own or (with Manage Messages) another's; throws Unknown Emoji when it is
 * not there.
 */
export function removeReaction(
  store: Store,
  actor: Account,
  channel: Channel,
  message: Message,
  emojiText: string,
  ownerId: string,
  burst?: boolean,
): void {
  if (channel.thread?.archived) throw refuse.threadArchived();
  if (ownerId !== actor.id) demand(store, actor, channel, P.ManageMessages);
  const emoji = readEmoji(emojiText);
  const reaction = message.reactions.get(keyOf(emoji));
  if (!reaction) throw refuse.unknownEmoji();
  const kinds = burst === undefined ? [false, true] : [burst];
  for (const isBurst of kinds) {
    const users = isBurst ? reaction.burst : reaction.normal;
    if (!users.delete(ownerId)) continue;
    sortedOnce.delete(users);
    store.events.emit(
      messageEvent(store, 'MESSAGE_REACTION_REMOVE', message, () =>
        aboutReaction(store, ownerId, message, reaction, isBurst),
      ),
    );
  }
  if (reaction.normal.size + reaction.burst.size === 0) message.reactions.delete(keyOf(emoji));
}

/** Removes all reactions, or all with one emoji. Needs Manage Messages. */
export function clearReactions(
  store: Store,
  actor: Account,
  channel: Channel,
  message: Message,
  emojiText?: string,
): void {
  demand(store, actor, channel, P.ManageMessages);
  if (channel.thread?.archived) throw refuse.threadArchived();
  const about = placeOf(message);
  if (emojiText === undefined) {
    message.reactions.clear();
    store.events.emit(messageEvent(store, 'MESSAGE_REACTION_REMOVE_ALL', message, () => about));
    return;
  }
  const key = keyOf(readEmoji(emojiText));
  const reaction = message.reactions.get(key);
  if (!reaction) throw refuse.unknownEmoji();
  message.reactions.delete(key);
  store.events.emit(
    messageEvent(store, 'MESSAGE_REACTION_REMOVE_EMOJI', message, () => ({
      ...about,
      emoji: emojiToday(store, reaction.emoji),
    })),
  );
}

/** The ids of those who reacted with an emoji, in ascending order, after a given id. */
export function reactors(
  message: Message,
  emojiText: string,
  { burst, after, limit }: { burst: boolean; after?: string; limit: number },
): string[] {
  const reaction = message.reactions.get(keyOf(readEmoji(emojiText)));
  if (!reaction) return [];
  const ids = sorted(burst ? reaction.burst : reaction.normal);
  const start = after === undefined ? 0 : firstAfter(ids, after);
  return ids.slice(start, start + limit);
}

/** Sorted ids, held until they change: sorting twenty thousand for each page of a hundred would be quadratic. */
const sortedOnce = new WeakMap<ReadonlySet<string>, readonly string[]>();

function sorted(users: ReadonlySet<string>): readonly string[] {
  const ids = sortedOnce.get(users) ?? [...users].sort(compareIds);
  sortedOnce.set(users, ids);
  return ids;
}

function firstAfter(ids: readonly string[], after: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(ids[middle] ?? '', after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Reads `name:id` of a custom emoji (only the id counts) or one Unicode emoji; throws Unknown Emoji for anything else.
 * https://docs.discord.com/developers/resources/message#create-reaction
 */
function readEmoji(text: string): Reaction['emoji'] {
  const own = /^(?:a:)?(\w{2,32}):(\d+)$/.exec(text);
  if (own?.[1] && isSnowflake(own[2])) return { id: own[2] };
  if (!isUnicodeEmoji(text)) throw refuse.unknownEmoji();
  return { id: null, name: text };
}

function keyOf(emoji: Reaction['emoji']): string {
  // ❤ and ❤️ are different reactions: the emoji is kept as it was sent.
  return emoji.id ?? emoji.name;
}

function placeOf(message: Message): Json {
  return {
    message_id: message.id,
    channel_id: message.channelId,
    ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
  };
}

function aboutReaction(store: Store, userId: string, message: Message, reaction: Reaction, burst: boolean): Json {
  return { ...placeOf(message), user_id: userId, emoji: emojiToday(store, reaction.emoji), burst, type: burst ? 1 : 0 };
}
