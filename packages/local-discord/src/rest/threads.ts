import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from 'discord-api-spec/zod';
import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { checkMessageRules, isEmptyMessage, type MessageBody } from '../validation/message-rules.ts';
import { mayUseEmoji } from '../world/emoji.ts';
import { messageJson } from '../world/message-json.ts';
import { postMessage } from '../world/messages.ts';
import type { Channel } from '../world/model.ts';
import { demandAllowedTitle } from '../world/moderation.ts';
import { channelJson } from '../world/place-json.ts';
import { channelFor, demand, messageOf, type Store } from '../world/store.ts';
import { openThread, type ThreadDraft } from '../world/threads.ts';
import { created, param, type Route } from './route.ts';
import { threadLists } from './thread-lists.ts';
import { threadMemberRoutes } from './thread-members.ts';

interface ThreadBody {
  readonly name: string;
  readonly auto_archive_duration?: number | null;
  readonly type?: ThreadDraft['type'] | null;
  readonly message?: MessageBody;
  readonly invitable?: boolean | null;
}

/** Discord's default: three days. */
const AUTO_ARCHIVE_MINUTES = 4320;

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message and below */
export function threadRoutes(store: Store): Route[] {
  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        const message = messageOf(channel, param(call, 'message'));
        const body = store.check<ThreadBody>(
          CreateTextThreadWithMessageRequestSchema,
          withoutOwnType(call.body, channel),
        );
        if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement)
          throw refuse.wrongChannelType();
        demand(store, call.caller, channel, P.CreatePublicThreads);
        if (message.threadId !== undefined) throw refuse.threadExists();
        demandAllowedTitle(store, call.caller, channel, body.name);
        const thread = openThread(store, call.caller, channel, draftOf(body, publicTypeIn(channel)), message);
        return created(channelJson(thread));
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/threads',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia) {
          demand(store, call.caller, channel, P.SendMessages);
          const body = store.check<ThreadBody>(CreateForumThreadRequestSchema, call.body);
          const message = body.message ?? {};
          checkMessageRules(message, call.files, {
            flags: message.flags ?? 0,
            mayUseEmoji: (id) => mayUseEmoji(store, call.caller, channel, id),
          });
          if (isEmptyMessage(message, call.files)) throw refuse.emptyMessage();
          const thread = openThread(store, call.caller, channel, draftOf(body, ChannelType.PublicThread));
          const first = postMessage(store, call.caller, thread, { body: message, files: call.files });
          return created({ ...channelJson(thread), message: messageJson(store, first, call.caller) });
        }
        const body = store.check<ThreadBody>(CreateTextThreadWithoutMessageRequestSchema, call.body);
        if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement)
          throw refuse.wrongChannelType();
        const type = body.type ?? ChannelType.PrivateThread;
        demand(
          store,
          call.caller,
          channel,
          type === ChannelType.PrivateThread ? P.CreatePrivateThreads : P.CreatePublicThreads,
        );
        return created(channelJson(openThread(store, call.caller, channel, draftOf(body, type))));
      },
    },
    ...threadLists(store),
    ...threadMemberRoutes(store),
  ];
}

/** discord.js sends the type, which this route does not have; the type that the thread gets anyway is accepted. */
function withoutOwnType(body: unknown, channel: Channel): unknown {
  if (typeof body !== 'object' || body === null || !('type' in body) || body.type !== publicTypeIn(channel))
    return body;
  const { type, ...rest } = body;
  return rest;
}

function publicTypeIn(channel: Channel): ThreadDraft['type'] {
  return channel.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
}

function draftOf(body: ThreadBody, type: ThreadDraft['type']): ThreadDraft {
  const { name, auto_archive_duration: minutes, invitable } = body;
  return { name, type, autoArchiveMinutes: minutes ?? AUTO_ARCHIVE_MINUTES, invitable: invitable ?? true };
}
