import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { messageJson } from '../world/message-json.ts';
import { heardIn, postMessage, tellEdited } from '../world/messages.ts';
import type { Channel, Message } from '../world/model.ts';
import { channelFor, demand, messageOf, rightsIn, type Store } from '../world/store.ts';
import { iso } from '../world/timestamp.ts';
import { type Call, nothing, numberIn, ok, param, type Route } from './route.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json 30003 */
const PINS_LIMIT = 250;

/** https://docs.discord.com/developers/resources/message#get-channel-pins and below; the older paths beside the newer */
export function pinRoutes(store: Store): Route[] {
  const pinnedIn = (call: Call): Message[] => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    if (!(rightsIn(store, call.caller, channel) & P.ReadMessageHistory)) return [];
    return pinsOf(channel);
  };
  const pin = (call: Call) => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    const message = messageOf(channel, param(call, 'message'));
    // Manage Messages no longer is enough: change-log, 2025-11-24.
    demand(store, call.caller, channel, P.PinMessages);
    if (channel.thread?.archived) throw refuse.threadArchived();
    if (SYSTEM.has(message.type)) throw refuse.systemMessage();
    if (message.pinnedAtMs !== undefined) return nothing;
    if (pinsOf(channel).length >= PINS_LIMIT) throw refuse.tooManyPins();
    message.pinnedAtMs = store.clock.now();
    tellEdited(store, message);
    tellPins(channel);
    const reference = { message_id: message.id, channel_id: channel.id, guild_id: channel.guildId };
    postMessage(store, call.caller, channel, { body: {}, type: 6, reference });
    return nothing;
  };
  const unpin = (call: Call) => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    const message = messageOf(channel, param(call, 'message'));
    demand(store, call.caller, channel, P.PinMessages);
    message.pinnedAtMs = undefined;
    tellEdited(store, message);
    tellPins(channel);
    return nothing;
  };
  const tellPins = (channel: Channel) => {
    const newest = pinsOf(channel)[0]?.pinnedAtMs;
    store.events.emit({
      name: 'CHANNEL_PINS_UPDATE',
      data: () => ({
        channel_id: channel.id,
        ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
        last_pin_timestamp: newest === undefined ? null : iso(newest),
      }),
      ...heardIn(channel),
    });
  };

  return [
    {
      method: 'GET',
      path: '/channels/:channel/messages/pins',
      who: 'anyone',
      times: ['before'],
      handle(call) {
        const limit = numberIn(call.query, 'limit', 50, 1, 50);
        const before = call.query.get('before');
        const beforeMs = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
        const found = pinnedIn(call).filter(({ pinnedAtMs = 0 }) => pinnedAtMs < beforeMs);
        const items = found.slice(0, limit).map((message) => ({
          pinned_at: iso(message.pinnedAtMs ?? 0),
          message: messageJson(store, message, call.caller),
        }));
        return ok({ items, has_more: found.length > limit });
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/pins',
      who: 'anyone',
      handle: (call) =>
        ok(
          pinnedIn(call)
            .slice(0, 50)
            .map((message) => messageJson(store, message, call.caller)),
        ),
    },
    ...['/channels/:channel/messages/pins/:message', '/channels/:channel/pins/:message'].flatMap((path): Route[] => [
      { method: 'PUT', path, who: 'anyone', handle: pin },
      { method: 'DELETE', path, who: 'anyone', handle: unpin },
    ]),
  ];
}

/** Types of messages that Discord itself posts, as far as they exist here: a pin and a thread. */
const SYSTEM = new Set([6, 18]);

/** Newest pin first. */
function pinsOf(channel: Channel): Message[] {
  return [...channel.messages.values()]
    .filter(({ pinnedAtMs }) => pinnedAtMs !== undefined)
    .sort((a, b) => (b.pinnedAtMs ?? 0) - (a.pinnedAtMs ?? 0));
}
