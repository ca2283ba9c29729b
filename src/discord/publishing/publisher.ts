import { DiscordAPIError, type REST } from 'discord.js';
import {
  type APIMessage,
  type APIUser,
  ComponentType,
  type RESTGetAPIChannelMessageReactionUsersQuery,
  type RESTGetAPIChannelResult,
  type RESTGetAPIGuildMemberResult,
  Routes,
} from 'discord-api-types/v10';
import type { Language, Say } from '../../i18n/sentences.ts';
import type { Done, OwnMessage, Publisher, Reactors, Sent } from '../../services/publisher.ts';
import { type MessageBody, messagePayload } from '../message.ts';
import { refusalOf } from '../refusals.ts';
import { render } from './render.ts';

/** Largest pages Discord gives: of reactions, and of messages. */
const PAGE = 100;
/** How far back a post is looked for: far more than a channel holds between an attempt and the next start. */
const MOST_PAGES = 50;
const DISCORD_EPOCH_MS = 1_420_070_400_000;

export function createPublisher(parts: {
  rest: REST;
  /** The bot's own user id, known before anything is published. */
  ownId: () => string;
  sayIn: (language: Language) => Say;
}): Publisher {
  const { rest, ownId, sayIn } = parts;

  return {
    async send(channelId, message, nonce): Promise<Sent> {
      const body = { ...messagePayload(render(message, sayIn)), nonce, enforce_nonce: true };
      try {
        const sent = (await rest.post(Routes.channelMessages(channelId), { body })) as APIMessage;
        return { kind: 'sent', messageId: sent.id };
      } catch (error) {
        return refusalOf(error);
      }
    },

    edit: (channelId, messageId, message) =>
      done(rest.patch(Routes.channelMessage(channelId, messageId), { body: messagePayload(render(message, sayIn)) })),

    async findOwn(channelId, message, sinceMs): Promise<OwnMessage> {
      const mark = firstButtonId(render(message, sayIn));
      if (mark === undefined) throw new Error(`A public ${message.kind} message has no button to know it by`);
      try {
        return await search(channelId, mark, sinceMs);
      } catch (error) {
        return refusalOf(error);
      }
    },

    react: (channelId, messageId, emoji) =>
      done(rest.put(Routes.channelMessageOwnReaction(channelId, messageId, encodeURIComponent(emoji)))),

    takeOffReaction: (channelId, messageId, emoji, userId) =>
      done(rest.delete(Routes.channelMessageUserReaction(channelId, messageId, encodeURIComponent(emoji), userId))),

    async reactors(channelId, messageId, emoji): Promise<Reactors> {
      const users = new Map<string, APIUser>();
      try {
        // 0 = plain, 1 = super: https://discord.com/developers/docs/resources/message#get-reactions
        for (const type of [0, 1])
          for await (const user of reactionPages(channelId, messageId, emoji, type)) users.set(user.id, user);
      } catch (error) {
        const refused = refusalOf(error);
        // Nobody has this reaction, not even the bot: someone cleared it.
        if (error instanceof DiscordAPIError && error.code === 10014) return { kind: 'read', userIds: [], own: false };
        return refused;
      }
      const people = [...users.values()].filter((user) => user.bot !== true).map((user) => user.id);
      return { kind: 'read', userIds: people, own: users.has(ownId()) };
    },

    async memberRoles(guildId, userId) {
      try {
        return ((await rest.get(Routes.guildMember(guildId, userId))) as RESTGetAPIGuildMemberResult).roles;
      } catch (error) {
        if (error instanceof DiscordAPIError && error.status === 404) return undefined;
        throw error;
      }
    },
  };

  async function* reactionPages(channelId: string, messageId: string, emoji: string, type: number) {
    let after = '0';
    while (true) {
      const query: RESTGetAPIChannelMessageReactionUsersQuery = { type, limit: PAGE, after };
      const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji));
      const page = (await rest.get(route, {
        query: new URLSearchParams(Object.entries(query).map(pair)),
      })) as APIUser[];
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.id;
    }
  }

  async function search(channelId: string, mark: string, sinceMs: number): Promise<OwnMessage> {
    let after = (BigInt(Math.max(0, sinceMs - DISCORD_EPOCH_MS)) << 22n).toString();
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), after });
      const messages = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
      const own = messages.find((message) => message.author.id === ownId() && buttonIds(message).includes(mark));
      if (own !== undefined) return { kind: 'found', messageId: own.id };
      if (page === 0 && messages.length === 0) return await whyEmpty(channelId, after);
      if (messages.length < PAGE) return { kind: 'absent' };
      after = newestId(messages);
    }
    return { kind: 'absent' };
  }

  /** Nothing since then, or nothing that may be read: the channel itself tells whether it has newer messages. */
  async function whyEmpty(channelId: string, after: string): Promise<OwnMessage> {
    const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult;
    const last = 'last_message_id' in channel ? channel.last_message_id : undefined;
    const hasNewer = last !== undefined && last !== null && BigInt(last) > BigInt(after);
    return hasNewer ? { kind: 'cannot-look' } : { kind: 'absent' };
  }
}

function newestId(messages: readonly APIMessage[]): string {
  let newest = 0n;
  for (const message of messages) if (BigInt(message.id) > newest) newest = BigInt(message.id);
  return newest.toString();
}

async function done(request: Promise<unknown>): Promise<Done> {
  try {
    await request;
    return { kind: 'done' };
  } catch (error) {
    return refusalOf(error);
  }
}

function pair([key, value]: [string, unknown]): [string, string] {
  return [key, String(value)];
}

function firstButtonId(body: MessageBody): string | undefined {
  return buttonIds({ components: body.components ?? [] })[0];
}

function buttonIds(message: { readonly components?: APIMessage['components'] | MessageBody['components'] }): string[] {
  return (message.components ?? []).flatMap((row) =>
    row.type !== ComponentType.ActionRow
      ? []
      : row.components.flatMap((component) =>
          component.type === ComponentType.Button && 'custom_id' in component ? [component.custom_id] : [],
        ),
  );
}
