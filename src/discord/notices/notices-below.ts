import type { Call, Command } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { noticesText } from './views/notice-message.ts';

/** Discord's limits for a message: 2,000 characters, and five rows of buttons and selects. */
const LONGEST = 2_000;
const MOST_ROWS = 5;

/**
 * Answers a moderator's command, with pending notices added below where the server has no channel for them. The notices
 * count as told once the answer is sent; those that do not fit wait for the next one.
 */
export async function replyTelling(
  call: Pick<Call, 'services' | 'asker' | 'say'> & { readonly by: Command['by'] | undefined },
  body: MessageBody,
  reply: (body: MessageBody) => Promise<void>,
): Promise<void> {
  const { services, asker, say } = call;
  const { guildId } = asker.place;
  const pending = call.by === 'moderators' && guildId !== undefined ? services.notices.pending(guildId) : [];
  if (guildId === undefined || pending.length === 0) return reply(body);
  const own = body.components ?? [];
  const channelId = services.notices.channelOf(guildId);
  const { text, told, components } = noticesText(pending, { channelId, rowsLeft: MOST_ROWS - own.length, say });
  const content = [body.content, text].filter((part) => part !== undefined && part !== '').join('\n\n');
  if (content.length > LONGEST || told.length === 0) return reply(body);
  await reply({ ...body, content, components: [...own, ...components] });
  await services.notices.told(guildId, told);
}
