import { DiscordAPIError, type REST } from '@discordjs/rest';
import { type APIMessage, ComponentType, type RESTGetAPIChannelResult, Routes } from 'discord-api-types/v10';
import type { OwnMessage } from '../../services/publisher.ts';
import { everyComponent } from '../contract/layout.ts';
import type { MessageBody } from '../contract/message.ts';
import { DISCORD_EPOCH_MS } from '../contract/snowflake.ts';

/** The largest page of messages that Discord gives. */
const PAGE = 100;
/** How far back a post is searched: far more than is posted in a channel between an attempt and the next start. */
const MOST_PAGES = 50;

/**
 * The bot's own message with a fitting button id: searched first among the newest, independent of clocks, then from
 * `sinceMs` on. Refusals reject.
 */
export async function findOwnMessage(
  rest: REST,
  look: { channelId: string; ownId: string; carries: (buttonId: string) => boolean; sinceMs: number },
): Promise<OwnMessage> {
  const { channelId, ownId, carries } = look;
  const isOwn = (message: APIMessage) => message.author.id === ownId && buttonIds(message).some(carries);
  const read = async (query: Record<string, string>) =>
    (await rest.get(Routes.channelMessages(channelId), { query: new URLSearchParams(query) })) as APIMessage[];

  const newest = await read({ limit: String(PAGE) });
  if (newest.length === 0) return whyEmpty(rest, channelId);
  const found = newest.find(isOwn);
  if (found !== undefined) return { kind: 'found', messageId: found.id };

  const oldestSeen = newest.reduce(
    (oldest, { id }) => (BigInt(id) < oldest ? BigInt(id) : oldest),
    BigInt(newest[0]?.id ?? 0),
  );
  let after = BigInt(Math.max(0, look.sinceMs - DISCORD_EPOCH_MS)) << 22n;
  for (let page = 0; page < MOST_PAGES && newest.length === PAGE && after < oldestSeen; page += 1) {
    const messages = await read({ limit: String(PAGE), after: after.toString() });
    const own = messages.find(isOwn);
    if (own !== undefined) return { kind: 'found', messageId: own.id };
    const before = after;
    for (const { id } of messages) if (BigInt(id) > after) after = BigInt(id);
    if (messages.length < PAGE || after === before) break;
  }
  return { kind: 'absent' };
}

/**
 * Whether there are no messages, or none may be read: without Read Message History Discord returns an empty list, but
 * refuses a single message. https://discord.com/developers/docs/resources/message#get-channel-messages
 */
async function whyEmpty(rest: REST, channelId: string): Promise<OwnMessage> {
  const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult;
  const last = 'last_message_id' in channel ? channel.last_message_id : undefined;
  if (last === undefined || last === null) return { kind: 'absent' };
  try {
    await rest.get(Routes.channelMessage(channelId, last));
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return { kind: 'absent' };
    if (error instanceof DiscordAPIError && error.status === 403) return { kind: 'cannot-look' };
    throw error;
  }
  return { kind: 'absent' };
}

/** The ids of all buttons, however deeply nested. */
export function buttonIds(message: {
  readonly components?: APIMessage['components'] | MessageBody['components'];
}): string[] {
  return everyComponent(message.components ?? []).flatMap((component) =>
    component.type === ComponentType.Button && 'custom_id' in component ? [String(component.custom_id)] : [],
  );
}
