import { type Message, messageFlags, type User } from '../wire/shapes.ts';
import { NOTICE_TYPE } from './message-view.ts';

/** Ids carry the time they were made, in milliseconds since then. https://docs.discord.com/developers/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000n;

/** A message of the page itself, in its place among a channel's messages. */
export function noticeOf(channelId: string, text: string, nowMs: number): Message {
  const author: User = { id: '0', username: 'clyde', global_name: 'This page', bot: false };
  return {
    id: ((BigInt(nowMs) - EPOCH_MS) << 22n).toString(),
    type: NOTICE_TYPE,
    channel_id: channelId,
    author,
    content: text,
    timestamp: new Date(nowMs).toISOString(),
    edited_timestamp: null,
    flags: messageFlags.ephemeral,
    embeds: [],
    attachments: [],
    mentions: [],
  };
}
