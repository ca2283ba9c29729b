import { ChannelType, MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { DISCORD_EPOCH_MS, isSnowflake } from '../snowflakes.ts';
import { isCrossposted, messageJson } from '../world/message-json.ts';
import { removeMessage, removeMessages, tellEdited } from '../world/messages.ts';
import type { Nonces } from '../world/nonces.ts';
import { changeMessage, sendMessage } from '../world/sending.ts';
import { channelFor, demand, messageOf, rightsIn, type Store } from '../world/store.ts';
import { demandUnlocked } from '../world/threads.ts';
import { pageOf } from './paging.ts';
import { nothing, numberIn, ok, param, type Route } from './route.ts';
import type { WriteLimits } from './write-limits.ts';

/** https://docs.discord.com/developers/resources/message#bulk-delete-messages */
const TWO_WEEKS_MS = 14 * 86_400_000;

/** https://docs.discord.com/developers/resources/message */
export function messageRoutes(store: Store, nonces: Nonces, writeLimits: WriteLimits): Route[] {
  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        return ok(
          messageJson(store, sendMessage(store, nonces, call.caller, channel, call.body, call.files), call.caller),
        );
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        // "If the current user is missing Read Message History, this will return no messages."
        // https://docs.discord.com/developers/resources/message#get-channel-messages
        if (!(rightsIn(store, call.caller, channel) & P.ReadMessageHistory)) return ok([]);
        const at = (key: string) => (call.query.has(key) ? { [key]: call.query.get(key) ?? '' } : {});
        const page = pageOf([...channel.messages.values()], {
          limit: numberIn(call.query, 'limit', 50, 1, 100),
          ...at('before'),
          ...at('after'),
          ...at('around'),
        });
        return ok(page.map((message) => messageJson(store, message, call.caller)));
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        demand(store, call.caller, channel, P.ReadMessageHistory);
        return ok(messageJson(store, messageOf(channel, param(call, 'message')), call.caller));
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        const message = messageOf(channel, param(call, 'message'));
        if (message.author === call.caller) writeLimits.edit(message);
        return ok(
          messageJson(store, changeMessage(store, call.caller, channel, message, call.body, call.files), call.caller),
        );
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        const message = messageOf(channel, param(call, 'message'));
        if (message.author !== call.caller) demand(store, call.caller, channel, P.ManageMessages);
        // "The only operation that should happen within an archived thread is messages being deleted"; a locked one must
        // be open for it. https://docs.discord.com/developers/topics/threads#active-archived-threads
        if (channel.thread?.archived) demandUnlocked(store, call.caller, channel);
        removeMessage(store, message);
        return nothing;
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages/bulk-delete',
      who: 'bot',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        demand(store, call.caller, channel, P.ManageMessages);
        const sent = ((call.body ?? {}) as { messages?: unknown }).messages;
        const ids = [...new Set(Array.isArray(sent) ? sent.map(String) : [])];
        if (ids.length < 2 || ids.length > 100) throw refuse.bulkCount();
        const tooOld = BigInt(Math.max(0, store.clock.now() - TWO_WEEKS_MS - DISCORD_EPOCH_MS)) << 22n;
        if (ids.some((id) => !isSnowflake(id) || BigInt(id) < tooOld)) throw refuse.tooOldToDelete();
        removeMessages(store, channel, ids);
        return nothing;
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/crosspost',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        if (channel.type !== ChannelType.GuildAnnouncement) throw refuse.wrongChannelType();
        const message = messageOf(channel, param(call, 'message'));
        // https://docs.discord.com/developers/resources/message#crosspost-message
        demand(store, call.caller, channel, message.author === call.caller ? P.SendMessages : P.ManageMessages);
        if (isCrossposted(message)) throw refuse.alreadyCrossposted();
        writeLimits.crosspost(message);
        message.flags |= MessageFlags.Crossposted;
        tellEdited(store, message);
        return ok(messageJson(store, message, call.caller));
      },
    },
  ];
}
