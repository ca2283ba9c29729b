import { DiscordAPIError, type REST } from 'discord.js';
import {
  type APIMessage,
  type APIUser,
  type RESTGetAPIChannelMessageReactionUsersQuery,
  type RESTGetAPIGuildMemberResult,
  Routes,
} from 'discord-api-types/v10';
import { type Language, languageOf, type Say } from '../../i18n/sentences.ts';
import type { Done, OwnMessage, Publisher, Reactors, Sent } from '../../services/publisher.ts';
import { messageFiles, messagePayload } from '../message.ts';
import { refusalOf } from '../refusals.ts';
import { threadName } from '../views/announcement-message.ts';
import { buttonIds, findOwnMessage } from './find-own.ts';
import { lackingIn } from './lacking.ts';
import { render } from './render.ts';

/** The largest page of reactions that Discord gives. */
const PAGE = 100;
/** “This message has already been crossposted”, “A thread has already been created for this message”. */
const ALREADY_DONE = new Set<number | string>([40033, 160004]);

export function createPublisher(parts: {
  rest: REST;
  /** The bot's own user id, known before anything is published. */
  ownId: () => string;
  sayIn: (language: Language) => Say;
}): Publisher {
  const { rest, ownId, sayIn } = parts;

  return {
    async send(channelId, message, nonce): Promise<Sent> {
      const shown = render(message, sayIn);
      const body = { ...messagePayload(shown), nonce, enforce_nonce: true };
      try {
        const sent = (await rest.post(Routes.channelMessages(channelId), {
          body,
          files: messageFiles(shown),
        })) as APIMessage;
        return { kind: 'sent', messageId: sent.id };
      } catch (error) {
        return refusalOf(error);
      }
    },

    edit(channelId, messageId, message) {
      const shown = render(message, sayIn);
      const sent = { body: messagePayload(shown), files: messageFiles(shown) };
      return done(rest.patch(Routes.channelMessage(channelId, messageId), sent));
    },

    async findOwn(channelId, message, sinceMs): Promise<OwnMessage> {
      const [buttonId] = buttonIds({ components: render(message, sayIn).components ?? [] });
      if (buttonId === undefined) throw new Error(`A public ${message.kind} message has no button to know it by`);
      try {
        const carries = message.kind === 'announcement' ? carriesMark(buttonId) : (id: string) => id === buttonId;
        return await findOwnMessage(rest, { channelId, ownId: ownId(), carries, sinceMs });
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

    publish: (channelId, messageId) => done(rest.post(Routes.channelMessageCrosspost(channelId, messageId))),

    openThread(channelId, messageId, { label, language }) {
      const name = threadName(label, sayIn(languageOf(language)));
      return done(rest.post(Routes.threads(channelId, messageId), { body: { name } }));
    },

    lacking: (guildId, channelId, wanted) => lackingIn(rest, ownId(), { guildId, channelId }, wanted),

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
}

async function done(request: Promise<unknown>): Promise<Done> {
  try {
    await request;
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof DiscordAPIError && ALREADY_DONE.has(error.code)) return { kind: 'done' };
    return refusalOf(error);
  }
}

/** An announcement is known by its mark alone: what its entry is taken for may have been corrected since. */
function carriesMark(buttonId: string): (id: string) => boolean {
  const mark = buttonId.split(':').at(-1);
  return (id) => id.split(':').at(-1) === mark;
}

function pair([key, value]: [string, unknown]): [string, string] {
  return [key, String(value)];
}
