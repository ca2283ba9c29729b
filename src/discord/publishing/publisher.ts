import { DiscordAPIError, type REST } from '@discordjs/rest';
import {
  type APIMessage,
  type RESTGetAPIGuildMemberResult,
  type RESTGetAPIGuildRolesResult,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
} from 'discord-api-types/v10';
import { languageOf } from '../../i18n/sentences.ts';
import type { Pictures } from '../../pictures/index.ts';
import type { Done, OwnMessage, PublicMessage, Publisher, Refused, Sent } from '../../services/publisher.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { threadName } from '../announcements/views/announcement-message.ts';
import { drawPictures, withoutPictures } from '../contract/draw-pictures.ts';
import { type MessageBody, messageFiles, messagePayload } from '../contract/message.ts';
import { refusalOf } from '../contract/refusals.ts';
import { createChannelNames } from './channel-names.ts';
import { buttonIds, findOwnMessage } from './find-own.ts';
import { lackingIn } from './lacking.ts';
import { inOpenThread } from './open-thread.ts';
import { createReactionReader } from './reaction-reader.ts';
import { type RenderParts, render, renderPersonal } from './render.ts';

/** “This message has already been crossposted”, “A thread has already been created for this message”. */
const ALREADY_DONE = new Set<number | string>([40033, 160004]);

export function createPublisher(
  parts: RenderParts & {
    rest: REST;
    /** The bot's own user id; it must be known before anything is published. */
    ownId: () => string;
    clock: Clock;
    log: Log;
    pictures: Pictures;
    /** Applied to every message before it is sent: makes commands clickable. */
    finish: (body: MessageBody) => MessageBody;
  },
): Publisher {
  const { rest, ownId, sayIn, log } = parts;
  const channelName = createChannelNames(parts);
  const reactions = createReactionReader({ rest, ownId });

  return {
    send: (channelId, message, nonce) =>
      inWhole(message.kind, render(message, parts), async (shown): Promise<Sent> => {
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
      }),

    async tell(userId, message, nonce): Promise<Sent> {
      const body = parts.finish(renderPersonal(message, parts));
      try {
        const channel = (await rest.post(Routes.userChannels(), {
          body: { recipient_id: userId },
        })) as RESTPostAPICurrentUserCreateDMChannelResult;
        const sent = (await rest.post(Routes.channelMessages(channel.id), {
          body: { ...messagePayload(body), nonce, enforce_nonce: true },
        })) as APIMessage;
        return { kind: 'sent', messageId: sent.id };
      } catch (error) {
        return refusalOf(error);
      }
    },

    edit(channelId, messageId, message) {
      const body = render(message, parts);
      return inWhole(message.kind, body.picturesStay ? withoutPictures(body) : body, (shown): Promise<Done> => {
        const sent = { body: messagePayload(shown, { edits: { laidOut: false } }), files: messageFiles(shown) };
        return done(inOpenThread(rest, channelId, () => rest.patch(Routes.channelMessage(channelId, messageId), sent)));
      });
    },

    async remove(channelId, messageId): Promise<Done> {
      const removed = await done(
        inOpenThread(rest, channelId, () => rest.delete(Routes.channelMessage(channelId, messageId))),
      );
      const isGone = removed.kind === 'refused' && ['channel-gone', 'message-gone'].includes(removed.reason);
      return isGone ? { kind: 'done' } : removed;
    },

    async findOwn(channelId, message, sinceMs): Promise<OwnMessage> {
      const [buttonId] = buttonIds({ components: render(message, parts).components ?? [] });
      if (buttonId === undefined) throw new Error(`A public ${message.kind} message has no button to know it by`);
      try {
        const carries = message.kind === 'announcement' ? carriesMark(buttonId) : (id: string) => id === buttonId;
        return await findOwnMessage(rest, { channelId, ownId: ownId(), carries, sinceMs });
      } catch (error) {
        return refusalOf(error);
      }
    },

    react: (channelId, messageId, emoji) =>
      done(
        inOpenThread(rest, channelId, () =>
          rest.put(Routes.channelMessageOwnReaction(channelId, messageId, encodeURIComponent(emoji))),
        ),
      ),

    async takeOffReaction(channelId, messageId, emoji, userId, signal): Promise<Done> {
      const route = Routes.channelMessageUserReaction(channelId, messageId, encodeURIComponent(emoji), userId);
      const takeOff = () => rest.delete(route, signal === undefined ? {} : { signal });
      const taken = await done(inOpenThread(rest, channelId, takeOff));
      return taken.kind === 'refused' && taken.reason === 'unusable-emoji' ? { kind: 'done' } : taken;
    },

    reactionCounts: (channelId, messageId) => reactions.counts(channelId, messageId),

    reactors: (channelId, messageId, emoji, counts) => reactions.reactors({ channelId, messageId, emoji }, counts),

    publish: (channelId, messageId) => done(rest.post(Routes.channelMessageCrosspost(channelId, messageId))),

    openThread(channelId, messageId, { label, language }) {
      const name = threadName(label, sayIn(languageOf(language)));
      return done(rest.post(Routes.threads(channelId, messageId), { body: { name } }));
    },

    channelName,

    lacking: (guildId, channelId, wanted) => lackingIn(rest, ownId(), { guildId, channelId }, wanted),

    async rolesOf(guildId) {
      try {
        const roles = (await rest.get(Routes.guildRoles(guildId))) as RESTGetAPIGuildRolesResult;
        return new Set(roles.map(({ id }) => id));
      } catch (err) {
        log.info({ err, guildId }, 'The roles of a server could not be read');
        return undefined;
      }
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

  /** Sends it with pictures, or without where the channel takes no files: the text must arrive in any case. */
  async function inWhole<T extends { kind: string }>(
    kind: PublicMessage['kind'],
    body: MessageBody,
    request: (shown: MessageBody) => Promise<T | Refused>,
  ): Promise<T | Refused> {
    const shown = parts.finish(await drawPictures(body, parts));
    const result = await request(shown);
    if (!isRefused(result) || (shown.files ?? []).length === 0) return result;
    if (result.reason !== 'forbidden' && result.reason !== 'unfit') return result;
    log.info({ kind, detail: result.detail }, 'A message is tried again without its pictures');
    return request(withoutPictures(shown));
  }
}

function isRefused(result: { kind: string }): result is Refused {
  return result.kind === 'refused';
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

/** An announcement is recognised by its mark alone: what its entry is recognised as may have been corrected since. */
function carriesMark(buttonId: string): (id: string) => boolean {
  const mark = buttonId.split(':').at(-1);
  return (id) => id.split(':').at(-1) === mark;
}
