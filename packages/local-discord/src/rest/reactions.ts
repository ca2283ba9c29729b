import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { userJson } from '../world/account-json.ts';
import { addReaction, clearReactions, reactors, removeReaction } from '../world/reactions.ts';
import { channelFor, demand, messageOf, type Store } from '../world/store.ts';
import { type Call, nothing, numberIn, ok, param, type Route } from './route.ts';

const MESSAGE = '/channels/:channel/messages/:message/reactions';

/** https://docs.discord.com/developers/resources/message#create-reaction and below */
export function reactionRoutes(store: Store): Route[] {
  const place = (call: Call) => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    return { channel, message: messageOf(channel, param(call, 'message')) };
  };
  const take = (call: Call, ownerId: string, burst?: boolean) => {
    const { channel, message } = place(call);
    removeReaction(store, call.caller, channel, message, param(call, 'emoji'), ownerId, burst);
    return nothing;
  };

  return [
    {
      method: 'PUT',
      path: `${MESSAGE}/:emoji/@me`,
      who: 'anyone',
      handle(call) {
        const { channel, message } = place(call);
        // People's clients add `type=1` for a super reaction; bots cannot make one.
        const burst = !call.caller.bot && call.query.get('type') === '1';
        addReaction(store, call.caller, channel, message, param(call, 'emoji'), burst);
        return nothing;
      },
    },
    { method: 'DELETE', path: `${MESSAGE}/:emoji/@me`, who: 'anyone', handle: (call) => take(call, call.caller.id) },
    // How people's clients remove a reaction of either type.
    {
      method: 'DELETE',
      path: `${MESSAGE}/:emoji/:type{[01]}/@me`,
      who: 'person',
      handle: (call) => take(call, call.caller.id, param(call, 'type') === '1'),
    },
    {
      method: 'DELETE',
      path: `${MESSAGE}/:emoji/:user`,
      who: 'anyone',
      handle: (call) => take(call, param(call, 'user')),
    },
    {
      method: 'GET',
      path: `${MESSAGE}/:emoji`,
      who: 'anyone',
      handle(call) {
        const { channel, message } = place(call);
        demand(store, call.caller, channel, P.ReadMessageHistory);
        const after = call.query.get('after');
        const ids = reactors(message, param(call, 'emoji'), {
          burst: call.query.get('type') === '1',
          limit: numberIn(call.query, 'limit', 25, 1, 100),
          ...(after === null ? {} : { after }),
        });
        return ok(ids.flatMap((id) => store.accounts.get(id) ?? []).map(userJson));
      },
    },
    {
      method: 'DELETE',
      path: MESSAGE,
      who: 'anyone',
      handle(call) {
        const { channel, message } = place(call);
        clearReactions(store, call.caller, channel, message);
        return nothing;
      },
    },
    {
      method: 'DELETE',
      path: `${MESSAGE}/:emoji`,
      who: 'anyone',
      handle(call) {
        const { channel, message } = place(call);
        clearReactions(store, call.caller, channel, message, param(call, 'emoji'));
        return nothing;
      },
    },
  ];
}
